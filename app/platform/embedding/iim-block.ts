import { decodeText } from '~/platform/metadata/decode-text'
import { iimDataSets } from '~/platform/metadata/iim'
import type { EmbeddedTexts } from './embedded-texts'

/** Data set 1:90: what follows is UTF-8 (ISO 2022 escape sequence; IIM 4.2, 1.5.1 and 5.1). */
const UTF8 = Buffer.from('\x1b%G', 'latin1')
/** Data sets of record 2 that are written or removed. */
const MANAGED: ReadonlySet<number> = new Set([0, 5, 25, 37, 38, 80, 110, 116, 120, 135])
/** Data sets of record 2 that are no text: a rasterized caption and previews. */
const BINARY: ReadonlySet<number> = new Set([125, 200, 201, 202])

/** Limits in bytes (IIM 4.2, chapter 6). */
const LIMITS: Record<number, number> = { 5: 64, 25: 64, 80: 32, 110: 32, 116: 128, 120: 2000, 135: 3 }

/**
 * Returns IIM in UTF-8 with the written texts, cut at their limits between characters, and all other data sets of the former
 * block.
 */
export function iimWith(former: Buffer | undefined, texts: EmbeddedTexts): Buffer {
  const [envelope, application, others]: [Buffer[], Buffer[], Buffer[]] = [[], [], []]
  for (const { record, number, data } of former && !texts.strips ? iimDataSets(former) : []) {
    if (record === 1 && number !== 90) envelope.push(dataSet(1, number, data))
    else if (record === 2 && !MANAGED.has(number))
      application.push(dataSet(2, number, BINARY.has(number) ? data : Buffer.from(decodeText(data))))
    else if (record > 2) others.push(dataSet(record, number, data))
  }
  const day = texts.expiresOn?.replaceAll('-', '')
  return Buffer.concat([
    ...[...envelope, dataSet(1, 90, UTF8), dataSet(2, 0, Buffer.from([0, 4]))],
    ...textSets(5, [texts.title]),
    ...textSets(25, texts.keywords ?? []),
    ...(day ? [dataSet(2, 37, Buffer.from(day)), dataSet(2, 38, Buffer.from('235959+0000'))] : []),
    ...textSets(80, texts.creators ?? []),
    ...textSets(110, [texts.creditLine]),
    ...textSets(116, [texts.copyrightNotice]),
    ...textSets(120, [texts.description]),
    ...textSets(135, [texts.strips ? undefined : texts.language.split('-')[0]]),
    ...application,
    ...others,
  ])
}

const textSets = (number: number, values: readonly (string | undefined)[]): Buffer[] =>
  values.flatMap((text) => (text ? [dataSet(2, number, cut(text, LIMITS[number] ?? 256))] : []))

/** Returns the text in UTF-8 within a limit of bytes; a character is never split. */
function cut(text: string, most: number): Buffer {
  const bytes = Buffer.from(text)
  let end = Math.min(bytes.length, most)
  while (end > 0 && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}

function dataSet(record: number, number: number, data: Buffer): Buffer {
  const isLong = data.length > 0x7fff
  const head = Buffer.alloc(isLong ? 9 : 5)
  head.set([0x1c, record, number])
  head.writeUInt16BE(isLong ? 0x8004 : data.length, 3)
  if (isLong) head.writeUInt32BE(data.length, 5)
  return Buffer.concat([head, data])
}
