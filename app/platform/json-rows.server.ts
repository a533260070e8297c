// Ours: a list of a hundred thousand objects does not fit in memory as one JSON text, and each of its objects does.
import type { Readable } from 'node:stream'
import { TableError, type TableRow } from './csv-rows.server'

const LONGEST_RECORD = 1_000_000
/** `title: { en: … }` becomes the column `title.en`; what is nested deeper is left out. */
const DEEPEST = 3
const MOST_COLUMNS = 300

/**
 * Yields the objects of a JSON list, or of a text with one object after the other (NDJSON), as rows: nested objects as columns
 * with dots, lists as text with commas. Throws TableError.
 */
export async function* jsonRows(body: Readable): AsyncGenerator<TableRow> {
  let number = 0
  for await (const text of objectsIn(body)) {
    number++
    const value = parsed(text, number)
    const cells: Record<string, string> = {}
    flatten(value, '', { cells, depth: 0 })
    yield { number, cells }
  }
}

/** Yields the texts of the objects at the top, found by counting braces outside of strings (RFC 8259). */
async function* objectsIn(body: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let [object, depth, inString, escaped] = ['', 0, false, false]
  for await (const chunk of body as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true })
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const character = text[at]
      if (inString) {
        if (escaped) escaped = false
        else if (character === '\\') escaped = true
        else if (character === '"') inString = false
        continue
      }
      if (character === '"') {
        if (depth === 0) throw new TableError('json_broken')
        inString = true
      } else if (character === '{') {
        if (depth === 0) from = at
        depth++
      } else if (character === '}') {
        if (--depth < 0) throw new TableError('json_broken')
        if (depth > 0) continue
        yield object + text.slice(from, at + 1)
        object = ''
        from = at + 1
      } else if (depth === 0 && !/[\s,[\]\ufeff]/.test(character ?? '')) throw new TableError('json_broken')
    }
    if (depth > 0) object += text.slice(from)
    if (object.length > LONGEST_RECORD) throw new TableError('record_too_long')
  }
  if (depth > 0) throw new TableError('json_broken')
}

function parsed(text: string, number: number): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new TableError('json_broken', number, { cause: error })
  }
}

function flatten(
  value: unknown,
  name: string,
  { cells, depth }: { cells: Record<string, string>; depth: number },
): void {
  if (value === null || value === undefined || Object.keys(cells).length >= MOST_COLUMNS) return
  if (Array.isArray(value)) cells[name] = plain(value.filter((each) => typeof each !== 'object').join(', '))
  else if (typeof value !== 'object') cells[name] = plain(String(value))
  else if (depth < DEEPEST)
    for (const [key, inner] of Object.entries(value))
      flatten(inner, (name ? `${name}.${key}` : key).slice(0, 200), { cells, depth: depth + 1 })
}

/** Without what PostgreSQL refuses: zero bytes, and halves of characters. */
const plain = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')
