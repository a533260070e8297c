import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { pngChunk, pngWith } from '#tests/support/metadata-blocks'
import { sniffBytes } from '#tests/support/sniffed-bytes'
import { fingerprint } from '~/platform/files/fingerprint.server'
import { KINDS } from '~/platform/files/kinds'
import { refusalBySniff } from '~/platform/files/sniff.server'

const picture = () => sharp({ create: { width: 4, height: 4, channels: 3, background: '#804020' } })
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'
const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, ...Array(60).fill(0)])
const exe = Buffer.alloc(256)
exe.write('MZ')
exe.writeUInt32LE(128, 0x3c)
exe.write('PE\0\0', 128)

/** An `ftyp` box of the ISO base media format with these brands. */
const ftyp = (major: string, ...compatible: string[]) => {
  const box = Buffer.from(`\0\0\0\0ftyp${major}\0\0\0\0${compatible.join('')}`, 'latin1')
  box.writeUInt32BE(box.length)
  return Buffer.concat([box, Buffer.alloc(64)])
}
/** A PNG with an animation control chunk (APNG). */
const movingPng = () => pngWith(pngChunk('acTL', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0])))

describe('sniff detects the type by the bytes', () => {
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
    ['HTML that contains an SVG', `<html><body>${svg}</body></html>`, 'a.html', 'code', 'html'],
    ['CSV', 'a,b\n1,2\n', 'list.csv', 'data', 'csv'],
    ['binary data named .csv', Buffer.from([0, 1, 2, 3, 250, 251, 0, 9, 9]), 'list.csv', 'other', 'bin'],
    ['text with an unknown extension', 'hello', 'notes.qqq', 'text', 'txt'],
    ['ASCII STL', 'solid a\nfacet normal 0 0 1\nouter loop\n', 'a.stl', 'model', 'stl'],
    ['unknown bytes named .jpg', Buffer.alloc(300, 7), 'a.jpg', 'other', 'bin'],
    ['AutoCAD drawing', Buffer.from(`AC1032${'\0'.repeat(80)}`), 'plan.dwg', 'vector', 'dwg'],
    ['AutoCAD drawing named .jpg', Buffer.from(`AC1032${'\0'.repeat(80)}`), 'plan.jpg', 'vector', 'dwg'],
    ['DXF drawing', '  0\r\nSECTION\r\n  2\r\nHEADER\r\n', 'plan.dxf', 'vector', 'dxf'],
    [
      'binary DXF drawing',
      Buffer.from('AutoCAD Binary DXF\r\n\x1a\0\0\0SECTION', 'latin1'),
      'plan.dxf',
      ...(['vector', 'dxf'] as const),
    ],
    ['animated PNG', movingPng, 'a.png', 'photo', 'png'],
    ['KTX texture', Buffer.from('\xabKTX 11\xbb\r\n\x1a\n', 'latin1'), 'a.ktx', 'model', 'ktx'],
    [
      'Motion JPEG 2000 video',
      Buffer.from('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypmjp2', 'latin1'),
      'a.mj2',
      'video',
      'mj2',
    ],
    ['OS/2 bitmap array', Buffer.from(`BA${'\0'.repeat(12)}BM${'\0'.repeat(60)}`), 'a.bmp', 'photo', 'bmp'],
    ['OS/2 bitmap', Buffer.from(`BM${'\0'.repeat(12)}\x0c${'\0'.repeat(60)}`), 'a.bmp', 'photo', 'bmp'],
    ...['heic', 'heix', 'heim', 'hevc', 'hevx', 'mif1', 'msf1', 'miaf', 'avci', 'jpeg'].map(
      (brand): [string, Buffer, string, string, string] => [
        `HEIF with the brand ${brand}`,
        ftyp(brand, 'mif1', 'heic'),
        'a.heic',
        ...(['photo', 'heic'] as const),
      ],
    ),
    ['AVIF with the brand mif1', ftyp('mif1', 'avif', 'miaf'), 'a.avif', 'photo', 'avif'],
    ['AVIF with the brand miaf', ftyp('miaf', 'avif', 'MA1B'), 'a.avif', 'photo', 'avif'],
    ['AVIF image sequence', ftyp('avis', 'msf1', 'iso8'), 'a.avif', 'photo', 'avif'],
    ['HEIF with an unknown major brand', ftyp('xyz9', 'mif1', 'heic'), 'a.heif', 'photo', 'heic'],
    ['MP4 with an image brand among its compatible brands', ftyp('isom', 'iso2', 'mif1'), 'a.mp4', 'video', 'mp4'],
    ['QuickTime video', ftyp('qt  ', 'qt  '), 'a.mov', 'video', 'mov'],
    ['PDF named .ai', '%PDF-1.6\n%\n1 0 obj', 'a.ai', 'vector', 'ai'],
    ['PDF named .jpg', '%PDF-1.6\n%\n1 0 obj', 'a.jpg', 'pdf', 'pdf'],
  ])('%s', async (_, made, name, kind, extension) => {
    const bytes = typeof made === 'function' ? await made() : made
    const sniffed = await sniffBytes(bytes, name)
    expect(sniffed).toMatchObject({ kind, extension })
    expect(KINDS).toContain(sniffed.kind)
    expect(sniffed.mediaType).toMatch(/^[a-z]+\/[\w.+-]+$/)
  })

  test('takes less than 500 ms of CPU for 16,000 unclosed comments and 6,000 doctypes', async () => {
    const cpu = cpuClock()
    expect((await sniffBytes('<!--'.repeat(16_000), 'a.svg')).extension).not.toBe('svg')
    expect((await sniffBytes('<!DOCTYPE['.repeat(6_000), 'a.svg')).extension).not.toBe('svg')
    expect(cpu()).toBeLessThan(500)
  })
})

describe('refusalBySniff refuses executables and files that contradict their extension', () => {
  test.each<[string, string | Buffer | (() => Promise<Buffer>), string, string | undefined]>([
    ['text named .jpg', 'hello', 'a.jpg', 'not_what_it_says'],
    ['HTML named .png', '<html><script>1</script></html>', 'a.PNG', 'not_what_it_says'],
    ['PDF named .tif', '%PDF-1.6\n%\n1 0 obj', 'a.tif', 'not_what_it_says'],
    ['SVG named .jpg', svg, 'a.jpg', 'not_what_it_says'],
    ['HTML named .svg', '<html><script>1</script></html>', 'a.svg', 'not_what_it_says'],
    ['unknown bytes named .gif', Buffer.alloc(300, 7), 'a.gif', 'not_what_it_says'],
    ['JPEG named .png', () => picture().jpeg().toBuffer(), 'a.png', undefined],
    ['TIFF named .psd', () => picture().tiff().toBuffer(), 'a.psd', undefined],
    ['PNG without an extension', () => picture().png().toBuffer(), 'picture', undefined],
    ['text named .txt', 'hello', 'a.txt', undefined],
    ['OS/2 bitmap array named .bmp', Buffer.from(`BA${'\0'.repeat(12)}BM${'\0'.repeat(60)}`), 'a.bmp', undefined],
    ['AutoCAD drawing named .jpg', Buffer.from(`AC1032${'\0'.repeat(80)}`), 'plan.jpg', 'not_what_it_says'],
    ['HEIF with the brand miaf', ftyp('miaf', 'mif1', 'heic'), 'a.heic', undefined],
    ['ELF executable named .jpg', elf, 'photo.jpg', 'executable'],
    ['Windows executable named .txt', exe, 'setup.txt', 'executable'],
    ['shell script named .md', '#!/bin/sh\nrm -rf /', 'notes.md', 'executable'],
    ['text that begins with MZ', 'MZ is where we met.', 'notes.txt', undefined],
  ])('%s', async (_, made, name, refusal) => {
    const bytes = typeof made === 'function' ? await made() : made
    expect(refusalBySniff(await sniffBytes(bytes, name), name)).toBe(refusal)
  })
})

describe('fingerprint of a stream', () => {
  test.each([0, 1, 65_535, 65_536, 65_537, 300_000])(
    'returns SHA-256, CRC-32, size and head of %i bytes that arrive in chunks',
    async (size) => {
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
    },
  )
})
