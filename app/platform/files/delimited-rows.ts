// Ours: csv-stringify, which is here for writing, reads nothing, and a preview needs no more than these rules.
import type { TablePreview } from './text-preview'

const [MOST_ROWS, MOST_COLUMNS, LONGEST_CELL] = [200, 50, 500]
const DELIMITERS = [',', ';', '\t'] as const
/** Rows by which the delimiter is recognised. */
const SAMPLE_ROWS = 20

/**
 * Returns the rows of a text with delimiters (RFC 4180; `tab` for TSV): quoted cells may have line breaks, delimiters and
 * doubled quotes. The delimiter is the one that gives most columns in most rows. The last row of a text that `isCut` is
 * left out, for it may be half of one.
 */
export function tableIn(text: string, { extension, isCut }: { extension: string; isCut: boolean }): TablePreview {
  const delimiter = extension === 'csv' ? delimiterOf(text) : '\t'
  const parsed = parse(text, { delimiter, mostRows: MOST_ROWS })
  if (isCut && parsed.isComplete && parsed.rows.length > 1) parsed.rows.pop()
  return { delimiter, rows: parsed.rows, isCut: isCut || !parsed.isComplete || parsed.isShortened }
}

function delimiterOf(text: string): TablePreview['delimiter'] {
  const [first] = DELIMITERS.map((delimiter) => {
    const { rows } = parse(text, { delimiter, mostRows: SAMPLE_ROWS })
    const widths = rows.map((row) => row.length)
    const common = mostFrequent(widths)
    const agreeing = widths.filter((width) => width === common).length / Math.max(1, widths.length)
    return { delimiter, score: common > 1 ? agreeing * 100 + Math.min(common, MOST_COLUMNS) / 10 : 0 }
  }).sort((a, b) => b.score - a.score)
  return first?.delimiter ?? ','
}

function mostFrequent(numbers: number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most?.[0] ?? 0
}

interface Parsed {
  rows: string[][]
  /** The text was read to its end. */
  isComplete: boolean
  /** Columns or characters were left out. */
  isShortened: boolean
}

function parse(text: string, { delimiter, mostRows }: { delimiter: string; mostRows: number }): Parsed {
  const parsed: Parsed = { rows: [], isComplete: false, isShortened: false }
  let row: string[] = []
  let columns = 0
  let at = 0
  while (at < text.length && parsed.rows.length < mostRows) {
    const cell = cellAt(text, at, delimiter)
    if (columns++ < MOST_COLUMNS) row.push(shortened(cell.value, parsed))
    else parsed.isShortened = true
    at = cell.end
    if (text[at] === delimiter && at + 1 < text.length) at++
    else {
      if (text[at] === delimiter) row.push('')
      parsed.rows.push(row)
      row = []
      columns = 0
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    }
  }
  parsed.isComplete = at >= text.length
  return parsed
}

function shortened(value: string, parsed: Parsed): string {
  if (value.length <= LONGEST_CELL) return value
  parsed.isShortened = true
  return [...value.slice(0, LONGEST_CELL * 2)].slice(0, LONGEST_CELL).join('')
}

/** Returns the cell that begins at `at`, and where its delimiter or line break is. */
function cellAt(text: string, at: number, delimiter: string): { value: string; end: number } {
  if (text[at] !== '"') {
    const end = endOf(text, at, delimiter)
    return { value: text.slice(at, end), end }
  }
  let value = ''
  let from = at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    // A quote that is never closed ends with the text.
    if (quote < 0) return { value: value + text.slice(from), end: text.length }
    value += text.slice(from, quote)
    if (text[quote + 1] === '"') {
      value += '"'
      from = quote + 2
      continue
    }
    // What follows the closing quote, which the rules do not allow, is kept.
    const end = endOf(text, quote + 1, delimiter)
    return { value: value + text.slice(quote + 1, end), end }
  }
}

function endOf(text: string, from: number, delimiter: string): number {
  let end = from
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}
