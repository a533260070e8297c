import { execFileSync, spawnSync } from 'node:child_process'
import { readFile as readBytes, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { corpus, corpusFiles, testFile } from '#tests/support/corpus'
import {
  embed,
  extended,
  fresh,
  inFolder,
  made,
  pdfOf,
  pdfWithStreams,
  TEXTS,
  TYPES,
  typeOf,
} from '#tests/support/embedding-files'
import { hasExiftool, tagsOf } from '#tests/support/exiftool'
import { jpegWith, packet, seeded, xmpSegment } from '#tests/support/metadata-blocks'
import { EmbedError } from '~/platform/embedding/embed-error'
import { embedInMovie } from '~/platform/embedding/movie'
import { isEmbeddable, writeMetadata } from '~/platform/embedding/write-metadata.server'
import { readFile } from '~/platform/images/metadata.server'

const files = inFolder()

describe('files that cannot be written', () => {
  const refused = async (file: string, type = typeOf(file)) =>
    writeMetadata({ localPath: file, mediaType: type, outFile: fresh('out') }, TEXTS).then(
      () => 'written',
      (error: unknown) => (error instanceof EmbedError ? error.code : String(error)),
    )

  test('a format without a place for texts is unsupported', async () => {
    expect(isEmbeddable('image/svg+xml')).toBe(false)
    expect(await refused(testFile('mark.svg'), 'image/svg+xml')).toBe('unsupported')
  })

  test.each(['jpg', 'png', 'webp', 'tif'] as const)('%s that is another format is damaged', async (extension) => {
    expect(await refused(testFile('tone.mp3'), TYPES[extension])).toBe('damaged')
  })

  test('a refused file leaves none behind', async () => {
    const out = fresh('out')
    await expect(
      writeMetadata({ localPath: testFile('tone.mp3'), mediaType: 'image/jpeg', outFile: out }, TEXTS),
    ).rejects.toThrow(EmbedError)
    await expect(stat(out)).rejects.toThrow(/ENOENT/)
  })

  test.skipIf(corpusFiles.length === 0)('an encrypted document is refused as such', async () => {
    expect(await refused(path.join(corpus, 'docs/testPDF_protected.pdf'))).toBe('encrypted')
  })

  test('a signed document is refused as such', async () => {
    const file = fresh('pdf')
    await writeFile(
      file,
      pdfOf(['<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[]>>>>', '<</Type/Pages/Kids[]/Count 0>>']),
    )
    expect(await refused(file)).toBe('signed')
  })

  test('files with random damage are written or refused, and never anything else', async () => {
    const random = seeded(11)
    const files = [
      ...(await Promise.all((['jpg', 'png', 'webp', 'tif'] as const).map(made))),
      testFile('film.mp4'),
      testFile('leaflet.pdf'),
    ]
    const outcomes = new Set<string>()
    for (const file of files) {
      const bytes = await readBytes(file)
      for (let round = 0; round < 60; round++) {
        const damaged = Buffer.from(round % 3 ? bytes : bytes.subarray(0, Math.floor(random() * bytes.length)))
        // Damage is most telling in heads and tails, where the structure is.
        for (let hit = 0; hit < 8 && damaged.length > 0; hit++) {
          const near = Math.floor(random() * Math.min(600, damaged.length))
          damaged[round % 2 ? near : damaged.length - 1 - near] = Math.floor(random() * 256)
        }
        const broken = fresh(path.extname(file).slice(1))
        await writeFile(broken, damaged)
        outcomes.add(await refused(broken))
        await rm(broken)
      }
    }
    expect(
      [...outcomes].filter(
        (outcome) => !['written', 'damaged', 'too_large', 'unsupported', 'encrypted', 'signed'].includes(outcome),
      ),
    ).toEqual([])
  }, 120_000)
})

describe('containers', () => {
  test('the same file and texts give the same bytes', async () => {
    const file = await made('jpg')
    const [one, two] = [await embed(file), await embed(file)]
    expect((await readBytes(one)).equals(await readBytes(two))).toBe(true)
  })

  test('XMP beyond a segment goes to an extended packet, and back when it fits', async () => {
    const file = fresh('jpg')
    const others = Array.from(
      { length: 3000 },
      (_, at) => `<photoshop:Own${at}>value number ${at} of many</photoshop:Own${at}>`,
    )
    await writeFile(file, await jpegWith(xmpSegment(packet('<photoshop:City>x</photoshop:City>'))))
    const long = fresh('jpg')
    await writeFile(long, await jpegWith(...extended(packet(others.join('')))))
    const out = await embed(long)
    const { metadata, tags } = await readFile(out, { extension: 'jpg' })
    expect(metadata.creditLine).toBe(TEXTS.creditLine)
    expect(tags.tags.some(({ name }) => name === 'XMP-photoshop:Own0')).toBe(true)
    if (hasExiftool)
      expect(tagsOf(files.path(), [out]).get(out)).toMatchObject({
        'XMP-photoshop:Own2999': 'value number 2999 of many',
      })
  })

  test('a film of 5 GB is planned by reading some bytes of it, and its media data stay where they are', async () => {
    const box = (type: string, size: number) => {
      const head = Buffer.alloc(16)
      head.writeUInt32BE(1)
      head.write(type, 4, 'latin1')
      head.writeBigUInt64BE(BigInt(size), 8)
      return head
    }
    const size = 5_000_000_032
    let read = 0
    const source = {
      size,
      read: async (at: number, length: number) => {
        read += length
        const bytes = Buffer.alloc(length)
        if (at === 0) box('mdat', 5_000_000_016).copy(bytes)
        if (at === 5_000_000_016) box('moov', 16).copy(bytes)
        return bytes
      },
    }
    const edits = await embedInMovie(source, TEXTS)
    expect(edits.map(({ at, length }) => [at, length])).toEqual([[size, 0]])
    expect(read).toBeLessThan(1024)
  })

  test('a document whose catalogue is in an object stream gets a section of the same kind', async () => {
    const file = fresh('pdf')
    await writeFile(file, pdfWithStreams())
    const out = await embed(file)
    const text = (await readBytes(out)).toString('latin1')
    expect(text).toMatch(/\/Type \/XRef/)
    if (spawnSync('pdfinfo', ['-v']).error === undefined)
      expect(execFileSync('pdfinfo', [out]).toString()).toMatch(/Title:\s+Leuchtturm/)
    if (hasExiftool)
      expect(tagsOf(files.path(), [out]).get(out)).toMatchObject({
        'XMP-dc:Title': TEXTS.title,
        'PDF:Title': TEXTS.title,
      })
    expect(await embed(out, { language: 'en', title: 'Second' })).toBeTruthy()
  })
})
