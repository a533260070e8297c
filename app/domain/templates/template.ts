import type { TemplateMode } from '#db/schema/templates'
import { type Content, foldedKey, isSame, type ValueChange } from '~/domain/metadata/value'

export { APPLIES, type Applies, TEMPLATE_MODES, type TemplateMode } from '#db/schema/templates'

/** Templates in use: all can be chosen from, so there are no more. */
export const MOST_TEMPLATES = 500

/** The values of a field in one language; without one under an empty tag. */
export interface TemplateValues {
  locale: string
  values: Content[]
}

/** What a template says of one field. */
export interface TemplateField {
  fieldId: number
  /** Whether assets with the template need it before approval. */
  isRequired: boolean
  mode: TemplateMode
  texts: TemplateValues[]
}

/** What becomes of an asset that it is applied to. */
export interface Template {
  id: string
  name: string
  fields: TemplateField[]
}

/** A value that a file states or an asset has. */
export type HeldValue = Content & { fieldId: number; locale: string }

/** A change with what the field had before. */
export type TemplateChange = ValueChange & { locale: string; before: Content[] }

/** Values of one field in one language. */
const MOST_VALUES = 100

/**
 * Returns what a template changes of the values that there are. A value of `fill` is set only where the field has none in any
 * language, since texts in several languages say the same; `add` adds to lists; `replace` takes the place of what there is in
 * all languages, but for the fields in `stated`, which a person stated beside the file.
 */
export function templateChanges(
  { fields }: Pick<Template, 'fields'>,
  assetId: string,
  held: readonly HeldValue[],
  stated: ReadonlySet<number> = new Set(),
): TemplateChange[] {
  return fields.flatMap(({ fieldId, mode, texts }) => {
    const own = held.filter((value) => value.fieldId === fieldId)
    const isKept = mode === 'fill' || (mode === 'replace' && stated.has(fieldId))
    if (texts.length === 0 || (isKept && own.length > 0)) return []
    const locales = new Set([...texts, ...own].map(({ locale }) => locale))
    return [...locales].flatMap((locale): TemplateChange[] => {
      const before = own.filter((value) => value.locale === locale)
      const given = texts.find((each) => each.locale === locale)?.values ?? []
      const values = mode === 'add' ? joined(before, given) : given
      return isSame(before, values) ? [] : [{ assetId, fieldId, locale, before, values }]
    })
  })
}

/** Returns those of templates in their order that are applied to anything: a kind gets the first that is for it. */
export function reachable<Each extends { kinds: readonly string[] | null }>(candidates: readonly Each[]): Each[] {
  const taken = new Set<string>()
  const kept: Each[] = []
  for (const each of candidates) {
    if (each.kinds === null) return [...kept, each]
    if (each.kinds.some((kind) => !taken.has(kind))) kept.push(each)
    for (const kind of each.kinds) taken.add(kind)
  }
  return kept
}

function joined(before: readonly Content[], given: readonly Content[]): Content[] {
  const known = new Set(before.map(foldedKey))
  return [...before, ...given.filter((content) => !known.has(foldedKey(content)))].slice(0, MOST_VALUES)
}
