import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pngChunk, pngWith } from '#tests/support/metadata-blocks'
import { fingerprint } from '~/platform/files/fingerprint.server'
import { KINDS } from '~/platform/files/kinds'
import { refusalBySniff, sniff } from '~/platform/files/sniff.server'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-sniff-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function sniffBytes(bytes: Buffer | string, fileName: string) {
  const file = path.join(folder, 'arrived')
  await writeFile(file, bytes)
  return sniff(file, Buffer.from(bytes).subarray(0, 65_536), fileName)
}

const picture = () => sharp({ create: { width: 4, height: 4, channels: 3, background: '#804020' } })
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'
const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, ...Array(60).fill(0)])
const exe = Buffer.alloc(256)
exe.write('MZ')
exe.writeUInt32LE(128, 0x3c)
exe.write('PE\0\0', 128)

/** A first box of the ISO base media format with these brands. */
const ftyp = (major: string, ...compatible: string[]) => {
  const box = Buffer.from(`\0\0\0\0ftyp${major}\0\0\0\0${compatible.join('')}`, 'latin1')
  box.writeUInt32BE(box.length)
  return Buffer.concat([box, Buffer.alloc(64)])
}
/** A PNG that says of itself that it moves. */
const movingPng = () => pngWith(pngChunk('acTL', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0])))

describe('a file is what its bytes are', () => {
  test.each<[string, string | Buffer | (() => Promise<Buffer>), string, string, string]>([
    ['JPEG', () => picture().jpeg().toBuffer(), 'a.jpg', 'photo', 'jpg'],
    ['JPEG named .png', () => picture().jpeg().toBuffer(), 'a.png', 'photo', 'jpg'],
    ['JPEG named .jpeg', () => picture().jpeg().toBuffer(), 'a.jpeg', 'photo', 'jpg'],
    ['PNG without a name', () => picture().png().toBuffer(), '', 'photo', 'png'],
    ['TIFF', () => picture().tiff().toBuffer(), 'a.tiff', 'photo', 'tif'],
    ['AVIF', () => picture().avif({ effort: 0 }).toBuffer(), 'a.avif', 'photo', 'avif'],
    ['SVG', svg, 'logo.svg', 'vector', 'svg'],
    ['SVG named .txt', svg, 'logo.txt', 'vector', 'svg'],
    ['SVG after a byte order mark', `\ufeff${svg}`, 'logo.svg', 'vector', 'svg'],
    ['SVG after prolog and comment', `<?xml version="1.0"?>\n<!-- a <b> -->\n${svg}`, 'logo.svg', 'vector', 'svg'],
    ['SVG after a doctype', `<!DOCTYPE svg [ <!ENTITY ns "x>y"> ]>\n${svg}`, 'logo.svg', 'vector', 'svg'],
    ['SVG with a prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', 'a.svg', 'vector', 'svg'],
    ['HTML with a drawing in it', `<html><body>${svg}</body></html>`, 'a.html', 'text', 'html'],
    ['CSV', 'a,b\n1,2\n', 'list.csv', 'text', 'csv'],
    ['bytes named .csv', Buffer.from([0, 1, 2, 3, 250, 251, 0, 9, 9]), 'list.csv', 'archive', 'bin'],
    ['text of no known ending', 'hello', 'notes.qqq', 'text', 'txt'],
    ['ASCII STL', 'solid a\nfacet normal 0 0 1\nouter loop\n', 'a.stl', 'model', 'stl'],
    ['nothing known', Buffer.alloc(300, 7), 'a.jpg', 'archive', 'bin'],
    ['AutoCAD drawing', Buffer.from(`AC1032${'\0'.repeat(80)}`), 'plan.dwg', 'vector', 'dwg'],
    ['AutoCAD drawing named .jpg', Buffer.from(`AC1032${'\0'.repeat(80)}`), 'plan.jpg', 'vector', 'dwg'],
    ['exchanged drawing', '  0\r\nSECTION\r\n  2\r\nHEADER\r\n', 'plan.dxf', 'vector', 'dxf'],
    [
      'exchanged drawing in binary',
      Buffer.from('AutoCAD Binary DXF\r\n\x1a\0\0\0SECTION', 'latin1'),
      'plan.dxf',
      ...(['vector', 'dxf'] as const),
    ],
    ['moving PNG', movingPng, 'a.png', 'photo', 'png'],
    ['texture of a model', Buffer.from('\xabKTX 11\xbb\r\n\x1a\n', 'latin1'), 'a.ktx', 'model', 'ktx'],
    ['film of JPEG 2000', Buffer.from('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypmjp2', 'latin1'), 'a.mj2', 'video', 'mj2'],
    ['array of OS/2 bitmaps', Buffer.from(`BA${'\0'.repeat(12)}BM${'\0'.repeat(60)}`), 'a.bmp', 'photo', 'bmp'],
    ['bitmap of OS/2', Buffer.from(`BM${'\0'.repeat(12)}\x0c${'\0'.repeat(60)}`), 'a.bmp', 'photo', 'bmp'],
    ...['heic', 'heix', 'heim', 'hevc', 'hevx', 'mif1', 'msf1', 'miaf', 'avci', 'jpeg'].map(
      (brand): [string, Buffer, string, string, string] => [
        `HEIF of the brand ${brand}`,
        ftyp(brand, 'mif1', 'heic'),
        'a.heic',
        ...(['photo', 'heic'] as const),
      ],
    ),
    ['AVIF of the brand mif1', ftyp('mif1', 'avif', 'miaf'), 'a.avif', 'photo', 'avif'],
    ['AVIF of the brand miaf', ftyp('miaf', 'avif', 'MA1B'), 'a.avif', 'photo', 'avif'],
    ['AVIF of several pictures', ftyp('avis', 'msf1', 'iso8'), 'a.avif', 'photo', 'avif'],
    ['HEIF of a brand to come', ftyp('xyz9', 'mif1', 'heic'), 'a.heif', 'photo', 'heic'],
    ['film that names a brand of pictures', ftyp('isom', 'iso2', 'mif1'), 'a.mp4', 'video', 'mp4'],
    ['film of QuickTime', ftyp('qt  ', 'qt  '), 'a.mov', 'video', 'mov'],
    ['PDF named .ai', '%PDF-1.6\n%\n1 0 obj', 'a.ai', 'vector', 'ai'],
    ['PDF named .jpg', '%PDF-1.6\n%\n1 0 obj', 'a.jpg', 'document', 'pdf'],
  ])('%s', async (_, made, name, kind, extension) => {
    const bytes = typeof made === 'function' ? await made() : made
    const sniffed = await sniffBytes(bytes, name)
    expect(sniffed).toMatchObject({ kind, extension })
    expect(KINDS).toContain(sniffed.kind)
    expect(sniffed.mediaType).toMatch(/^[a-z]+\/[\w.+-]+$/)
  })

  test('an unclosed comment repeated does not hold the process up', async () => {
    const began = performance.now()
    expect((await sniffBytes('<!--'.repeat(16_000), 'a.svg')).extension).not.toBe('svg')
    expect((await sniffBytes('<!DOCTYPE['.repeat(6_000), 'a.svg')).extension).not.toBe('svg')
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('what may not come in', () => {
  test.each<[string, string | Buffer | (() => Promise<Buffer>), string, string | undefined]>([
    ['text named .jpg', 'hello', 'a.jpg', 'not_what_it_says'],
    ['HTML named .png', '<html><script>1</script></html>', 'a.PNG', 'not_what_it_says'],
    ['PDF named .tif', '%PDF-1.6\n%\n1 0 obj', 'a.tif', 'not_what_it_says'],
    ['a drawing that can carry scripts named .jpg', svg, 'a.jpg', 'not_what_it_says'],
    ['HTML named .svg', '<html><script>1</script></html>', 'a.svg', 'not_what_it_says'],
    ['unknown bytes named .gif', Buffer.alloc(300, 7), 'a.gif', 'not_what_it_says'],
    ['JPEG named .png', () => picture().jpeg().toBuffer(), 'a.png', undefined],
    ['TIFF named .psd', () => picture().tiff().toBuffer(), 'a.psd', undefined],
    ['PNG without an ending', () => picture().png().toBuffer(), 'picture', undefined],
    ['text named .txt', 'hello', 'a.txt', undefined],
    [
      'an array of OS/2 bitmaps named .bmp',
      Buffer.from(`BA${'\0'.repeat(12)}BM${'\0'.repeat(60)}`),
      'a.bmp',
      undefined,
    ],
    ['an AutoCAD drawing named .jpg', Buffer.from(`AC1032${'\0'.repeat(80)}`), 'plan.jpg', 'not_what_it_says'],
    ['HEIF of the brand miaf', ftyp('miaf', 'mif1', 'heic'), 'a.heic', undefined],
    ['a program for Linux', elf, 'photo.jpg', 'executable'],
    ['a program for Windows', exe, 'setup.txt', 'executable'],
    ['a script', '#!/bin/sh\nrm -rf /', 'notes.md', 'executable'],
    ['text that begins like a program for Windows', 'MZ is where we met.', 'notes.txt', undefined],
  ])('%s', async (_, made, name, refusal) => {
    const bytes = typeof made === 'function' ? await made() : made
    expect(refusalBySniff(await sniffBytes(bytes, name), name)).toBe(refusal)
  })
})

describe('fingerprint', () => {
  test.each([0, 1, 65_535, 65_536, 65_537, 300_000])('of %i bytes in pieces', async (size) => {
    const bytes = Buffer.from(Array.from({ length: size }, (_, at) => (at * 31) % 251))
    const pieces = Array.from({ length: Math.ceil(size / 10_007) }, (_, at) =>
      bytes.subarray(at * 10_007, (at + 1) * 10_007),
    )
    const print = await fingerprint(Readable.from(pieces.map((piece) => Buffer.from(piece))))
    expect(print).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      crc32: crc32(bytes),
      byteSize: size,
    })
    expect(print.head.equals(bytes.subarray(0, 65_536))).toBe(true)
  })
})
