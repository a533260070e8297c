/** A line of a document and the page it stands on, counted from 1. */
export interface TextLine {
  text: string
  page: number
}

export interface DocumentText {
  lines: TextLine[]
  /** Whether the document has more lines than are compared. */
  isCut: boolean
}

/** More than a book of 400 pages has. */
const MOST_LINES = 20_000
/** Characters of a line; a longer one is cut. */
const LONGEST_LINE = 2_000

/** Returns the lines of a text whose pages end with a form feed, as pdftotext writes it; without empty lines and double spaces. */
export function linesOf(text: string): DocumentText {
  const lines: TextLine[] = []
  let [page, start] = [1, 0]
  while (start <= text.length) {
    const end = lineEnd(text, start)
    const line = plain(text.slice(start, Math.min(end, start + LONGEST_LINE)))
    if (line && lines.length >= MOST_LINES) return { lines, isCut: true }
    if (line) lines.push({ text: line, page })
    if (text[end] === '\f') page++
    start = end + 1
  }
  return { lines, isCut: false }
}

/** Without control characters and half of a character at the end, neither of which JSON in PostgreSQL may hold. */
const plain = (line: string): string =>
  line
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\ud800-\udbff]$/, '')
    .trim()

function lineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) if (text[at] === '\n' || text[at] === '\f') return at
  return text.length
}
