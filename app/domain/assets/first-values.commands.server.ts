import type { Actor } from '~/domain/audit/audit'
import { CREDITS, FIELD_ID, type TextField } from '~/domain/metadata/built-in'
import { taggedValues } from '~/domain/metadata/tagged-values.queries.server'
import { textChanges, type ValueChange } from '~/domain/metadata/value'
import { keepChanges } from '~/domain/metadata/value-history.commands.server'
import { insertValues } from '~/domain/metadata/values.commands.server'
import { templateFor } from '~/domain/templates/applied-template.queries.server'
import { assignTemplate } from '~/domain/templates/apply-template.commands.server'
import { type HeldValue, type Template, type TemplateChange, templateChanges } from '~/domain/templates/template'
import type { Db, Tx } from '~/platform/db.server'
import { titleFrom } from './file-name'
import { fileValues } from './file-values'
import type { StatedMetadata } from './stated-metadata'
import type { StoredFile } from './versions.commands.server'

/** What a new asset is described with. */
export interface FirstValues {
  /** The language that it is described in. */
  sourceLocale: string
  values: ValueChange[]
  /** The template that is applied to it, and what that changes of what the file says. */
  template?: Template
  changes: TemplateChange[]
}

/**
 * Returns what is stated beside a file, what the file says, and what the template says that was chosen for it or is that of its
 * folder. Without any title there is one of the name of the file.
 */
export async function firstValues(db: Db, assetId: string, file: StoredFile): Promise<FirstValues> {
  const { kind, folderId, templateId: chosenId, stated, metadata } = file
  const described = fileValues(assetId, metadata).filter(({ values }) => values.length > 0)
  const tags = file.tags?.tags ?? []
  const said = [
    ...described,
    ...(await taggedValues(db, { assetId, kind, sourceLocale: sourceLocaleOf(described) ?? 'en' }, tags)),
  ]
  const template = await templateFor(db, { kind, folderId, chosenId })
  const changes = template ? templateChanges(template, assetId, said.flatMap(held), statedFields(stated)) : []
  const changed = new Set(changes.map(placeOf))
  const values = [...said.filter((each) => !changed.has(placeOf(each))), ...changes]
  const sourceLocale = sourceLocaleOf(values) ?? 'en'
  if (localeOf(values, FIELD_ID.title) === undefined)
    values.push(...textChanges(assetId, { title: { [sourceLocale]: titleFrom(file.fileName) } }))
  return { sourceLocale, values, template, changes }
}

const localeOf = (values: readonly ValueChange[], fieldId: number): string | undefined =>
  values.find((each) => each.fieldId === fieldId && each.values.length > 0)?.locale

/** The language of the title, or else of the description. */
const sourceLocaleOf = (values: readonly ValueChange[]): string | undefined =>
  localeOf(values, FIELD_ID.title) ?? localeOf(values, FIELD_ID.description)

/** Stores the first values of an asset, and in its history those that a template has set. */
export async function insertFirstValues(
  trx: Tx,
  by: Actor,
  assetId: string,
  { sourceLocale, values, template, changes }: FirstValues,
): Promise<void> {
  await insertValues(
    trx,
    values.map((change) => ({ ...change, sourceLocale })),
  )
  if (!template) return
  await keepChanges(trx, by, changes, { templateId: template.id })
  await assignTemplate(trx, { templateId: template.id }, [assetId])
}

const held = ({ fieldId, locale = '', values }: ValueChange): HeldValue[] =>
  values.map((content) => ({ ...content, fieldId, locale }))

const placeOf = ({ fieldId, locale = '' }: Pick<ValueChange, 'fieldId' | 'locale'>): string => `${fieldId} ${locale}`

/** The fields of what is stated beside a file, which templates do not replace. */
function statedFields({ texts = {}, keywords, credits = {} }: StatedMetadata = {}): Set<number> {
  const named = [
    ...Object.keys(texts).map((key) => FIELD_ID[key as TextField]),
    ...Object.keys(credits).map((name) => FIELD_ID[CREDITS[name as keyof typeof CREDITS][0]]),
  ]
  return new Set(keywords ? [...named, FIELD_ID.keywords] : named)
}
