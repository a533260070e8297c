import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import exifr from 'exifr'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpus, hasCorpus, headOf, testFile } from '#tests/support/corpus'
import { sniff } from '~/platform/files/sniff.server'
import type { Credit } from '~/platform/images/credit'
import { readMetadata } from '~/platform/images/metadata.server'
import type { PresetName } from '~/platform/images/presets'
import { probe } from '~/platform/images/probe.server'
import { render } from '~/platform/images/renditions.server'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-renditions-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Renders a file and returns its renditions by preset. */
async function deliverablesOf(file: string, credit?: Credit) {
  const sniffed = await sniff(file, await headOf(file), path.basename(file))
  const made = await render(file, { sniffed, outDir: folder, credit })
  const form = (preset: PresetName) => made.rendered.find((each) => each.preset === preset)!
  return { ...made, sniffed, thumb: form('thumb'), small: form('small'), preview: form('preview'), web: form('web') }
}

async function fileOf(image: Sharp | Buffer | string, name: string): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, typeof image === 'string' || Buffer.isBuffer(image) ? image : await image.toBuffer())
  return file
}

/** Red, green and blue at a point given in shares of width and height. */
async function colourAt(file: string, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
  return [...data.subarray(at, at + 3)]
}

const plain = (width: number, height: number, background: string, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background } })
const near = (colour: number[], wanted: number[], by = 12) =>
  expect(
    Math.max(...colour.map((value, at) => Math.abs(value - wanted[at]!))),
    `${colour} is not ${wanted}`,
  ).toBeLessThanOrEqual(by)

describe('sizes and formats of renditions', () => {
  test.each<[string, () => Sharp, number[], string, number[][]]>([
    [
      'a large photograph',
      () => plain(4000, 3000, '#336699').jpeg(),
      [4000, 3000],
      'jpeg',
      [
        [480, 360],
        [960, 720],
        [1600, 1200],
        [2048, 1536],
      ],
    ],
    [
      'a small photograph is never enlarged',
      () => plain(300, 200, '#336699').jpeg(),
      [300, 200],
      'jpeg',
      [
        [300, 200],
        [300, 200],
        [300, 200],
        [300, 200],
      ],
    ],
    [
      'a narrow photograph',
      () => plain(10, 3000, '#336699').png(),
      [10, 3000],
      'jpeg',
      [
        [2, 480],
        [3, 960],
        [5, 1600],
        [7, 2048],
      ],
    ],
    [
      'an image of one pixel',
      () => plain(1, 1, '#336699').png(),
      [1, 1],
      'jpeg',
      [
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'a transparent image stays transparent',
      () => plain(50, 40, '#33669980', 4).png(),
      [50, 40],
      'png',
      [
        [50, 40],
        [50, 40],
        [50, 40],
        [50, 40],
      ],
    ],
    [
      'an image with an opaque alpha channel becomes a JPEG',
      () => plain(50, 40, '#336699', 4).png(),
      [50, 40],
      'jpeg',
      [
        [50, 40],
        [50, 40],
        [50, 40],
        [50, 40],
      ],
    ],
    [
      'a grey image',
      () => plain(50, 40, '#888').toColourspace('b-w').png(),
      [50, 40],
      'jpeg',
      [
        [50, 40],
        [50, 40],
        [50, 40],
        [50, 40],
      ],
    ],
  ])('%s', async (name, image, stated, webFormat, sizes) => {
    const file = await fileOf(image(), `${name}.bin`)
    const { thumb, small, preview, web, sniffed } = await deliverablesOf(file)
    const { width, height } = await probe(file, sniffed)
    expect([width, height]).toEqual(stated)
    expect([thumb, small, preview, web].map((form) => [form.width, form.height])).toEqual(sizes)
    expect(web.mediaType).toBe(`image/${webFormat}`)
    expect((await sharp(web.path).metadata()).format).toBe(webFormat)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('an image with EXIF orientation %i is rendered upright', async (orientation) => {
    // Red above blue, rotated as a camera would have stored it.
    const upright = await plain(40, 60, '#0000ff')
      .composite([{ input: await plain(40, 30, '#ff0000').png().toBuffer(), top: 0, left: 0 }])
      .png()
      .toBuffer()
    const turns: Record<number, (image: Sharp) => Sharp> = {
      ...{
        1: (i) => i,
        2: (i) => i.flop(),
        3: (i) => i.rotate(180),
        4: (i) => i.flip(),
        6: (i) => i.rotate(270),
        8: (i) => i.rotate(90),
      },
    }
    const turned = async () => {
      if (orientation === 5) return sharp(await sharp(upright).rotate(270).toBuffer()).flip()
      if (orientation === 7) return sharp(await sharp(upright).rotate(270).toBuffer()).flop()
      return turns[orientation]!(sharp(upright))
    }
    const file = await fileOf(
      (await turned()).jpeg({ quality: 95 }).withMetadata({ orientation }),
      `turned-${orientation}.jpg`,
    )
    const { rendered, sniffed } = await deliverablesOf(file)
    expect(await probe(file, sniffed)).toMatchObject({ width: 40, height: 60 })
    for (const form of rendered) {
      expect([form.width, form.height]).toEqual([40, 60])
      near(await colourAt(form.path, 0.5, 0.2), [254, 0, 0], 40)
      near(await colourAt(form.path, 0.5, 0.8), [0, 0, 254], 40)
      expect((await sharp(form.path).metadata()).orientation ?? 1).toBe(1)
    }
  })

  test('an animation is animated in its preview and a still image in the other renditions', async () => {
    const frames = await Promise.all(['#f00', '#0f0', '#00f'].map((colour) => plain(60, 40, colour).png().toBuffer()))
    const gif = sharp(frames, { join: { animated: true } }).gif({ delay: [100, 100, 100], loop: 0 })
    const { thumb, preview, web } = await deliverablesOf(await fileOf(gif, 'moving.gif'))
    expect([preview.mediaType, preview.width, preview.height]).toEqual(['image/webp', 60, 40])
    expect(await sharp(preview.path).metadata()).toMatchObject({ pages: 3, delay: [100, 100, 100], loop: 0 })
    expect((await sharp(thumb.path).metadata()).pages ?? 1).toBe(1)
    near(await colourAt(web.path, 0.5, 0.5), [254, 0, 0])
  })
})

describe('colours of renditions', () => {
  test('images of 16 bits and in grey become 8-bit sRGB of the same colours', async () => {
    const { web } = await deliverablesOf(
      await fileOf(plain(20, 20, '#c86432').toColourspace('rgb16').png(), 'deep.png'),
    )
    near(await colourAt(web.path, 0.5, 0.5), [200, 100, 50])
    const grey = await deliverablesOf(await fileOf(plain(20, 20, '#808080').toColourspace('grey16').png(), 'grey.png'))
    near(await colourAt(grey.preview.path, 0.5, 0.5), [128, 128, 128])
  })

  test('a Display P3 image is converted to sRGB', async () => {
    // Display P3 (0, 255, 0) lies outside sRGB; (200, 100, 50) of P3 is about (214, 94, 30) in sRGB.
    const wide = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#d65e1e' } })
      .withIccProfile('p3')
      .png()
      .toBuffer()
    near(await colourAt((await deliverablesOf(await fileOf(wide, 'wide.png'))).web.path, 0.5, 0.5), [214, 94, 30])
  })

  test('a CMYK image with a profile becomes sRGB', async () => {
    const cmyk = await plain(20, 20, '#c86432')
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer()
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk')
    const { rendered } = await deliverablesOf(await fileOf(cmyk, 'inks.jpg'))
    for (const form of rendered) {
      expect(await sharp(form.path).metadata()).toMatchObject({ space: 'srgb', channels: 3 })
      near(await colourAt(form.path, 0.5, 0.5), [200, 100, 50], 30)
    }
  })

  test('a CMYK image without a profile becomes sRGB close to the photograph it was made from', async () => {
    const printed = await deliverablesOf(testFile('inks.tif'))
    const photograph = await deliverablesOf(testFile('photo.jpg'))
    // A dark and a light point of the meadow.
    for (const [x, y] of [
      [0.1, 0.85],
      [0.8, 0.2],
    ] as const)
      near(await colourAt(printed.web.path, x, y), await colourAt(photograph.web.path, x, y), 40)
  })

  test.skipIf(!hasCorpus).each([
    ['print/fogra-0-100-100-0.tif', 0.5, 0.5, [226, 0, 26], 20],
    ['print/Flag_of_the_Netherlands-16bit.png', 0.5, 0.1, [174, 28, 40], 14],
  ])('the corpus file %s keeps its colour', async (name, x, y, wanted, by) => {
    near(await colourAt((await deliverablesOf(path.join(corpus, name))).web.path, x, y), wanted, by)
  })
})

describe('needsDarkBackdrop of an SVG', () => {
  const mark = (fill: string, ground = '') =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80" height="40">${ground}<circle cx="40" cy="20" r="15" fill="${fill}"/></svg>`
  test.each([
    ['is true for a white logo on transparency', mark('#ffffff'), true],
    ['is true for a pale logo on transparency', mark('#f4efe0'), true],
    ['is false for a black logo', mark('#111111'), false],
    ['is false for an orange logo', mark('#e0702a'), false],
    ['is false for a white logo on blue', mark('#ffffff', '<rect width="80" height="40" fill="#204060"/>'), false],
    ['is false for a white logo on white', mark('#ffffff', '<rect width="80" height="40" fill="#fff"/>'), false],
    ['is false for an empty drawing', mark('none'), false],
  ])('%s', async (name, svg, needsDarkBackdrop) => {
    expect((await deliverablesOf(await fileOf(svg, `${name}.svg`))).needsDarkBackdrop).toBe(needsDarkBackdrop)
  })
})

describe('renditions carry the credit and no other metadata', () => {
  const credit = { creator: 'Iñaki "I<3" Ibáñez', copyright: '© 2026 Mendialde & 日本', creditLine: 'Mendialde' }
  const exif = {
    IFD0: { Make: 'Canon', Artist: 'Somebody Else', ImageDescription: 'secret' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 19/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '1/1 59/1 0/1' },
  }

  test.each<[string, (image: Sharp) => Sharp]>([
    ['JPEG', (image) => image.jpeg()],
    ['PNG with transparency', (image) => image.ensureAlpha(0.5).png()],
    ['WebP', (image) => image.webp()],
  ])('%s', async (name, encode) => {
    const file = await fileOf(encode(plain(60, 40, '#336699')).withExif(exif), `${name}.bin`)
    const before = (await sharp(file).metadata()).exif!
    expect((await exifr.parse(before.subarray(before.indexOf('II*')), { gps: true })).latitude).toBeCloseTo(43.3, 1)
    for (const form of (await deliverablesOf(file, credit)).rendered) {
      const { exif: written, xmp } = await sharp(form.path).metadata()
      const tags = await exifr.parse(written!.subarray(written!.indexOf('II*')), { gps: true })
      expect(tags).toMatchObject({ Artist: 'Inaki "I<3" Ibanez', Copyright: '(C) 2026 Mendialde & ??' })
      expect(Object.keys(tags).filter((tag) => /gps|lat|long|make|description/i.test(tag))).toEqual([])
      expect(xmp!.toString()).toContain('<rdf:li>Iñaki &#34;I&#60;3&#34; Ibáñez</rdf:li>')
      expect(xmp!.toString()).toContain('>© 2026 Mendialde &#38; 日本</rdf:li>')
      expect(xmp!.toString()).toContain('<photoshop:Credit>Mendialde</photoshop:Credit>')
    }
    const { path: own } = (await deliverablesOf(file, credit)).web
    const said = { creator: credit.creator, copyrightNotice: credit.copyright, creditLine: 'Mendialde' }
    expect(await readMetadata(own, await sniff(own, await headOf(own), ''))).toMatchObject({
      ...said,
      hasLocation: false,
    })
  })

  test('the credit line is written as Artist when there is no creator, and nothing without either', async () => {
    const file = await fileOf(plain(6, 4, '#336699').withExif(exif).jpeg(), 'credit.jpg')
    const { web } = await deliverablesOf(file, { creditLine: 'Mendialde / A. E.' })
    expect((await exifr.parse(web.path)).Artist).toBe('Mendialde / A. E.')
    const { exif: left, xmp } = await sharp((await deliverablesOf(file)).web.path).metadata()
    expect([left, xmp]).toEqual([undefined, undefined])
  })
})
