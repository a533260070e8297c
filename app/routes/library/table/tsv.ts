import { guarded, unguarded } from '~/platform/formula-guard'

/** Most characters and cells that are read from the clipboard. */
export const [MOST_PASTED, MOST_PASTED_CELLS] = [1_500_000, 100_000]

/** Thrown for more than can be pasted at once. */
export class PasteTooLarge extends Error {}

/**
 * Returns the rows of cells that a spreadsheet puts into the clipboard: cells are divided by tabs, rows by line breaks, and a cell
 * with either is in quotes, with its own quotes doubled. A quote within a cell that does not begin with one stands for itself.
 * The line break at the end is no row, and the sign that guards a formula in what was copied here is taken away. Takes time in proportion to the length. Throws PasteTooLarge.
 */
export function parseTsv(text: string): string[][] {
  if (text.length > MOST_PASTED) throw new PasteTooLarge()
  const rows: string[][] = [[]]
  let cells = 0
  let at = 0
  while (at <= text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at)
    rows.at(-1)?.push(unguarded(cell.text))
    if (++cells > MOST_PASTED_CELLS) throw new PasteTooLarge()
    at = cell.end
    if (at >= text.length) break
    if (text[at] === '\t') at++
    else {
      at += text.startsWith('\r\n', at) ? 2 : 1
      if (at >= text.length) break
      rows.push([])
    }
  }
  return rows
}

function plainCell(text: string, from: number): { text: string; end: number } {
  BREAK.lastIndex = from
  const end = BREAK.exec(text)?.index ?? text.length
  return { text: text.slice(from, end), end }
}

const BREAK = /[\t\r\n]/g

/** A quote that is never closed, or has more behind it, was none: the cell is read as it stands. */
function quotedCell(text: string, from: number): { text: string; end: number } {
  let end = text.indexOf('"', from + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  const isClosed = end >= 0 && (end + 1 === text.length || '\t\r\n'.includes(text[end + 1] ?? ''))
  if (!isClosed) return plainCell(text, from)
  return { text: text.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 }
}

/** Returns rows of cells as spreadsheets take them from the clipboard: as text, numbers beside, and never as formulas. */
export const writeTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(written).join('\t')).join('\n')

function written(text: string): string {
  const safe = NUMBER.test(text) ? text : guarded(text)
  return /[\t\r\n"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const NUMBER = /^[+-]?\d+(\.\d+)?$/
