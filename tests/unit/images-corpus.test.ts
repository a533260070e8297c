import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpusFiles, hasCorpus, headOf, realFiles } from '#tests/support/corpus'
import { KINDS, type Kind } from '~/platform/files/kinds'
import { refusalBySniff, sniff } from '~/platform/files/sniff.server'
import { readMetadata } from '~/platform/images/metadata.server'
import { PRESETS } from '~/platform/images/presets'
import { isDecoded, probe } from '~/platform/images/probe.server'
import { render } from '~/platform/images/renditions.server'

/** Kinds by folder or, where a folder is mixed, by ending. */
const EXPECTED: [pattern: RegExp, kind: Kind][] = [
  [/\.(ai|eps|svg)$/, 'vector'],
  [/\.(psd|psb)$/, 'layered'],
  [/\.pdf$/, 'pdf'],
  [/\.(indd|docx|epub)$/, 'document'],
  [/\.(pptx|odp|key)$/, 'presentation'],
  [/\.xlsx$/, 'spreadsheet'],
  [/^3d\//, 'model'],
  [/^audio\/|\.(mp3|wav)$/, 'audio'],
  [/^video\/|\.(mov|mp4)$/, 'video'],
  [/^fonts\//, 'font'],
  // A JPEG that an editor saved over the name of the raw photograph.
  [/^raw\/Issue 247-1\.nef$/, 'photo'],
  [/^raw\//, 'raw'],
  [/\.(md|xlf)$/, 'text'],
  [/\.(csv|xmp|json|ics)$/, 'data'],
  [/\.zip$/, 'archive'],
  [/./, 'photo'],
]

const REFUSED: Record<string, string> = {
  'files/cut.jpg': 'truncated',
  'hostile/65536-uint32-limit.png': 'too_many_pixels',
  'hostile/corrupt-header.jpg': 'unreadable',
  'hostile/truncated.jpg': 'truncated',
  'hostile/truncated.png': 'truncated',
}

/** Files without a picture; others that our decoder does not read are tried with their converters in `converters.test.ts`. */
const NOT_SHOWN: [pattern: RegExp, reason: string][] = [
  [/\.(md|csv|xlf|xmp|json|ics)$/, 'no_decoder_text'],
  [/\.zip$/, 'no_decoder_archive'],
  // A drawing that leaves an element open.
  [/XMP\.svg$/, 'no_decoder_other'],
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-corpus-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('files of the corpus are sniffed, read and rendered, or have a stated reason for no preview', () => {
  test.skipIf(!hasCorpus)('the corpus has more than 100 files', () => expect(corpusFiles.length).toBeGreaterThan(100))

  test.each(realFiles)('$name', async ({ name, localPath: file }) => {
    const sniffed = await sniff(file, await headOf(file), path.basename(name))
    expect(KINDS).toContain(sniffed.kind)
    expect(sniffed.kind).toBe(EXPECTED.find(([pattern]) => pattern.test(name))![1])
    expect(sniffed.mediaType).toMatch(/^[a-z]+\/[\w.+-]+$/)
    expect(sniffed.extension).toMatch(/^[a-z0-9]{2,5}$/)
    expect(refusalBySniff(sniffed, path.basename(name))).toBeUndefined()

    const metadata = await readMetadata(file, sniffed)
    expect(JSON.stringify(metadata)).not.toMatch(/\\u00|&amp;/)

    const probed = await probe(file, sniffed)
    expect(probed.refusal).toBe(REFUSED[name])
    expect(probed.unpreviewable).toBe(NOT_SHOWN.find(([pattern]) => pattern.test(name))?.[1])
    if (probed.refusal || probed.unpreviewable || !isDecoded(sniffed)) return

    const { rendered, thumbhash } = await render(file, { sniffed, outDir: folder, credit: { creator: 'A. Maker' } })
    expect(rendered.map(({ preset }) => preset)).toEqual(Object.keys(PRESETS))
    expect(Buffer.from(thumbhash, 'base64').length).toBeGreaterThanOrEqual(5)
    for (const form of rendered) {
      const made = await sharp(form.path).metadata()
      expect(`image/${made.format}`).toBe(form.mediaType)
      expect([made.width, made.pageHeight ?? made.height]).toEqual([form.width, form.height])
      expect(Math.max(form.width, form.height)).toBeLessThanOrEqual(PRESETS[form.preset].side)
      if (sniffed.kind !== 'vector') expect(form.width).toBeLessThanOrEqual(probed.width!)
      expect(form.width / form.height).toBeCloseTo(probed.width! / probed.height!, 1)
      expect(made).toMatchObject({ space: 'srgb', depth: 'uchar' })
      expect([made.icc, made.iptc]).toEqual([undefined, undefined])
      // The credit given above, and nothing of the file's own.
      expect(made.xmp!.length).toBeLessThan(600)
      const tags = await exifr.parse(form.path, { gps: true, xmp: true, iptc: true, makerNote: true }).catch(() => ({}))
      expect(Object.keys(tags ?? {}).filter((tag) => /gps|latitude|longitude|serial|owner/i.test(tag))).toEqual([])
    }
  })
})
