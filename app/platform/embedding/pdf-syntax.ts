/** The entries of a dictionary by name, each as it is written, in Latin 1 (ISO 32000-1, 7.3). */
export type PdfDictionary = Map<string, string>

const BLANK = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![A-Za-z])/y
/** A name, number or keyword. */
const REGULAR = /\/?[^\0\t\n\f\r ()<>[\]{}/%]*/y
const DEEPEST = 100

const after = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** Returns the offset after white space and comments. */
export const skipBlank = (text: string, at: number): number => after(BLANK, text, at)

/** Returns the offset after the object at `at`; -1 if the text ends before, or there is none. */
export function endOfObject(text: string, at: number, depth = 0): number {
  const from = skipBlank(text, at)
  if (from >= text.length || depth > DEEPEST) return -1
  if (text.startsWith('<<', from)) return endOfItems(text, from + 2, '>>', depth)
  if (text[from] === '[') return endOfItems(text, from + 1, ']', depth)
  if (text[from] === '(') return endOfString(text, from + 1)
  if (text[from] === '<') {
    const end = text.indexOf('>', from)
    return end < 0 ? -1 : end + 1
  }
  const reference = after(REFERENCE, text, from)
  const end = reference > from ? reference : after(REGULAR, text, from)
  return end > from && end < text.length ? end : -1
}

function endOfItems(text: string, from: number, mark: string, depth: number): number {
  for (let at = skipBlank(text, from); at >= 0 && at < text.length; at = skipBlank(text, at)) {
    if (text.startsWith(mark, at)) return at + mark.length
    at = endOfObject(text, at, depth + 1)
    if (at < 0) return -1
  }
  return -1
}

function endOfString(text: string, from: number): number {
  let open = 1
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '(') open++
    else if (text[at] === ')' && --open === 0) return at + 1
  }
  return -1
}

/** Returns the dictionary at `at`; undefined if there is none. If a key occurs twice, the first wins. */
export function dictionaryAt(text: string, at: number): PdfDictionary | undefined {
  let from = skipBlank(text, at)
  const end = text.startsWith('<<', from) ? endOfObject(text, from) : -1
  if (end < 0) return undefined
  const found: PdfDictionary = new Map()
  for (from = skipBlank(text, from + 2); from < end - 2; from = skipBlank(text, from)) {
    const keyEnd = after(REGULAR, text, from)
    const valueEnd = endOfObject(text, keyEnd)
    if (text[from] !== '/' || valueEnd < 0) return undefined
    const key = nameOf(text.slice(from, keyEnd))
    if (!found.has(key)) found.set(key, text.slice(keyEnd, valueEnd).trim())
    from = valueEnd
  }
  return found
}

/** Returns a name without its slash and with its escapes resolved (7.3.5). */
export const nameOf = (written: string): string =>
  written.slice(1).replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Writes a dictionary. */
export const writeDictionary = (entries: PdfDictionary): string =>
  `<<${[...entries].map(([key, value]) => `${writeName(key)} ${value}`).join('\n')}>>`

const writeName = (name: string): string =>
  `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (letter) => `#${letter.charCodeAt(0).toString(16).padStart(2, '0')}`)}`

/** Returns the object and generation number of a reference. */
export function referenceIn(value: string | undefined): { number: number; generation: number } | undefined {
  const [, number, generation] = /^(\d{1,10})\s+(\d{1,5})\s+R$/.exec(value ?? '') ?? []
  return number ? { number: Number(number), generation: Number(generation) } : undefined
}

/** Returns the integers of a number or of an array of numbers. */
export const integersIn = (value = ''): number[] => (value.match(/-?\d+/g) ?? []).map(Number)

/** Writes a text string: ASCII as it is, anything else as UTF-16 with its mark (7.9.2.2). */
export const writeText = (text: string): string =>
  /^[\t\n\x20-\x7e]*$/.test(text)
    ? `(${text.replace(/[\\()]/g, '\\$&')})`
    : `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`
