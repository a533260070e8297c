import type { ViewScope } from '~/domain/access/access'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { isCredit, labelOf, type MetadataField, mostLengthOf } from '~/domain/metadata/field'
import { hasMany, textOfContent } from '~/domain/metadata/field-input'
import { LINK_TYPES } from '~/domain/metadata/field-settings'
import { fieldsOfKind, listFields, listGroups } from '~/domain/metadata/fields.queries.server'
import { shownKeywords } from '~/domain/metadata/keywords'
import { areKeywordsOpen, keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { writePosition } from '~/domain/metadata/place'
import type { MetadataValue } from '~/domain/metadata/value'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { pendingFields } from '~/domain/metadata/withheld-values.queries.server'
import { COUNTRIES, countryName } from '~/platform/countries'
import type { Db } from '~/platform/db.server'
import { type Localized, pickText } from '~/platform/language'
import { type HeldReference, loadReferences } from '../references/load-references.server'
import type { PlaceChoices } from '../references/place-control'
import { loadTerms, type TermChoices } from './load-terms.server'

/** A field of the form with what it holds. */
export interface FormField extends Pick<MetadataField, 'key' | 'type' | 'isLocalizable' | 'isRequired' | 'isBuiltIn'> {
  /** In the language of the page; absent for a built-in field that has the name of the product. */
  label?: string
  help?: string
  isRequiredForApproval: boolean
  mostLength: number
  /** By language; without one under an empty tag. */
  texts: Localized
  /** Languages whose text was made of a former one. */
  stale: string[]
  /** Of a field with several values. */
  many: string[]
  /** Of a field of terms. */
  terms?: TermChoices
  /** Of a field of persons or a link to an asset: what it holds. */
  references?: HeldReference[]
  place?: PlaceChoices
  /** Of keywords. */
  keywords?: FormKeywords
}

/** The keywords of a form. */
export interface FormKeywords {
  /** Whether words may be added that are no terms. */
  isOpen: boolean
  /** Words that are no terms, which a closed vocabulary holds out from outsiders. */
  heldOut: string[]
}

export interface FormGroup {
  key: string
  /** In the language of the page; absent for a built-in group that has the name of the product. */
  label?: string
  fields: FormField[]
}

/** The asset that a form is of; `required` are the fields that its template requires before approval. */
interface FormAsset {
  id: string
  kind: string
  required: readonly number[]
}

/** Returns the fields that an asset has by its kind, but for its credit and licence, by group in their order. */
export async function loadMetadata(
  scope: ViewScope,
  { id: assetId, kind, required }: FormAsset,
  locale: string,
): Promise<FormGroup[]> {
  const { db } = scope
  const fields = (await fieldsOfKind(db, kind)).filter((field) => !isCredit(field))
  const values = (await valuesOf(db, [assetId], { fields: fields.map(({ id }) => id) })).get(assetId) ?? []
  const groups = new Map<string, FormField[]>()
  for (const { id, group, ...field } of await formFields(scope, fields, values, { assetId, locale })) {
    const isRequiredForApproval = field.isRequiredForApproval || required.includes(id)
    groups.set(group, [...(groups.get(group) ?? []), { ...field, isRequiredForApproval }])
  }
  const known = new Map((await listGroups(db)).map(({ key, labels }) => [key, pickText(labels, locale, 'en')?.value]))
  return [...groups].map(([key, fields]) => ({ key, label: known.get(key), fields }))
}

/** Returns fields as a form shows them, each with those of the values that are its own. */
export async function formFields(
  scope: ViewScope,
  fields: readonly MetadataField[],
  values: readonly MetadataValue[],
  { assetId, locale }: { assetId: string; locale: string },
): Promise<(FormField & Pick<MetadataField, 'id' | 'group'>)[]> {
  const terms = await loadTerms(scope.db, fields, values, locale)
  const references = await loadReferences(scope, values, { assetId, locale })
  const countries = fields.some(({ type }) => type === 'place') ? countriesIn(locale) : []
  const keywords = await formKeywords(scope.db, values, locale)
  return fields.map((field) => ({
    ...{ id: field.id, group: field.group },
    ...formField(field, values, locale),
    terms: terms.get(field.key),
    ...(field.id === FIELD_ID.keywords && keywords),
    references: LINK_TYPES.some((type) => type === field.type)
      ? values.flatMap((value) => (value.fieldId === field.id ? (references.get(value) ?? []) : []))
      : undefined,
    place: field.type === 'place' ? placeOf(field, values, countries) : undefined,
  }))
}

/** Keywords by the names of their terms in the language of the page. */
async function formKeywords(
  db: Db,
  values: readonly MetadataValue[],
  locale: string,
): Promise<Pick<FormField, 'many' | 'keywords'>> {
  const held = values.flatMap(({ fieldId, text }) => (fieldId === FIELD_ID.keywords && text ? [text] : []))
  const meanings = await keywordMeanings(db, held)
  const isOpen = await areKeywordsOpen(db)
  const shown = shownKeywords(meanings, held, locale)
  const heldOut = isOpen ? [] : shown.filter(({ isWord }) => isWord).map(({ text }) => text)
  return { many: shown.map(({ text }) => text), keywords: { isOpen, heldOut } }
}

function placeOf(
  { id }: MetadataField,
  values: readonly MetadataValue[],
  countries: PlaceChoices['countries'],
): PlaceChoices {
  const { text = '', place } = values.find(({ fieldId }) => fieldId === id) ?? {}
  return { name: text, country: place?.country ?? '', position: writePosition(place), countries }
}

function countriesIn(locale: string): PlaceChoices['countries'] {
  const collator = new Intl.Collator(locale)
  return COUNTRIES.map((value) => ({ value, label: countryName(value, locale) })).sort((a, b) =>
    collator.compare(a.label, b.label),
  )
}

/** Returns the fields whose changes wait for approval, with their names in the language of the page. */
export async function loadPending(db: Db, assetId: string, locale: string): Promise<{ key: string; label?: string }[]> {
  const keys = await pendingFields(db, assetId)
  const fields = keys.length > 0 ? await listFields(db) : []
  return fields
    .filter(({ key }) => keys.includes(key))
    .map(({ key, labels }) => ({ key, label: pickText(labels, locale, 'en')?.value }))
}

function formField(field: MetadataField, values: readonly MetadataValue[], locale: string): FormField {
  const own = values.filter(({ fieldId }) => fieldId === field.id)
  const { key, type, isLocalizable, isRequired, isRequiredForApproval, isBuiltIn } = field
  return {
    ...{ key, type, isLocalizable, isRequired, isRequiredForApproval, isBuiltIn },
    label: labelOf(field, locale),
    help: pickText(field.help, locale, 'en')?.value,
    mostLength: mostLengthOf(field),
    texts: Object.fromEntries(
      own.filter(({ position }) => position === 0).map((value) => [value.locale, textOfContent(value)]),
    ),
    stale: own.filter(({ status }) => status === 'stale').map((value) => value.locale),
    many: hasMany(field) ? own.map(textOfContent) : [],
  }
}
