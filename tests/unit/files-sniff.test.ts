import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
