import type { ViewScope } from '~/domain/access/access'
import { isList } from '~/domain/metadata/field-input'
import { listFields, listGroups } from '~/domain/metadata/fields.queries.server'
import type { MetadataValue } from '~/domain/metadata/value'
import type { Template, TemplateMode } from '~/domain/templates/template'
import { fieldsOfTemplates } from '~/domain/templates/template-form'
import { pickText } from '~/platform/language'
import { type FormField, formFields } from '../library/load-metadata.server'

/** A field in the form of a template. */
export interface TemplateFormField extends FormField {
  /** Whether values can be added to what a file says. */
  isList: boolean
  mode: TemplateMode
  /** Whether the template has a value of it, and whether it requires it. */
  isSet: boolean
  isRequiredHere: boolean
}

export interface TemplateFormGroup {
  key: string
  label?: string
  fields: TemplateFormField[]
}

/** A template has no links to assets, so nothing is read of this one. */
const NO_ASSET = '00000000-0000-0000-0000-000000000000'

/** Returns every field that a template can set or require, by group in their order, with what this one says. */
export async function loadTemplateFields(
  scope: ViewScope,
  { fields: own }: Pick<Template, 'fields'>,
  locale: string,
): Promise<TemplateFormGroup[]> {
  const { db } = scope
  const fields = fieldsOfTemplates(await listFields(db))
  const values = own.flatMap(({ fieldId, texts }) =>
    texts.flatMap((text) =>
      text.values.map((content, position): MetadataValue => {
        return { ...content, fieldId, locale: text.locale, position, status: 'source' }
      }),
    ),
  )
  const shown = (await formFields(scope, fields, values, { assetId: NO_ASSET, locale })).map(({ id, ...field }) => {
    const said = own.find(({ fieldId }) => fieldId === id)
    const many = isList({ id, type: field.type })
    return {
      ...{ ...field, isRequired: false, isList: many, mode: said?.mode ?? (many ? 'add' : 'fill') },
      ...{ isSet: !!said?.texts.length, isRequiredHere: !!said?.isRequired },
    }
  })
  return (await listGroups(db)).flatMap(({ key, labels }) => {
    const inside = shown.filter(({ group }) => group === key)
    return inside.length > 0 ? [{ key, label: pickText(labels, locale, 'en')?.value, fields: inside }] : []
  })
}
