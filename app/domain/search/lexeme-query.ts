import type { ExpandedPiece } from './expanded-pieces.queries.server'
import { isLikeCode, joinedParts, partsOfCode, piecesOf } from './pieces'
import type { Term } from './query/query'

/** What one term asks of the lexemes of a document. */
export interface LexemeTerm {
  /** A tsquery as text. */
  text: string
  /** Number of documents for staff that may have it, about. */
  frequency: number
}

/** How a term is read. */
interface Reading {
  expanded: ReadonlyMap<string, ExpandedPiece>
  /** Whether the word may be the beginning of one: the last that was typed. */
  isLast: boolean
  /**
   * Whether short beginnings stand for the commonest words only. They are those of the documents for staff, so for others a
   * hidden asset would change what is found.
   */
  byCommonest: boolean
}

/** Shortest beginning of a word that is asked for as such. */
const SHORTEST_PREFIX = 2
/** From so many letters on, all words are asked for that begin with a piece. */
const LONG_PREFIX = 5

/** Returns the pieces of terms, all of which `expandPieces` must know before `lexemeTerm` is asked. */
export const piecesOfTerms = (terms: readonly Term[]): string[] =>
  terms.flatMap((term) => {
    if (term.type === 'range') return []
    const typed = 'text' in term ? term.text : term.value
    return [...piecesOf(typed), ...partsOfCode(typed), ...joinedParts(typed), joined(typed)].filter(Boolean)
  })

const joined = (typed: string): string => piecesOf(typed).join('').slice(0, 100)

/** Returns what a term of words asks for; undefined when it says nothing. */
export function lexemeTerm(term: Extract<Term, { type: 'text' | 'phrase' }>, reading: Reading): LexemeTerm | undefined {
  const pieces = piecesOf(term.text)
  if (pieces.length === 0) return undefined
  if (term.type === 'phrase') return phrase(pieces, reading, false)
  const isPrefix = term.isPrefix || (reading.isLast && !term.isNot) || isLikeCode(term.text)
  const [first = ''] = pieces
  if (pieces.length === 1) {
    const one = pieceTerm(first, reading, isPrefix)
    const parts = isLikeCode(first) ? partsOfCode(first) : []
    return parts.length > 1 ? either([one, phrase(parts, reading, isPrefix)]) : one
  }
  return either([phrase(pieces, reading, isPrefix), pieceTerm(joined(term.text), reading, isPrefix)])
}

/** Returns the pieces of a value as they stand one after the other in titles. */
export function titleTerm(value: string, isPrefix: boolean, reading: Reading): LexemeTerm | undefined {
  const pieces = piecesOf(value)
  return pieces.length > 0 ? phrase(pieces, reading, isPrefix, 'A') : undefined
}

/** Returns what a document must have of which a text contains a value: words that begin with each of its pieces. */
export function partsTerm(value: string, reading: Reading): LexemeTerm | undefined {
  const terms = piecesOf(value).flatMap((part) => pieceTerm(part, { ...reading, byCommonest: false }, true) ?? [])
  if (terms.length === 0) return undefined
  return {
    text: terms.map(({ text }) => text).join(' & '),
    frequency: Math.min(...terms.map(({ frequency }) => frequency)),
  }
}

function pieceTerm(piece: string, { expanded, byCommonest }: Reading, isPrefix: boolean): LexemeTerm | undefined {
  const known = expanded.get(piece)
  if (!known || known.simple.length === 0) return undefined
  const { simple, stems, longer, frequency, prefixFrequency } = known
  const asPrefix = isPrefix && piece.length >= SHORTEST_PREFIX
  const whole = `(${simple.map((lexeme) => quoted(lexeme)).join(' & ')})`
  const stemmed = stems.filter((stem) => !simple.includes(stem)).map((stem) => quoted(stem))
  if (!asPrefix) return { text: `(${[whole, ...stemmed].join(' | ')})`, frequency }
  const [last = ''] = simple
  const begun = byCommonest && piece.length < LONG_PREFIX ? longer.map((word) => quoted(word)) : [quoted(last, ':*')]
  return { text: `(${[...new Set([whole, ...begun, ...stemmed])].join(' | ')})`, frequency: prefixFrequency }
}

function phrase(
  pieces: readonly string[],
  { expanded }: Reading,
  isPrefix: boolean,
  weight: '' | 'A' = '',
): LexemeTerm | undefined {
  const known = pieces.flatMap((piece) => expanded.get(piece) ?? [])
  const lexemes = known.flatMap(({ simple }) => simple)
  if (lexemes.length === 0) return undefined
  const last = lexemes.length - 1
  const begins = isPrefix && (lexemes[last]?.length ?? 0) >= SHORTEST_PREFIX
  const said = lexemes.map((lexeme, index) => {
    const marks = `${begins && index === last ? '*' : ''}${weight}`
    return quoted(lexeme, marks && `:${marks}`)
  })
  const frequencies = known.map((piece, index) =>
    begins && index === known.length - 1 ? piece.prefixFrequency : piece.frequency,
  )
  return { text: `(${said.join(' <-> ')})`, frequency: Math.min(...frequencies) }
}

function either(terms: readonly (LexemeTerm | undefined)[]): LexemeTerm | undefined {
  const known = terms.filter((term) => term !== undefined)
  if (known.length === 0) return undefined
  return {
    text: `(${known.map(({ text }) => text).join(' | ')})`,
    frequency: known.reduce((sum, { frequency }) => sum + frequency, 0),
  }
}

const quoted = (lexeme: string, marks = ''): string => `'${lexeme.replace(/['\\]/g, '$&$&')}'${marks}`
