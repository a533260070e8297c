import { promisify } from 'node:util'
import { constants, inflate as inflateBytes } from 'node:zlib'
import { CleanError, LARGEST_BLOCK } from '~/platform/images/clean/source'
import { dictionaryAt, integersIn, type PdfDictionary } from './pdf-syntax'

const inflate = promisify<Buffer, { maxOutputLength: number; finishFlush: number }, Buffer>(inflateBytes)

/**
 * Returns the decoded bytes of a stream without filter or with Flate and a PNG predictor (ISO 32000-1, 7.4.4); undefined for
 * other filters. Throws CleanError `damaged`.
 */
export async function decodedStream(dictionary: PdfDictionary, bytes: Buffer): Promise<Buffer | undefined> {
  const filter = (dictionary.get('Filter') ?? '').replace(/[[\]\s]/g, '')
  if (!filter) return bytes
  if (filter !== '/FlateDecode' && filter !== '/Fl') return undefined
  const options = { maxOutputLength: LARGEST_BLOCK, finishFlush: constants.Z_SYNC_FLUSH }
  const data = await inflate(bytes, options).catch(() => {
    throw new CleanError('damaged')
  })
  const parms = (dictionary.get('DecodeParms') ?? '').replace(/^\[|\]$/g, '').trim()
  const settings = parms.startsWith('<<') ? dictionaryAt(`${parms} `, 0) : undefined
  const [predictor = 1] = integersIn(settings?.get('Predictor'))
  if (predictor === 1) return data
  const [columns = 1] = integersIn(settings?.get('Columns'))
  if (predictor < 10 || columns < 1 || columns > 4096) return undefined
  return unpredicted(data, columns)
}

/** Undoes PNG's filters for rows of one-byte samples (PNG 9.2). */
function unpredicted(data: Buffer, columns: number): Buffer {
  const rows = Math.floor(data.length / (columns + 1))
  const out = Buffer.alloc(rows * columns)
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (columns + 1)] ?? 0
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      const left = column ? (out[at - 1] ?? 0) : 0
      const up = row ? (out[at - columns] ?? 0) : 0
      const corner = row && column ? (out[at - columns - 1] ?? 0) : 0
      out[at] = ((data[row * (columns + 1) + 1 + column] ?? 0) + predicted(filter, left, up, corner)) & 0xff
    }
  }
  return out
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const estimate = left + up - corner
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
