import { type Localized, pickText } from '~/platform/language'
import { plainName, type Synonyms } from './vocabulary'

/** Id of the vocabulary that gives keywords their meaning; those of other vocabularies begin at 1. */
export const KEYWORD_VOCABULARY = 0

/** A term that a keyword means. */
export interface KeywordTerm {
  id: number
  labels: Localized
  synonyms: Synonyms
  /** Names by which it is found and that are not shown. */
  hidden: Synonyms
  isDeprecated: boolean
}

/** What keywords mean: the terms that each has as a name. */
export interface KeywordMeanings {
  /** Whether keywords may be other words than names of terms. */
  isOpen: boolean
  /** By plain name. */
  terms: ReadonlyMap<string, readonly KeywordTerm[]>
}

/** Returns the name under which a term is written as a keyword, whatever language it was chosen in. */
export const canonicalName = ({ labels }: Pick<KeywordTerm, 'labels'>): string =>
  pickText(labels, 'en', 'en')?.value ?? ''

/**
 * Returns the term that a keyword means; undefined for a word that is a name of none. Of several, first one that is called so in
 * `locale`, in which the keyword was typed, then one that is in use, is written so, is called so in any language, came first.
 */
export function termMeant(
  { terms }: Pick<KeywordMeanings, 'terms'>,
  keyword: string,
  locale?: string,
): KeywordTerm | undefined {
  const name = plainName(keyword)
  const found = terms.get(name) ?? []
  const places = found.map((term) => ({ term, place: placeOf(term, name, locale) }))
  return places.sort((a, b) => compare(a.place, b.place))[0]?.term
}

const placeOf = (term: KeywordTerm, name: string, locale: string | undefined): number[] => [
  locale !== undefined && plainName(term.labels[locale] ?? '') === name ? 0 : 1,
  term.isDeprecated ? 1 : 0,
  plainName(canonicalName(term)) === name ? 0 : 1,
  Object.values(term.labels).some((label) => plainName(label ?? '') === name) ? 0 : 1,
  term.id,
]

const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((part, index) => part !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

/** Returns a text that is the same for keywords that mean the same. */
export function meaningOf(meanings: KeywordMeanings, keyword: string, locale?: string): string {
  const term = termMeant(meanings, keyword, locale)
  return term ? `#${term.id}` : plainName(keyword)
}

/** A keyword as it is shown. */
export interface ShownKeyword {
  text: string
  /** Whether it is a word that is the name of no term. */
  isWord: boolean
}

/** Returns keywords by the names of their terms in a language, each meaning once, in their order. */
export function shownKeywords(meanings: KeywordMeanings, keywords: readonly string[], locale: string): ShownKeyword[] {
  const shown = new Map<string, ShownKeyword>()
  for (const keyword of keywords) {
    const term = termMeant(meanings, keyword)
    const meaning = meaningOf(meanings, keyword)
    const text = (term && pickText(term.labels, locale, 'en')?.value) || keyword
    if (!shown.has(meaning)) shown.set(meaning, { text, isWord: !term })
  }
  return [...shown.values()]
}

/** Returns keywords as outsiders get them: of a closed vocabulary those alone that mean a term. */
export const publicNames = (meanings: KeywordMeanings, keywords: readonly string[], locale: string): string[] =>
  shownKeywords(meanings, keywords, locale)
    .filter(({ isWord }) => meanings.isOpen || !isWord)
    .map(({ text }) => text)

/** Keywords that somebody gives an asset. */
export interface GivenKeywords {
  typed: readonly string[]
  /** What the asset has. */
  held: readonly string[]
  /** The language in which they were typed. */
  locale?: string
}

/**
 * Returns the keywords that an asset gets: terms under the name that they are written by, each meaning once. What the asset has
 * stays as it is while it means the same, also words that a closed vocabulary does not have. `lacking` is the first word that a
 * closed vocabulary does not have.
 */
export function writtenKeywords(
  meanings: KeywordMeanings,
  { typed, held, locale }: GivenKeywords,
): { keywords: string[]; lacking?: undefined } | { lacking: string; keywords?: undefined } {
  const had = new Map(held.map((word) => [meaningOf(meanings, word), word]))
  const written = new Map<string, string>()
  for (const word of typed) {
    const meaning = meaningOf(meanings, word, locale)
    const term = termMeant(meanings, word, locale)
    if (!term && !meanings.isOpen && !had.has(meaning)) return { lacking: word }
    if (!written.has(meaning)) written.set(meaning, term ? canonicalName(term) : (had.get(meaning) ?? word))
  }
  const isSame = [...written.keys()].join('\n') === [...had.keys()].join('\n')
  return { keywords: isSame ? [...held] : [...written.values()] }
}
