import { countryName } from '~/platform/countries'
import { type Localized, pickText } from '~/platform/language'
import { type Block, parseMarkdown, plainMarkdown } from '~/platform/markdown'
import type { FieldType } from './field'
import type { Content } from './value'

/** A value with its field, as a statement returns it. */
export interface FieldValue extends Content {
  key: string
  type: FieldType
  labels: Localized
  locale: string
  /** Names of the term that is the value. */
  termLabels?: Localized | null
  /** Name of the person that is the value. */
  personName?: string | null
  /** Code of the country of the place that is the value. */
  country?: string | null
  /** The asset that the value leads to, as far as whoever asks may see it. */
  linked?: LinkedAsset
}

/** An asset that a value leads to. */
export interface LinkedAsset {
  title: string
  /** Language of the title, where it is known. */
  locale?: string
  href: string
}

/** A value as pages show it. */
export type ShownValue =
  | { text: string; locale?: string }
  | { blocks: Block[]; locale?: string }
  | { number: number }
  | { day: string }
  | { flag: boolean }
  | { linked: LinkedAsset }

/** A field of an asset with its values in the best available language. */
export interface ShownField {
  key: string
  label: string
  values: ShownValue[]
}

/** Returns the values by field, in their order, in the best available language. */
export function shownFields(values: readonly FieldValue[], wanted: string, source: string): ShownField[] {
  const byKey = new Map<string, FieldValue[]>()
  for (const value of values) byKey.set(value.key, [...(byKey.get(value.key) ?? []), value])
  return [...byKey].flatMap(([key, own]) => {
    const label = pickText(own[0]?.labels ?? {}, wanted, 'en')?.value ?? key
    const texts: Localized = Object.fromEntries(own.map(({ locale, text }) => [locale, text]))
    const isTranslated = own.some(({ locale }) => locale !== '')
    const best = isTranslated ? pickText(texts, wanted, source)?.locale : ''
    const shown = own.filter(({ locale }) => locale === best).flatMap((value) => shownValue(value, wanted))
    return shown.length > 0 ? [{ key, label, values: shown }] : []
  })
}

function shownValue(value: FieldValue, wanted: string): ShownValue[] {
  const { type, locale, text, number, day, flag, termLabels, personName, country, linked } = value
  const lang = locale ? { locale } : {}
  if (type === 'place' && text) return [{ text: country ? `${text} (${countryName(country, wanted)})` : text }]
  if (typeof text === 'string')
    return [type === 'rich_text' ? { blocks: parseMarkdown(text), ...lang } : { text, ...lang }]
  if (typeof number === 'number') return [{ number }]
  if (typeof day === 'string') return [{ day }]
  if (typeof flag === 'boolean') return [{ flag }]
  if (personName) return [{ text: personName }]
  if (linked) return [{ linked }]
  const term = pickText(termLabels ?? {}, wanted, 'en')
  return term ? [{ text: term.value, locale: term.locale }] : []
}

/** Returns the values of fields as plain text, by key; several of one field are separated by semicolons. */
export function plainFields(values: readonly FieldValue[], wanted: string, source: string): Record<string, string> {
  const plain = values.map((value) =>
    value.type === 'rich_text' && value.text
      ? { ...value, type: 'text' as const, text: plainMarkdown(value.text) }
      : value,
  )
  return Object.fromEntries(
    shownFields(plain, wanted, source).map(({ key, values }) => [key, values.map(plainValue).join('; ')]),
  )
}

function plainValue(value: ShownValue): string {
  if ('text' in value) return value.text
  if ('number' in value) return String(value.number)
  if ('day' in value) return value.day
  if ('linked' in value) return value.linked.title
  return 'flag' in value ? String(value.flag) : ''
}
