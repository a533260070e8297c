import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fitted, type PresetSettings, settingsIssues } from '~/platform/images/preset-settings'
import { printProfile } from '~/platform/images/print-profile.server'
import { renderSized } from '~/platform/images/sized-picture.server'

const PNG: PresetSettings = {
  ...{ format: 'png', width: 200, height: 200, fit: 'inside', colourSpace: 'srgb' },
  ...{ quality: null, background: 'keep', dpi: null },
}

describe('sizes that a preset asks for', () => {
  const landscape = { width: 3000, height: 2000 }
  test.each([
    ['inside a box', { width: 600, height: 600, fit: 'inside' }, landscape, false, [600, 400]],
    ['inside a width', { width: 600, height: null, fit: 'inside' }, landscape, false, [600, 400]],
    ['inside a height', { width: null, height: 600, fit: 'inside' }, landscape, false, [900, 600]],
    ['of a small picture stay', { width: 6000, height: 6000, fit: 'inside' }, landscape, false, [3000, 2000]],
    ['of a small drawing grow', { width: 6000, height: 6000, fit: 'inside' }, landscape, true, [6000, 4000]],
    ['cover the box', { width: 1080, height: 1080, fit: 'cover' }, landscape, false, [1080, 1080]],
    [
      'cover a smaller box of the same shape',
      { width: 4000, height: 2000, fit: 'cover' },
      landscape,
      false,
      [3000, 1500],
    ],
    ['of a drawing cover the box', { width: 4000, height: 2000, fit: 'cover' }, landscape, true, [4000, 2000]],
    ['pad the box', { width: 4000, height: 4000, fit: 'pad' }, landscape, false, [4000, 4000]],
    ['have no side of no pixels', { width: 10, height: 10, fit: 'inside' }, { width: 9000, height: 1 }, false, [10, 1]],
  ] as const)('%s', (_, settings, natural, isDrawn, [width, height]) => {
    expect(fitted(settings, natural, isDrawn).result).toEqual({ width, height })
  })

  test('of a drawing with one side bounded stay within the limits', () => {
    const { result } = fitted({ width: 8000, height: null, fit: 'inside' }, { width: 10, height: 400 }, true)
    expect(result.height).toBeLessThanOrEqual(8192)
  })
})

describe('settings that contradict themselves', () => {
  test.each([
    ['no box', { width: null, height: null }, ['photo'], [['width', 'preset.no_box']]],
    ['a crop with one side', { height: null, fit: 'cover' }, ['photo'], [['height', 'preset.both_sides']]],
    ['too many pixels', { width: 8000, height: 8000 }, ['photo'], [['height', 'preset.too_many_pixels']]],
    ['PNG in CMYK', { colourSpace: 'cmyk', background: '#ffffff' }, ['photo'], [['colourSpace', 'preset.no_cmyk']]],
    ['a transparent JPEG', { format: 'jpeg' }, ['photo'], [['background', 'preset.no_transparency']]],
    [
      'a transparent TIFF in CMYK',
      { format: 'tiff', colourSpace: 'cmyk' },
      ['photo'],
      [['background', 'preset.cmyk_transparency']],
    ],
    ['a film of a photo', { format: 'webm' }, ['photo'], [['kinds', 'preset.kinds_film']]],
    ['a picture of a film', {}, ['video'], [['kinds', 'preset.kinds_picture']]],
    ['a picture of a page', {}, ['pdf', 'presentation'], []],
    ['text of a photo', { format: 'txt' }, ['photo', 'pdf'], [['kinds', 'preset.kinds_text']]],
    ['an SVG of a document', { format: 'svg' }, ['pdf'], [['kinds', 'preset.kinds_vector']]],
    ['nothing in a PDF without a box', { format: 'pdf', width: null, height: null }, ['vector'], []],
    ['a cropped film', { format: 'mp4', fit: 'cover' }, ['video'], [['fit', 'preset.film_fit']]],
    ['a film that is too large', { format: 'mp4', width: 8000 }, ['video'], [['width', 'preset.film_too_large']]],
    ['nothing', {}, ['photo', 'vector'], []],
  ] as const)('%s', (_, changed, kinds, expected) => {
    const issues = settingsIssues({ ...PNG, ...changed } as PresetSettings, kinds)
    expect(issues.map(({ field, code }) => [field, code])).toEqual(expected)
  })
})

describe('a picture made by a preset', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-sized-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const JPEG = { mediaType: 'image/jpeg', extension: 'jpg', kind: 'photo' } as const
  const SVG = { mediaType: 'image/svg+xml', extension: 'svg', kind: 'vector' } as const
  const written = async (name: string, bytes: Buffer | string) => {
    const file = path.join(folder, name)
    await writeFile(file, bytes)
    return file
  }
  const photo = async () =>
    written(
      'photo.jpg',
      await sharp({ create: { width: 600, height: 400, channels: 3, background: '#a04020' } })
        .withExif({ IFD3: { GPSLatitude: '43/1 16/1 0/1', GPSLatitudeRef: 'N' }, IFD0: { Model: 'Camera 7' } })
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer(),
    )
  const credit = { creator: 'Nerea Ibarra', copyright: '© Mendialde' }

  test('of a drawing is transparent and as large as asked for', async () => {
    const file = await written(
      'logo.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><circle cx="20" cy="10" r="8" fill="#c00"/></svg>',
    )
    const settings = { ...PNG, width: 2000, height: 2000 }
    const made = await renderSized(file, { sniffed: SVG, settings, outDir: folder, credit })
    const { width, height, hasAlpha, format } = await sharp(made.file).metadata()
    expect([width, height, hasAlpha, format]).toEqual([2000, 1000, true, 'png'])
    const corner = await sharp(made.file).extract({ left: 0, top: 0, width: 1, height: 1 }).raw().toBuffer()
    expect(corner.readUInt8(3)).toBe(0)
  })

  test.each(['jpeg', 'webp', 'avif', 'tiff', 'png'] as const)(
    'as %s is upright and keeps the credit, and neither place nor camera',
    async (format) => {
      const settings = { ...PNG, format, background: '#ffffff', quality: format === 'png' ? null : 80, dpi: 300 }
      const made = await renderSized(await photo(), { sniffed: JPEG, settings, outDir: folder, credit })
      const { width, height, xmp, exif, density } = await sharp(made.file).metadata()
      expect([width, height]).toEqual([133, 200])
      expect([made.width, made.height]).toEqual([133, 200])
      expect(xmp?.toString('utf8')).toContain('Nerea Ibarra')
      expect(`${exif?.toString('latin1')}`).not.toMatch(/Camera 7|GPS/)
      if (['jpeg', 'tiff', 'png'].includes(format)) expect(density).toBe(300)
      const plain = await sharp(made.file).removeAlpha().raw().toBuffer()
      expect(plain.readUInt8(0)).toBeGreaterThan(120)
    },
  )

  test('covers its box, and is padded to its box', async () => {
    const file = await photo()
    const square = { ...PNG, width: 100, height: 100 }
    for (const fit of ['cover', 'pad'] as const) {
      const made = await renderSized(file, { sniffed: JPEG, settings: { ...square, fit }, outDir: folder })
      const { width, height, hasAlpha } = await sharp(made.file).metadata()
      expect([width, height, hasAlpha]).toEqual([100, 100, fit === 'pad'])
    }
  })

  test.each(['jpeg', 'tiff'] as const)('as %s for print is CMYK with its profile and resolution', async (format) => {
    const profile = await printProfile()
    if (!profile) return
    const settings = { ...PNG, format, colourSpace: 'cmyk', background: '#ffffff', dpi: 300 } as const
    for (const channels of [1, 3] as const) {
      const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#808080' } })
        .toColourspace(channels === 1 ? 'b-w' : 'srgb')
        .jpeg()
        .toBuffer()
      const file = await written('print.jpg', bytes)
      const made = await renderSized(file, { sniffed: JPEG, settings, outDir: folder, credit, printProfile: profile })
      const { space, channels: inks, hasProfile, density, width } = await sharp(made.file).metadata()
      expect([space, inks, hasProfile, density, width]).toEqual(['cmyk', 4, true, 300, 200])
    }
  })
})
