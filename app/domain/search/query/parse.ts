import { customName, fieldOf, isRangeField, knownValue } from './fields'
import { LONGEST_QUERY, MOST_TERMS, type Query, type Term } from './query'
import { parseRange } from './ranges'

/** A term as it stands: not, the name of a field, then a text in quotes or without. Quotes end before a space or nowhere. */
const TERM = /(-?)(?:((?:field\.)?[A-Za-z]\w{1,39}):)?(?:"([^"]*)"(?=\s|$)|(\S+))/y

/**
 * Reads a query: words, `begin*`, "phrases", `field:value`, `field:"a value"`, ranges such as `width:>2000`, and `-` before any
 * of them for not. Reads any text: what it does not understand is searched as words. Names that no built-in field has may be
 * those of custom fields: `resolveCustom` knows.
 */
export function parseQuery(typed: string): Query {
  const text = readable(typed)
  const terms: Term[] = []
  let at = 0
  while (terms.length < MOST_TERMS) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0
    if (at >= text.length) break
    TERM.lastIndex = at
    const found = TERM.exec(text)
    const raw = found?.[0] ?? wordAt(text, at)
    at += raw.length
    terms.push(found ? termOf(raw, found) : plainTerm(raw))
  }
  return { terms }
}

/** Parts of a text that PostgreSQL stores in none: halves of characters and control characters. */
const UNREADABLE = /[\p{Surrogate}\p{Cc}]/gu

const readable = (typed: string): string =>
  typed
    .slice(0, 4 * LONGEST_QUERY)
    .replace(UNREADABLE, ' ')
    .normalize('NFC')
    .slice(0, LONGEST_QUERY)
    .replace(UNREADABLE, ' ')

const wordAt = (text: string, at: number): string => /^\S+/.exec(text.slice(at))?.[0] ?? text.slice(at)

function termOf(raw: string, [, minus, name, quoted, bare]: RegExpExecArray): Term {
  const isNot = minus === '-'
  if (name === undefined)
    return quoted === undefined
      ? plainTerm(raw)
      : isSaying(quoted)
        ? { type: 'phrase', raw, isNot, text: quoted }
        : plainTerm(raw)
  return fieldTerm(raw, isNot, name, { value: quoted ?? bare ?? '', isQuoted: quoted !== undefined }) ?? plainTerm(raw)
}

function fieldTerm(
  raw: string,
  isNot: boolean,
  name: string,
  { value, isQuoted }: { value: string; isQuoted: boolean },
): Term | undefined {
  const field = fieldOf(name)
  const isPrefix = !isQuoted && value.endsWith('*')
  if (!field) {
    const said = isPrefix ? value.slice(0, -1) : value
    // An address is no value: `https://brand.example`.
    if (!isSaying(said) || said.startsWith('//')) return undefined
    return { type: 'custom', raw, isNot, key: customName(name), value: said, isPrefix }
  }
  if (isRangeField(field)) {
    const range = parseRange(field, value)
    return range && { type: 'range', raw, isNot, field, range }
  }
  const known = knownValue(field, isPrefix ? value.slice(0, -1) : value)
  return known === undefined ? undefined : { type: 'field', raw, isNot, field, value: known, isPrefix }
}

/** Returns what was typed as words, as they stand. */
export function plainTerm(raw: string): Term {
  const isNot = raw.startsWith('-') && raw.length > 1
  const said = isNot ? raw.slice(1) : raw
  const isPrefix = said.endsWith('*')
  return { type: 'text', raw, isNot, text: isPrefix ? said.slice(0, -1) : said, isPrefix }
}

const isSaying = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)
