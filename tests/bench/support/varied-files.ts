import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { madeDeck } from '#tests/support/made-deck'
import { madePdf } from '#tests/support/made-pdf'
import { storedZip } from '#tests/support/sniffed-bytes'

const ROOT = path.resolve(import.meta.dirname, '../../..')

/** A letter that shows turning and mirroring, on four fields of known colours: red, green, blue and yellow, clockwise. */
const CARD = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400">
  <rect width="300" height="200" fill="#d02020"/><rect x="300" width="300" height="200" fill="#20a040"/>
  <rect x="300" y="200" width="300" height="200" fill="#2040c0"/><rect y="200" width="300" height="200" fill="#e0c020"/>
  <text x="230" y="270" font-family="sans-serif" font-size="220" font-weight="700" fill="#fff">F</text>
</svg>`)
/** Those fields where an EXIF orientation turns them upright again (Exif 2.32, 4.6.4, Orientation). */
const STORED: Record<number, (card: Sharp) => Sharp> = {
  1: (card) => card,
  2: (card) => card.flop(),
  3: (card) => card.rotate(180),
  4: (card) => card.flip(),
  6: (card) => card.rotate(270),
  8: (card) => card.rotate(90),
}

/** Writes about 200 small files of every kind into a folder: formats, colours, orientations, codecs, and damaged copies. */
export async function writeVariedFiles(folder: string): Promise<void> {
  const at = (name: string) => path.join(folder, name)
  await writePictures(at)
  writeFilms(at)
  writeSounds(at)
  writeTexts(at)
  await writeDocuments(at)
  await writeRarer(at)
  for (const name of DAMAGED) writeDamaged(at, name)
}

const DAMAGED = [
  ...['card 1 srgb.jpg', 'card 1 srgb.png', 'card 1 srgb.tiff', 'card 1 srgb.webp', 'card 1 srgb.avif', 'card.svg'],
  ...['film h264.mp4', 'film vp9.webm', 'tone.flac', 'brochure.pdf', 'deck.pptx', 'kit.zip'],
  ...['drawing.eps', 'plane.stl', 'relief.glb'],
]

/** Copies of a file that end early, and one with every 97th byte changed behind its first 200. */
function writeDamaged(at: At, name: string): void {
  const { name: base, ext } = path.parse(name)
  const bytes = readFileSync(at(name))
  for (const percent of [5, 50, 95])
    writeFileSync(at(`${base} cut at ${percent} percent${ext}`), bytes.subarray(0, (bytes.length * percent) / 100))
  for (let index = 200; index < bytes.length; index += 97) bytes[index] = bytes.readUInt8(index) ^ 0xff
  writeFileSync(at(`${base} changed${ext}`), bytes)
}

type At = (name: string) => string

async function writePictures(at: At): Promise<void> {
  const spaces: [string, (card: Sharp) => Sharp][] = [
    ['srgb', (card) => card],
    ['p3', (card) => card.withIccProfile('p3')],
    ['cmyk', (card) => card.toColourspace('cmyk').withIccProfile('cmyk')],
    ['grey', (card) => card.toColourspace('b-w')],
    ['sixteen bits', (card) => card.toColourspace('rgb16')],
  ]
  const formats = ['jpg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const
  const fits = (space: string, format: string) =>
    space === 'srgb' ||
    space === 'grey' ||
    format === 'tiff' ||
    (format === 'jpg' ? space !== 'sixteen bits' : false) ||
    (format === 'png' && space !== 'cmyk')
  for (const [space, inSpace] of spaces)
    for (const format of formats.filter((each) => fits(space, each)))
      for (const [orientation, turn] of Object.entries(STORED)) {
        if (space !== 'srgb' && !['1', '6'].includes(orientation)) continue
        if (['gif'].includes(format) && orientation !== '1') continue
        const upright = await turn(sharp(CARD).flatten()).png().toBuffer()
        const card = inSpace(sharp(upright).withMetadata({ orientation: Number(orientation) }))
        await card.toFormat(format === 'jpg' ? 'jpeg' : format).toFile(at(`card ${orientation} ${space}.${format}`))
      }
  for (const format of ['png', 'webp', 'avif', 'tiff'] as const)
    await sharp({ create: { width: 300, height: 200, channels: 4, background: '#d0202000' } })
      .composite([{ input: await sharp(CARD).resize(150).png().toBuffer() }])
      .toFormat(format)
      .toFile(at(`with alpha.${format}`))
  for (const [width, height] of [
    [1, 1],
    [3, 2000],
    [4000, 8],
  ] as const)
    await sharp({ create: { width, height, channels: 3, background: '#2040c0' } })
      .png()
      .toFile(at(`${width} by ${height}.png`))
  writeFileSync(at('card.svg'), CARD)
}

function writeFilms(at: At): void {
  const source = [
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=480x272:rate=25',
    '-f',
    'lavfi',
    '-i',
    'sine=frequency=440',
    '-t',
    '2',
  ]
  const films: [string, string[]][] = [
    ['film h264.mp4', ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac']],
    ['film h264.mov', ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac']],
    [
      'film ten bits.mp4',
      ['-c:v', 'libx265', '-x265-params', 'log-level=none', '-pix_fmt', 'yuv420p10le', '-c:a', 'aac'],
    ],
    ['film prores.mov', ['-c:v', 'prores_ks', '-c:a', 'pcm_s16le']],
    ['film vp9.webm', ['-c:v', 'libvpx-vp9', '-c:a', 'libopus']],
    ['film vp8.webm', ['-c:v', 'libvpx', '-c:a', 'libvorbis']],
    ['film h264.mkv', ['-c:v', 'libx264', '-c:a', 'ac3']],
    ['film mpeg4.avi', ['-c:v', 'mpeg4', '-c:a', 'libmp3lame']],
    ['film mjpeg.avi', ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-an']],
    ['film mpeg2.mpg', ['-c:v', 'mpeg2video', '-c:a', 'mp2']],
    ['film transport.ts', ['-c:v', 'libx264', '-c:a', 'aac']],
    ['film wmv.wmv', ['-c:v', 'wmv2', '-c:a', 'wmav2']],
    ['film flash.flv', ['-c:v', 'flv', '-ar', '44100', '-c:a', 'libmp3lame']],
    ['film silent.mp4', ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-an']],
    ['film 4 to 3.mp4', ['-vf', 'scale=640:480,setsar=4/3', '-c:v', 'libx264', '-pix_fmt', 'yuv420p']],
    ['film interlaced.mp4', ['-c:v', 'libx264', '-flags', '+ilme+ildct', '-pix_fmt', 'yuv420p', '-an']],
  ]
  for (const [name, args] of films) ffmpeg(at(name), [...source, ...args])
  for (const turn of [90, 180, 270])
    ffmpeg(at(`film turned ${turn}.mp4`), ['-i', at('film h264.mp4'), '-c', 'copy', '-metadata:s:v', `rotate=${turn}`])
}

function writeSounds(at: At): void {
  const names = ['wav', 'flac', 'mp3', 'ogg', 'opus', 'm4a', 'aiff', 'wma', 'ac3', 'mp2', 'au', 'caf']
  for (const extension of names)
    ffmpeg(at(`tone.${extension}`), ['-f', 'lavfi', '-i', 'sine=frequency=330:duration=3', '-ac', '2'])
  ffmpeg(at('tone one channel 8 kHz.wav'), ['-f', 'lavfi', '-i', 'sine=duration=2', '-ac', '1', '-ar', '8000'])
  ffmpeg(at('silence.mp3'), ['-f', 'lavfi', '-i', 'anullsrc=duration=2', '-t', '2'])
}

async function writeDocuments(at: At): Promise<void> {
  const pages = Array.from({ length: 5 }, (_, page) => [`Page ${page + 1}`, 'Three walks above the sea'])
  writeFileSync(at('brochure.pdf'), madePdf(pages))
  writeFileSync(at('deck.pptx'), madeDeck(['Walks', 'above the sea']))
  const rows = path.join(path.dirname(at('x')), 'prices.csv')
  const office = (source: string, ...formats: string[]) => {
    for (const format of formats)
      execFileSync('soffice', ['--headless', '--convert-to', format, '--outdir', path.dirname(at('x')), source], {
        stdio: 'ignore',
      })
  }
  office(at('words.txt'), 'docx', 'odt', 'rtf', 'doc')
  office(rows, 'xlsx', 'ods', 'xls')
  office(at('deck.pptx'), 'odp', 'ppt')
}

/** Types that brand teams have few of: drawings, models, fonts, pictures in motion, and others' data. */
async function writeRarer(at: At): Promise<void> {
  const box = '%%BoundingBox: 0 0 300 200'
  const drawing = `%!PS-Adobe-3.0 EPSF-3.0\n${box}\n%%EndComments\n0.8 0.1 0.1 setrgbcolor 20 20 260 160 rectfill\nshowpage\n%%EOF\n`
  writeFileSync(at('drawing.eps'), drawing)
  const corners = ['0 0 0', '1 0 0', '0 1 0', '0 0 1']
  const facets = [
    [0, 2, 1],
    [0, 1, 3],
    [1, 2, 3],
    [0, 3, 2],
  ].map(
    (facet) =>
      `facet normal 0 0 0\nouter loop\n${facet.map((at) => `vertex ${corners[at]}`).join('\n')}\nendloop\nendfacet`,
  )
  writeFileSync(at('plane.stl'), `solid plane\n${facets.join('\n')}\nendsolid plane\n`)
  copyFileSync(path.join(ROOT, 'db/seeds/demo/media/mendialde-relief.glb'), at('relief.glb'))
  const fonts = path.join(ROOT, 'node_modules/@fontsource-variable/inter/files')
  for (const style of ['normal', 'italic'])
    copyFileSync(path.join(fonts, `inter-latin-wght-${style}.woff2`), at(`inter ${style}.woff2`))
  const card = await sharp(CARD).flatten().png().toBuffer()
  const turned = await sharp(card).rotate(180).png().toBuffer()
  for (const format of ['gif', 'webp', 'tiff'] as const)
    await sharp([card, turned], { join: { animated: true } })
      .toFormat(format)
      .toFile(at(`two pictures.${format}`))
  writeFileSync(at('card.png'), card)
  for (const extension of ['bmp', 'tga', 'jp2']) ffmpeg(at(`card.${extension}`), ['-i', at('card.png')])
  execFileSync('tar', ['-czf', at('site.tar.gz'), '-C', path.dirname(at('x')), 'page.html', 'theme.css'])
  writeFileSync(at('list.ndjson'), '{"name":"a"}\n{"name":"b"}\n')
  writeFileSync(at('visit.ics'), 'BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n')
}

function writeTexts(at: At): void {
  const lines = Array.from({ length: 40 }, (_, index) => `Line ${index + 1}: zabal eta garbi, ñ, 日本, العربية`)
  const texts: Record<string, string> = {
    'words.txt': lines.join('\n'),
    'empty.txt': '',
    'one line.txt': 'x'.repeat(200_000),
    'notes.md': `# A heading\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`,
    'prices.csv': ['name,price', ...lines.map((line, index) => `"${line}",${index}`)].join('\n'),
    'prices.tsv': ['name\tprice', ...lines.map((line, index) => `${line}\t${index}`)].join('\n'),
    'data.json': JSON.stringify({ lines }),
    'data.yaml': lines.map((line, index) => `line${index}: "${line}"`).join('\n'),
    'feed.xml': `<?xml version="1.0"?><feed>${lines.map((line) => `<line>${line}</line>`).join('')}</feed>`,
    'page.html': '<!doctype html><title>A page</title><script>alert(1)</script><p>A page of a campaign',
    'theme.css': 'a { color: red }\n'.repeat(50),
    'script.js': 'export const answer = 42\n'.repeat(50),
    'module.py': 'answer = 42\n'.repeat(50),
    'query.sql': 'select 1;\n'.repeat(20),
    'shell.sh': '#!/bin/sh\necho hello\n',
    'subtitles.vtt': 'WEBVTT\n\n00:00.000 --> 00:02.000\nKaixo\n',
    'subtitles.srt': '1\n00:00:00,000 --> 00:00:02,000\nKaixo\n',
    'model.obj': 'v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 2 3\nf 1 2 4\nf 1 3 4\nf 2 3 4\n',
    'not a picture.jpg': 'This is a text.',
    'no extension': lines.join('\n'),
  }
  for (const [name, text] of Object.entries(texts)) writeFileSync(at(name), text)
  writeFileSync(at('utf16.txt'), Buffer.from(`\ufeff${lines.join('\n')}`, 'utf16le'))
  writeFileSync(at('kit.zip'), storedZip(['a/one.txt', 'one'], ['a/b/two.txt', 'two']))
  writeFileSync(at('noise.bin'), Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)))
}

const ffmpeg = (file: string, args: string[]) =>
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args, file], { stdio: ['ignore', 'ignore', 'inherit'] })
