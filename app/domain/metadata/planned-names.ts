import type { Localized } from '~/platform/language'
import type { ReadColumns, ReadConcept } from '~/platform/skos/concept'
import { canonicalName } from './keywords'
import type { ConceptRefusal, PlannedTerm, StoredTerm } from './planned-terms'
import { MOST_NAME, MOST_SYNONYMS, type Named, plainName, type Synonyms } from './vocabulary'

const MOST_LANGUAGES = 40

/** Returns the names that a term has after an import: of languages that the file does not have, those that it has. */
export function namesAfter(
  concept: ReadConcept,
  columns: ReadColumns,
  { term, isKeywords }: { term: StoredTerm | undefined; isKeywords: boolean },
): Named {
  const labels: Localized = { ...term?.labels }
  for (const locale of columns.labels) {
    const label = concept.labels[locale]?.[0]
    if (label) labels[locale] = label
    else delete labels[locale]
  }
  const after = (stored: Synonyms | undefined, read: Synonyms, locales: string[]): Synonyms => {
    const all: Synonyms = { ...stored }
    for (const locale of new Set([...locales, ...Object.keys(read)])) {
      const given = (read[locale] ?? []).filter((name) => name !== labels[locale])
      if (given.length > 0) all[locale] = given
      else delete all[locale]
    }
    return all
  }
  const synonyms = after(term?.synonyms, concept.synonyms, columns.synonyms)
  const hidden = after(term?.hidden, concept.hidden, columns.hidden)
  if (isKeywords && term) keepFormer(hidden, { labels, synonyms }, term.labels)
  return { labels, synonyms, hidden }
}

/** Files have keywords by their former names, which still find them. */
function keepFormer(hidden: Synonyms, now: Pick<Named, 'labels' | 'synonyms'>, former: Localized): void {
  const known = new Set([...Object.values(now.labels), ...Object.values(now.synonyms).flat()])
  for (const [locale, label = ''] of Object.entries(former)) {
    const own = hidden[locale] ?? []
    if (label && !known.has(label) && !own.includes(label)) hidden[locale] = [...own, label]
  }
}

/** Returns the IRIs of concepts that mean the same. */
export function matchesAfter({ iri, matches }: ReadConcept, { hasMatches }: ReadColumns, term?: StoredTerm): string[] {
  const given = hasMatches ? matches : (term?.matches ?? [])
  // A term that was found by its name keeps its IRI, and is found by that of the file from now on.
  const other = term && iri && term.iri !== iri && isStored(iri) ? [iri] : []
  return [...new Set([...given, ...other])].filter((each) => each !== (term?.iri ?? iri))
}

/** Blank nodes have a name in their file alone. */
const isStored = (iri: string): boolean => !iri.startsWith('_:')

/** Returns why names cannot be stored. */
export function refusalOf({ concept, names, matches }: PlannedTerm): ConceptRefusal | undefined {
  const { labels, synonyms, hidden } = names
  const lists = [...Object.values(synonyms), ...Object.values(hidden)]
  const all = [...Object.values(labels), ...lists.flat()]
  if (Object.keys(labels).length === 0) return 'no_name'
  if (all.some((name) => [...(name ?? '')].length > MOST_NAME)) return 'name_too_long'
  const isMany = lists.some((each) => (each?.length ?? 0) > MOST_SYNONYMS) || matches.length > MOST_SYNONYMS
  if (isMany || new Set([...Object.keys(labels), ...Object.keys(synonyms)]).size > MOST_LANGUAGES)
    return 'too_many_names'
  return concept.iri !== undefined && isStored(concept.iri) && /[\s<>"{}|\\^`]/.test(concept.iri)
    ? 'bad_iri'
    : undefined
}

/** Of two that would be written alike the first stays; terms of the vocabulary come before those of the file. */
export function refuseTaken(planned: PlannedTerm[], terms: readonly StoredTerm[]): void {
  const changed = new Set(planned.flatMap(({ term, refused }) => (term && !refused ? [term.id] : [])))
  const taken = new Map<string, string>()
  for (const term of terms)
    if (term.mergedInto === null && !changed.has(term.id))
      taken.set(plainName(canonicalName(term)), canonicalName(term))
  for (const each of [...planned].sort((a, b) => Number(!a.term) - Number(!b.term))) {
    if (each.refused) continue
    const name = plainName(canonicalName(each.names))
    const other = taken.get(name)
    if (other === undefined) taken.set(name, canonicalName(each.names))
    else Object.assign(each, { refused: 'name_taken', other })
  }
}
