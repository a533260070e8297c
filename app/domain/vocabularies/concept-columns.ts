import { languageOf, type ReadColumns } from '~/platform/skos/concept'

/** What a column of a table of terms has. */
export type ConceptColumn =
  | { has: 'id' | 'parent' | 'same_as' | 'deprecated' }
  | { has: 'label' | 'synonyms' | 'hidden'; language: string }

const KINDS: Record<string, ConceptColumn['has']> = {
  ...{ id: 'id', iri: 'id', uri: 'id', parent: 'parent', broader: 'parent', below: 'parent' },
  ...{ same_as: 'same_as', exactmatch: 'same_as', deprecated: 'deprecated' },
  ...{ label: 'label', name: 'label', term: 'label', preflabel: 'label' },
  ...{ synonyms: 'synonyms', synonym: 'synonyms', altlabel: 'synonyms', hidden: 'hidden', hiddenlabel: 'hidden' },
}

const kindOf = (name: string): ConceptColumn['has'] | undefined =>
  Object.hasOwn(KINDS, name.toLowerCase()) ? KINDS[name.toLowerCase()] : undefined

/** Returns the header of a column: `label [eu]`. */
export const headerOf = (column: ConceptColumn): string =>
  'language' in column ? `${column.has} [${column.language}]` : column.has

/** Returns what a header says: `label [eu]`, `label_eu`, `label@eu`, or `label` in the given language; undefined for another. */
export function columnOf(header: string, language: string): ConceptColumn | undefined {
  const plain = header.trim()
  const found = /^([a-z_]+?)(?:\s*\[([\w-]+)\]|[@:_]([a-z]{2,3}(?:-[\w-]+)?))?$/i.exec(plain)
  const whole = kindOf(plain)
  const has = whole ?? kindOf(found?.[1] ?? '')
  if (has === undefined) return undefined
  if (has !== 'label' && has !== 'synonyms' && has !== 'hidden') return { has }
  const tag = whole ? language : languageOf(found?.[2] ?? found?.[3] ?? '')
  return tag ? { has, language: tag } : undefined
}

/** Returns what a table with these columns says of its terms at all. */
export const columnsOf = (columns: readonly ConceptColumn[]): ReadColumns => {
  const languages = (kind: ConceptColumn['has']) => [
    ...new Set(columns.flatMap((column) => (column.has === kind && 'language' in column ? [column.language] : []))),
  ]
  const has = (kind: ConceptColumn['has']) => columns.some((column) => column.has === kind)
  return {
    ...{ labels: languages('label'), synonyms: languages('synonyms'), hidden: languages('hidden') },
    ...{ hasParents: has('parent'), hasMatches: has('same_as'), hasDeprecated: has('deprecated') },
  }
}
