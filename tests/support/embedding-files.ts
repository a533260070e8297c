import { createHash } from 'node:crypto'
import { mkdtemp, readFile as readBytes, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect } from 'vitest'
import type { EmbeddedTexts } from '~/platform/embedding/embedded-texts'
import { writeMetadata } from '~/platform/embedding/write-metadata.server'
import { packet, seeded, xmpSegment } from './metadata-blocks'

/** A text of every kind, with letters of several writings. */
export const TEXTS: EmbeddedTexts = {
  language: 'de-AT',
  title: 'Leuchtturm & <Insel> "ñ"',
  description: 'Zwei Zeilen\nmit 日本 und \u{1f6a2}',
  altText: 'Ein weißer Turm',
  extendedDescription: 'Ein weißer Turm auf einem Felsen im Meer',
  keywords: ['Küste', 'farol', 'isla; larga'],
  creators: ['Ana Ñúñez', 'Bo Ø'],
  creditLine: 'Ñúñez/Haus der sehr langen Namen und Zeilen',
  copyrightNotice: '© 2026 Haus Ñ',
  usageTerms: 'Nur für die Presse',
  licenceUrl: 'https://example.org/licence?a=1&b=2',
  licensor: { name: 'Haus Ñ', url: 'https://example.org/press', email: 'press@example.org' },
  asset: { id: '0195a3c0-0000-7000-8000-000000000001', version: 3 },
  expiresOn: '2027-01-31',
}

export const TYPES: Record<string, string> = {
  ...{ jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', tif: 'image/tiff' },
  ...{ tiff: 'image/tiff', pdf: 'application/pdf', mp4: 'video/mp4', mov: 'video/quicktime' },
}
export const typeOf = (file: string): string => TYPES[path.extname(file).slice(1).toLowerCase()] ?? ''

let folder: string
let count = 0

/** Makes a folder for the files of a test file, which `fresh` names. */
export function inFolder(): { path: () => string } {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-embedding-'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  return { path: () => folder }
}

export const fresh = (extension: string): string => path.join(folder, `${count++}.${extension}`)
/** Writes texts into a copy of a file, and returns its path. */
export async function embed(file: string, texts = TEXTS): Promise<string> {
  const out = fresh(path.extname(file).slice(1).toLowerCase())
  const written = await writeMetadata({ localPath: file, mediaType: typeOf(file), outFile: out }, texts)
  const bytes = await readBytes(out)
  expect(written.byteSize).toBe(bytes.length)
  expect(written.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  return out
}

/** A picture of noise. */
export async function made(extension: 'jpg' | 'png' | 'webp' | 'tif'): Promise<string> {
  const file = fresh(extension)
  const format = { jpg: 'jpeg', png: 'png', webp: 'webp', tif: 'tiff' } as const
  const noise = seeded(7)
  const data = Buffer.from(Array.from({ length: 60 * 40 * 3 }, () => Math.floor(noise() * 256)))
  await sharp(data, { raw: { width: 60, height: 40, channels: 3 } })
    .toFormat(format[extension])
    .toFile(file)
  return file
}

/** A PDF of these objects with a table. */
export function pdfOf(objects: string[]): Buffer {
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\n`
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`, 'latin1')
}

/** A PDF whose catalogue, pages and page are in an object stream, found by a cross-reference stream. */
export function pdfWithStreams(): Buffer {
  const inner = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>',
  ]
  let at = 0
  const heads = inner.map((object, index) => {
    const head = `${index + 1} ${at}`
    at += object.length + 1
    return head
  })
  const first = `${heads.join(' ')} `
  const body = `${first}${inner.join(' ')} `
  const begin = '%PDF-1.5\n'
  const holder = `4 0 obj\n<</Type/ObjStm/N 3/First ${first.length}/Length ${body.length}>>\nstream\n${body}\nendstream\nendobj\n`
  const start = begin.length + holder.length
  const row = (type: number, second: number, third: number) => [type, second >> 8, second & 255, third]
  const rows = Buffer.from(
    [row(0, 0, 255), row(2, 4, 0), row(2, 4, 1), row(2, 4, 2), row(1, begin.length, 0), row(1, start, 0)].flat(),
  )
  return Buffer.concat([
    Buffer.from(`${begin}${holder}5 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length ${rows.length}>>\nstream\n`),
    rows,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`),
  ])
}

/** Segments of a main packet and of an extended one with these contents. */
export function extended(contents: string): [number, Buffer][] {
  const bytes = Buffer.from(contents)
  const md5 = createHash('md5').update(bytes).digest('hex').toUpperCase()
  const main = packet(
    `<xmpNote:HasExtendedXMP xmlns:xmpNote="http://ns.adobe.com/xmp/note/">${md5}</xmpNote:HasExtendedXMP>`,
  )
  const parts: [number, Buffer][] = []
  for (let at = 0; at < bytes.length; at += 60_000) {
    const head = Buffer.alloc(40)
    head.write(md5, 'latin1')
    head.writeUInt32BE(bytes.length, 32)
    head.writeUInt32BE(at, 36)
    parts.push([
      0xe1,
      Buffer.concat([Buffer.from('http://ns.adobe.com/xmp/extension/\0'), head, bytes.subarray(at, at + 60_000)]),
    ])
  }
  return [xmpSegment(main), ...parts]
}
