import { LONGEST_VALUE, normalValue } from '~/platform/fold'
import { isLikeCode, joinedParts, partsOfCode, piecesOf } from './pieces'

export { normalValue }

/** How much a place in an asset says about it: its title, what names it, and what is said of it. */
export type Weight = 'A' | 'B' | 'C'

/** A text that an asset is found by. */
export interface IndexedText {
  weight: Weight
  text: string
  /** BCP 47 tag; null for names and codes, which have no language. */
  locale: string | null
}

/** A value that an asset is narrowed by; a shade is a cell of colours, which is shown nowhere. */
export interface Facet {
  /** A built-in field, `TERM_TOKEN`, or `tokenField` of a custom one. */
  field: string
  value: string
}

/** Field of tokens that are keywords with a meaning: the id of a term. Words without one are of the field `keyword`. */
export const TERM_TOKEN = 'keyword_term'

/** Everything that an asset is found by, for staff or for outsiders. */
export interface DocumentSource {
  assetId: string
  versionId: string
  isPublic: boolean
  createdAt: Date
  name: string
  width: number | null
  height: number | null
  pageCount: number | null
  durationMs: number | null
  byteSize: number
  facets: Facet[]
  texts: IndexedText[]
}

/** Changes when other things are indexed of the same asset, or in another way: all documents are then made anew. */
export const RECIPE = 5
/** From this recipe on, documents are counted in the frequencies of their tokens. */
export const COUNTS_TOKENS = 4

const STEMMED = new Set(['en', 'es', 'eu', 'fr', 'de', 'ar'])

/** A text for `to_tsvector`, with its configuration and the weight of its lexemes. */
export interface DocumentPart {
  config: string
  weight: Weight | 'D'
  text: string
}

/** Longest text that is indexed, in UTF-16 units, of all those of a document. */
const LONGEST_TEXT = 60_000

/** Returns what is indexed of the texts of a document: their pieces, the parts of codes in them, and their stems. */
export function partsOf(texts: readonly IndexedText[]): DocumentPart[] {
  let left = LONGEST_TEXT
  const parts: DocumentPart[] = []
  for (const { text: whole, weight, locale } of texts) {
    const text = whole.slice(0, left)
    left -= text.length
    const pieces = piecesOf(text).join(' ')
    if (!pieces) continue
    parts.push({ config: 'vitrine_simple', weight, text: pieces })
    const codes = locale === null ? codePieces([text], pieces) : codePieces(codesIn(text), pieces)
    if (codes) parts.push({ config: 'vitrine_simple', weight, text: codes })
    const language = locale?.replace(/-.*$/s, '') ?? ''
    if (STEMMED.has(language)) parts.push({ config: `vitrine_${language}`, weight: 'D', text: pieces })
  }
  return parts
}

const MOST_CODES = 50

/** Words of a text that may be codes: with a digit, and something else in it. */
const codesIn = (text: string): string[] =>
  (text.match(/\S{2,100}/g) ?? []).filter((word) => isLikeCode(word) && /[^\p{N}]/u.test(word)).slice(0, MOST_CODES)

function codePieces(codes: readonly string[], known: string): string {
  const seen = new Set(known.split(' '))
  const more = codes
    .flatMap((code) => code.split(/[/\\\s]+/))
    .flatMap((code) => [...partsOfCode(code), ...joinedParts(code)])
  return [...new Set(more)].filter((piece) => !seen.has(piece)).join(' ')
}

/** Returns the values of facets as they are stored, each once. */
export function tokensOf(facets: readonly Facet[]): { field: string; value: string; normal: string }[] {
  const tokens = facets
    .map(({ field, value }) => ({ field, value: value.trim().slice(0, LONGEST_VALUE) }))
    .filter(({ value }) => value !== '')
  const unique = new Map(tokens.map((token) => [`${token.field} ${token.value}`, token]))
  return [...unique.values()].map((token) => ({ ...token, normal: normalValue(token.value) }))
}
