import type { StoredTerm } from './planned-terms'
import { plainName } from './vocabulary'

/** Terms by what concepts of files name them by. */
export interface TermIndex {
  byIri: Map<string, StoredTerm>
  byLabel: Map<string, StoredTerm[]>
}

/** Returns the key under which a term is found by its label in a language. */
export const labelKey = (locale: string, label: string) => `${locale} ${plainName(label)}`

/** Returns terms by their IRIs, and by their labels in each language. */
export function indexOf(terms: readonly StoredTerm[]): TermIndex {
  const byIri = new Map<string, StoredTerm>()
  const byLabel = new Map<string, StoredTerm[]>()
  for (const term of terms) for (const match of term.matches) byIri.set(match, term)
  for (const term of terms) {
    byIri.set(term.iri, term)
    if (term.mergedInto !== null) continue
    for (const [locale, label = ''] of Object.entries(term.labels)) {
      const key = labelKey(locale, label)
      byLabel.set(key, [...(byLabel.get(key) ?? []), term])
    }
  }
  return { byIri, byLabel }
}
