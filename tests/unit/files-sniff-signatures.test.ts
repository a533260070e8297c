import { describe, expect, test } from 'vitest'
import { signed, sniffBytes } from '#tests/support/sniffed-bytes'
import { KINDS, type Kind } from '~/platform/files/kinds'
import { refusalBySniff } from '~/platform/files/sniff.server'

type Row = [name: string, bytes: string | Buffer, fileName: string, kind: Kind, extension: string]

const recognises = (rows: Row[]) =>
  test.each(rows)('%s', async (_, bytes, fileName, kind, extension) => {
    const sniffed = await sniffBytes(bytes, fileName)
    expect(sniffed).toMatchObject({ kind, extension })
    expect(KINDS).toContain(sniffed.kind)
    expect(sniffed.mediaType).toMatch(/^[a-z]+\/[\w.+-]+$/)
    expect(refusalBySniff(sniffed, fileName)).toBeUndefined()
  })

const filler = Buffer.from(Array.from({ length: 600 }, (_, at) => (at * 89 + 7) % 256))
const bitmap = signed(`BM${'\0'.repeat(12)}\x28`)
const tar = (() => {
  const header = Buffer.alloc(1024)
  header.write('logo.svg')
  header.write('ustar\0', 257, 'latin1')
  return header
})()
const transportStream = (size: number, first: number) => {
  const stream = Buffer.alloc(size * 8, 1)
  for (let at = first; at < stream.length; at += size) stream[at] = 0x47
  return stream
}
const adts = Buffer.concat(Array.from({ length: 4 }, () => signed('\xff\xf1\x50\x80\x02\x1f\xfc', 9)))
const windowsMedia = (...streams: string[]) => {
  const properties = streams.map((stream) => {
    const object = Buffer.alloc(78)
    Buffer.from('9107dcb7b7a9cf118ee600c00c205365', 'hex').copy(object)
    object.writeUInt32LE(78, 16)
    Buffer.from(stream, 'hex').copy(object, 24)
    return object
  })
  return Buffer.concat([Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex'), Buffer.alloc(14), ...properties])
}
const [FILM, SOUND] = ['c0ef19bc4d5bcf11a8fd00805f5c442b', '409e69f84d5bcf11a8fd00805f5c442b'] as const
const targa = Buffer.alloc(400, 9)
Buffer.from([0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 8, 0, 24, 0]).copy(targa)

describe('sniff recognises pictures by their signature', () => {
  recognises([
    ['bitmap', bitmap, 'a.bmp', 'photo', 'bmp'],
    ['icon', signed('\0\0\x01\0\x01\0\x10\x10\0\0\x01\0'), 'favicon.ico', 'photo', 'ico'],
    ['JPEG 2000', signed('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 '), 'a.jp2', 'photo', 'jp2'],
    ['JPEG 2000 codestream', signed('\xff\x4f\xff\x51\0'), 'a.j2k', 'photo', 'j2c'],
    ['High-Throughput JPEG 2000', signed('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjph '), 'a.jph', 'photo', 'jph'],
    ['JPEG XL codestream', signed('\xff\x0a\0'), 'a.jxl', 'photo', 'jxl'],
    ['JPEG XL container', signed('\0\0\0\x0cJXL \r\n\x87\n'), 'a.jxl', 'photo', 'jxl'],
    ['OpenEXR', signed('\x76\x2f\x31\x01\x02'), 'a.exr', 'photo', 'exr'],
    ['Radiance', signed('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n'), 'a.hdr', 'photo', 'hdr'],
    ['DPX of the other byte order', signed('XPDS'), 'a.dpx', 'photo', 'dpx'],
    ['Cineon', signed('\x80\x2a\x5f\xd7'), 'a.cin', 'photo', 'cin'],
    ['Targa by its name and header', targa, 'a.tga', 'photo', 'tga'],
    ['Canon CRW', signed('II\x1a\0\0\0HEAPCCDR'), 'a.crw', 'raw', 'crw'],
    ['Olympus ORF of a compact camera', signed('IIRS\x08\0'), 'a.orf', 'raw', 'orf'],
    ['Sigma X3F', signed('FOVb\0'), 'a.x3f', 'raw', 'x3f'],
    ['TIFF named by a Pentax camera', signed('II*\0\x08\0\0\0\0\0'), 'a.pef', 'raw', 'pef'],
  ])
})

describe('sniff recognises drawings and designs by their signature', () => {
  const illustrator = '%!PS-Adobe-3.0 \n%%Creator: Adobe Illustrator(TM) 7.0\n%%Title: (mark)\n'
  recognises([
    ['PostScript', '%!PS-Adobe-3.0\n%%Pages: 1\n', 'a.ps', 'vector', 'ps'],
    ['PostScript after an end of transmission', '\x04%!PS-Adobe-3.0\n%%Pages: 1\n', 'a.prn', 'vector', 'ps'],
    ['EPS', '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n', 'a.eps', 'vector', 'eps'],
    ['EPS with the header of DOS', signed('\xc5\xd0\xd3\xc6\x1e\0\0\0'), 'a.eps', 'vector', 'eps'],
    ['EPS by Illustrator', illustrator.replace('3.0 ', '3.0 EPSF-3.0'), 'mark.eps', 'vector', 'eps'],
    ['Illustrator 7', illustrator, 'mark.ai', 'vector', 'ai'],
    ['Illustrator 7 with lines of Mac OS', illustrator.replaceAll('\n', '\r'), 'mark', 'vector', 'ai'],
    ['Illustrator that is a PDF', '%PDF-1.5\n1 0 obj', 'mark.ai', 'vector', 'ai'],
    ['CorelDRAW', signed('RIFF\x40\0\0\0CDRDvrsn'), 'mark.cdr', 'vector', 'cdr'],
    ['placeable Windows metafile', signed('\xd7\xcd\xc6\x9a'), 'a.wmf', 'vector', 'wmf'],
    ['enhanced metafile', signed(`\x01\0\0\0${'\x02'.repeat(36)} EMF`), 'a.emf', 'vector', 'emf'],
    ['AutoCAD of 1997', signed('AC1014'), 'a.dwg', 'vector', 'dwg'],
    ['SVG in UTF-16, big endian', Buffer.from('\ufeff<svg width="4"/>', 'utf16le').swap16(), 'a.svg', 'vector', 'svg'],
    ['Affinity Designer', signed('\0\xffKA\x0b'), 'a.afdesign', 'vector', 'afdesign'],
    ['Affinity Photo', signed('\0\xffKA\x0b'), 'a.afphoto', 'layered', 'afphoto'],
    ['Figma', signed('fig-kiwi'), 'a.fig', 'layered', 'fig'],
    ['PDF after an empty line', '\r\n%PDF-1.4\n1 0 obj', 'a.pdf', 'pdf', 'pdf'],
    ['PDF after other bytes', signed('\0\x01\0%PDF-1.4\n1 0 obj'), 'a.pdf', 'pdf', 'pdf'],
    ['rich text', '{\\rtf1\\ansi Hello}', 'a.rtf', 'document', 'rtf'],
    ['colour swatches', signed('ASEF\0\x01'), 'brand.ase', 'data', 'ase'],
  ])
})

describe('sniff recognises films and sound by their signature', () => {
  recognises([
    ['transport stream', transportStream(188, 0), 'a.ts', 'video', 'ts'],
    ['transport stream of a camera', transportStream(192, 4), 'a.m2ts', 'video', 'm2ts'],
    ['MPEG program stream', signed('\0\0\x01\xba\x44'), 'a.mpg', 'video', 'mpg'],
    ['MPEG program stream of a DVD', signed('\0\0\x01\xba\x44'), 'a.vob', 'video', 'vob'],
    ['Flash video', signed('FLV\x01\x05'), 'a.flv', 'video', 'flv'],
    ['Windows Media film whose sound is listed first', windowsMedia(SOUND, FILM), 'a.wmv', 'video', 'wmv'],
    ['Windows Media sound', windowsMedia(SOUND), 'a.asf', 'audio', 'wma'],
    ['AAC in ADTS', adts, 'a.aac', 'audio', 'aac'],
    ['AMR speech', Buffer.concat([Buffer.from('#!AMR\n'), filler.subarray(9)]), 'a.amr', 'audio', 'amr'],
    ['MIDI', signed('MThd\0\0\0\x06'), 'a.mid', 'audio', 'mid'],
    ['MIDI in RIFF', signed('RIFF\x20\0\0\0RMIDdata'), 'a.rmi', 'audio', 'mid'],
    ['Core Audio', signed('caff\0\x01'), 'a.caf', 'audio', 'caf'],
    ['WAV of more than 4 GB', signed('RF64\xff\xff\xff\xffWAVEds64'), 'a.wav', 'audio', 'wav'],
    ['Opus', signed(`OggS${'\0'.repeat(24)}OpusHead`), 'a.opus', 'audio', 'opus'],
    ['Matroska sound', signed('\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska'), 'a.mka', 'audio', 'mka'],
  ])
})

describe('sniff recognises fonts, models, archives and databases by their signature', () => {
  recognises([
    ['TrueType', signed('\0\x01\0\0\0\x0c\0\x80\0\x03\0\x40GSUB'), 'a.ttf', 'font', 'ttf'],
    ['TrueType of Apple', signed('true\0\x0c'), 'a.ttf', 'font', 'ttf'],
    ['OpenType', signed('OTTO\0\x0c'), 'a.otf', 'font', 'otf'],
    ['font collection', signed('ttcf\0\x01'), 'a.ttc', 'font', 'ttc'],
    ['WOFF', signed('wOFF\0\x01\0\0'), 'a.woff', 'font', 'woff'],
    ['WOFF 2 of a collection', signed('wOF2ttcf\0'), 'a.woff2', 'font', 'woff2'],
    ['Type 1', '%!PS-AdobeFont-1.0: Mark 001.001\n', 'a.pfa', 'font', 'pfa'],
    ['binary Type 1', signed('\x80\x01\x20\0\0\0%!PS-AdobeFont-1.0'), 'a.pfb', 'font', 'pfb'],
    ['USD', signed('PXR-USDC\0'), 'a.usdc', 'model', 'usdc'],
    ['USD as text', '#usda 1.0\n(\n)\n', 'a.usda', 'model', 'usda'],
    ['KTX 2 texture', signed('\xabKTX 20\xbb\r\n\x1a\n'), 'a.ktx2', 'model', 'ktx2'],
    ['FBX', signed('Kaydara FBX Binary  \0'), 'a.fbx', 'model', 'fbx'],
    ['FBX as text', '; FBX 7.3.0 project file\n', 'a.fbx', 'model', 'fbx'],
    ['polygons as text', 'ply\nformat ascii 1.0\n', 'a.ply', 'model', 'ply'],
    ['tar', tar, 'a.tar', 'archive', 'tar'],
    ['7-Zip', signed('7z\xbc\xaf\x27\x1c\0\x04'), 'a.7z', 'archive', '7z'],
    ['RAR 5', signed('Rar!\x1a\x07\x01\0'), 'a.rar', 'archive', 'rar'],
    ['bzip2', signed('BZh91AY&SY'), 'a.bz2', 'archive', 'bz2'],
    ['xz', signed('\xfd7zXZ\0'), 'a.xz', 'archive', 'xz'],
    ['gzip', signed('\x1f\x8b\x08\0'), 'a.tar.gz', 'archive', 'gz'],
    ['SQLite', signed('SQLite format 3\0'), 'a.db', 'data', 'sqlite'],
    ['Parquet', signed('PAR1\x15\0'), 'a.parquet', 'data', 'parquet'],
    ['colour profile', signed(`${'\0'.repeat(36)}acsp`), 'a.icc', 'data', 'icc'],
  ])
})

describe('sniff does not trust a short signature alone', () => {
  recognises([
    ['note that begins with BM', 'BMW and Audi', 'a.txt', 'text', 'txt'],
    ['note that begins with FORM', 'FORM 7, filled in', 'a.txt', 'text', 'txt'],
    ['note that begins with ID3', 'ID3 tags explained', 'a.md', 'text', 'md'],
    ['note that begins with AC1015', 'AC1015 is a version of AutoCAD', 'a.txt', 'text', 'txt'],
    ['note that begins with solid', 'solid advice for printers', 'a.txt', 'text', 'txt'],
    ['TeX that begins with %!', '%!TEX root = brand.tex\n', 'a.tex', 'text', 'tex'],
    ['note that quotes a PDF header', 'A file begins with %PDF-1.7', 'a.txt', 'text', 'txt'],
    ['note in UTF-16', Buffer.from('\ufeffGrüße aus Wien', 'utf16le'), 'a.txt', 'text', 'txt'],
    ['bytes like the header of sound', signed('\xff\xff\xff\xff'), 'a.dat', 'other', 'bin'],
    ['bytes with one packet of a film', signed('G\0\0'), 'a.dat', 'other', 'bin'],
    ['unknown bytes', filler, 'a', 'other', 'bin'],
  ])

  test('a script that calls itself speech is refused', async () => {
    const sniffed = await sniffBytes('#!AMR\nrm -rf /\n', 'a.amr')
    expect(refusalBySniff(sniffed, 'a.amr')).toBe('executable')
  })
  test.each([
    ['program for DOS', signed('MZ\x90\0\x03')],
    ['universal program for macOS', signed('\xca\xfe\xba\xbe\0\0\0\x02')],
  ])('a %s is refused', async (_, bytes) => {
    expect(refusalBySniff(await sniffBytes(bytes, 'logo.bin'), 'logo.bin')).toBe('executable')
  })
})
