import { createHash } from 'node:crypto'
import { decodeText } from './decode-text'
import type { IimTag, RawMetadata } from './raw-metadata'

/** Data sets of record 2 (IPTC-IIM 4.2, chapter 6). */
const NAMES: Record<number, IimTag> = {
  ...{ 5: 'ObjectName', 25: 'Keywords', 55: 'DateCreated', 60: 'TimeCreated', 80: 'By-line' },
  ...{ 105: 'Headline', 110: 'Credit', 116: 'CopyrightNotice', 120: 'Caption-Abstract' },
}
const MARK = 0x1c
const MOST_VALUES = 10_000

/** A data set of IIM: its record, its number and its value. */
export interface IimDataSet {
  record: number
  number: number
  data: Buffer
}

/** Yields the data sets of a block; of a truncated or damaged block, those before the damage. */
export function* iimDataSets(bytes: Buffer): Generator<IimDataSet> {
  let at = 0
  for (let count = 0; count < MOST_VALUES && bytes[at] === MARK && at + 5 <= bytes.length; count++) {
    const { start, length } = extentAt(bytes, at + 3)
    if (start + length > bytes.length) return
    const data = bytes.subarray(start, start + length)
    yield { record: bytes[at + 1] ?? 0, number: bytes[at + 2] ?? 0, data }
    at = start + length
  }
}

/** Returns the texts of the IIM data sets that are mapped. */
export function readIim(bytes: Buffer): RawMetadata['iim'] {
  const found: RawMetadata['iim'] = {}
  for (const { record, number, data } of iimDataSets(bytes)) {
    const name = record === 2 ? NAMES[number] : undefined
    // Text that is valid UTF-8 is read as UTF-8 even if data set 1:90 does not declare it: many programs omit 1:90.
    const text = name && decodeText(data).replace(/\0+$/, '').trim()
    if (name && text) {
      found[name] ??= []
      found[name].push(text)
    }
  }
  return found
}

/**
 * Returns where a data set's value begins, and its length. If the first bit is set, the rest is the size of the length
 * field (IIM 1.5).
 */
function extentAt(bytes: Buffer, at: number): { start: number; length: number } {
  const stated = bytes.readUInt16BE(at)
  if (stated < 0x8000) return { start: at + 2, length: stated }
  const width = stated & 0x7fff
  if (width < 1 || width > 4 || at + 2 + width > bytes.length) return { start: bytes.length, length: 1 }
  return { start: at + 2 + width, length: bytes.readUIntBE(at + 2, width) }
}

/**
 * Returns whether a program changed IIM without updating the digest stored beside it (Metadata Working Group,
 * Guidelines for Handling Image Metadata 2.0, 3.3.1). Without a digest IIM counts as unchanged.
 */
export function isIimNewer(iim: Buffer | undefined, digest: Buffer | undefined): boolean {
  if (!iim || digest?.length !== 16) return false
  // TIFF pads the block to a multiple of 4 bytes; the digest may or may not include the padding.
  let end = iim.length
  while (end > 0 && iim[end - 1] === 0) end--
  for (let length = iim.length; length >= end && length > iim.length - 4; length--)
    if (createHash('md5').update(iim.subarray(0, length)).digest().equals(digest)) return false
  return true
}
