import { readdir } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { corpus, corpusFiles } from '#tests/support/corpus'
import { imageFolders, writtenTo } from '#tests/support/image-files'
import { type MadePsd, plane, psdOf, unsigned } from '#tests/support/made-psd'
import { readPsd, readPsdThumbnail, writePsdAsTiff } from '~/platform/images/psd.server'

const folders = imageFolders()
const size = { width: 5, height: 3 }
let written = 0

async function converted(bytes: Buffer) {
  const { file } = await writtenTo(folders.images, bytes, `made-${written++}.psd`)
  const outFile = path.join(folders.renditions, `made-${written}.tif`)
  return { picture: await writePsdAsTiff(file, outFile), outFile }
}

/** Samples of the TIFF as stored, interleaved. */
async function samplesOf(outFile: string, depth: 'uchar' | 'ushort' = 'uchar') {
  const { data, info } = await sharp(outFile)
    .toColourspace(depth === 'uchar' ? 'srgb' : 'rgb16')
    .raw({ depth })
    .toBuffer({ resolveWithObject: true })
  const samples = depth === 'uchar' ? [...data] : [...new Uint16Array(data.buffer, data.byteOffset, data.length / 2)]
  return { samples, channels: info.channels }
}

const ramp = (offset: number) => (x: number, y: number) => offset + 10 * x + y
const interleaved = (planes: ((x: number, y: number) => number)[]) =>
  Array.from({ length: size.height }, (_, y) =>
    Array.from({ length: size.width }, (_, x) => planes.map((at) => at(x, y))),
  ).flat(2)

describe('merged image', () => {
  const rgb = [ramp(0), ramp(100), ramp(200)]
  test.each<[string, Partial<MadePsd>]>([
    ['uncompressed RGB of a PSD', { compression: 0 }],
    ['PackBits RGB of a PSD', {}],
    ['PackBits RGB of a PSB, with lengths of four bytes', { isLarge: true }],
    ['RGB with layers that are opaque', { layers: 4 }],
  ])('%s is written with the same samples', async (_, parts) => {
    const { picture, outFile } = await converted(
      psdOf({ ...size, planes: rgb.map((at) => plane(size, 1, at)), ...parts }),
    )
    expect(picture).toMatchObject({ ...size, channels: 3, colourSpace: 'rgb', depth: 8, layerCount: parts.layers })
    expect(await samplesOf(outFile)).toEqual({ samples: interleaved(rgb), channels: 3 })
  })

  test('RGB of 16 bits keeps all its bits', async () => {
    const deep = rgb.map((at) => (x: number, y: number) => at(x, y) * 200 + 7)
    const { outFile } = await converted(psdOf({ ...size, depth: 16, planes: deep.map((at) => plane(size, 2, at)) }))
    expect((await sharp(outFile).metadata()).depth).toBe('ushort')
    expect((await samplesOf(outFile, 'ushort')).samples).toEqual(interleaved(deep))
  })

  test('colours of a transparent image are separated from the white they are blended with', async () => {
    const planes = [
      [128 + 127 / 2, 127 / 2 + 64, 255],
      [255, 255, 255],
      [127, 127, 127],
      [128, 255, 0],
    ].map((row) => [Buffer.from(row)])
    const { picture, outFile } = await converted(psdOf({ width: 3, height: 1, layers: -2, planes }))
    expect(picture).toMatchObject({ hasAlpha: true, layerCount: 2 })
    const { samples, channels } = await samplesOf(outFile)
    expect(channels).toBe(4)
    expect(samples.slice(0, 4)).toEqual([128, 255, 0, 128])
    expect(samples.slice(4, 8)).toEqual([127, 255, 127, 255])
    expect(samples.slice(8)).toEqual([255, 255, 255, 0])
  })

  test('a further channel that is no transparency is left out', async () => {
    const planes = [...rgb, ramp(50)].map((at) => plane(size, 1, at))
    const { picture, outFile } = await converted(psdOf({ ...size, planes }))
    expect(picture).toMatchObject({ channels: 4, hasAlpha: false })
    expect((await samplesOf(outFile)).samples).toEqual(interleaved(rgb))
  })

  test('a bitmap is black where its bits are set', async () => {
    const { outFile } = await converted(
      psdOf({ width: 10, height: 1, mode: 0, depth: 1, planes: [[Buffer.from([0b1010_0000, 0b0100_0000])]] }),
    )
    const { data } = await sharp(outFile).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
    expect([...data]).toEqual([0, 255, 0, 255, 255, 255, 255, 255, 255, 0])
  })

  test('an indexed image gets the colours of its palette, and its transparent colour', async () => {
    const palette = Buffer.from(Array.from({ length: 768 }, (_, at) => (at % 256 === 9 ? 1 + Math.floor(at / 256) : 0)))
    const { outFile } = await converted(
      psdOf({
        ...{ width: 2, height: 1, mode: 2, palette, planes: [[Buffer.from([9, 7])]] },
        resources: [[1047, unsigned(7, 2)]],
      }),
    )
    expect(await samplesOf(outFile)).toEqual({ samples: [1, 2, 3, 255, 0, 0, 0, 0], channels: 4 })
  })

  test.each([8, 16])('Lab of %i bits has the colour that its numbers name', async (depth) => {
    // L* 53.24, a* 80.09, b* 67.20 is the red of sRGB (D65; some 1 % off under D50).
    const samples = depth === 8 ? [136, 208, 195] : [34_890, 53_271, 49_970]
    const planes = samples.map((value) => [unsigned(value, depth / 8)])
    const { outFile } = await converted(psdOf({ width: 1, height: 1, mode: 9, depth, planes }))
    const [red = 0, green = 0, blue = 0] = await sharp(outFile).resize(1, 1).toColourspace('srgb').raw().toBuffer()
    expect([red > 245, green < 20, blue < 20], `${red} ${green} ${blue}`).toEqual([true, true, true])
  })

  test.each([
    ['no ink', 255, [255, 255, 255]],
    ['black ink in full', 0, undefined],
  ])('CMYK is stored inverted: %s', async (_, black, colour) => {
    const planes = [255, 255, 255, black].map((value) => [Buffer.from([value])])
    const { picture, outFile } = await converted(psdOf({ width: 1, height: 1, mode: 4, planes }))
    expect(picture.colourSpace).toBe('cmyk')
    expect((await sharp(outFile).metadata()).space).toBe('cmyk')
    const pixel = [...(await sharp(outFile).withIccProfile('srgb').raw().toBuffer())]
    if (colour) expect(pixel).toEqual(colour)
    else expect(Math.max(...pixel)).toBeLessThan(80)
  })

  test('transparent CMYK is decoded with its alpha', async () => {
    const planes = [
      [255, 255],
      [255, 255],
      [255, 255],
      [0, 255],
      [255, 0],
    ].map((row) => [Buffer.from(row)])
    const { outFile } = await converted(psdOf({ width: 2, height: 1, mode: 4, layers: -1, planes }))
    const { data, info } = await sharp(outFile).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    expect(info.channels).toBe(4)
    expect([data[3], data[7]]).toEqual([255, 0])
    expect(data[0]).toBeLessThan(80)
  })

  test('resolution is kept in pixels per inch', async () => {
    const resolution = Buffer.concat([
      unsigned(300 * 65_536, 4),
      unsigned(1, 4),
      unsigned(150 * 65_536, 4),
      unsigned(1, 4),
    ])
    const planes = rgb.map((at) => plane(size, 1, at))
    const { picture, outFile } = await converted(psdOf({ ...size, planes, resources: [[1005, resolution]] }))
    expect(picture.resolution).toEqual({ x: 300, y: 150 })
    expect((await sharp(outFile).metadata()).density).toBe(300)
  })

  test('a profile of another colour space is left out', async () => {
    const planes = rgb.map((at) => plane(size, 1, at))
    const profile = Buffer.alloc(200)
    profile.write('CMYK', 16, 'latin1')
    profile.write('acsp', 36, 'latin1')
    const { picture } = await converted(psdOf({ ...size, planes, resources: [[1039, profile]] }))
    expect(picture.hasProfile).toBe(false)
  })

  test('a document saved without merged image is told, and its thumbnail is found', async () => {
    const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#08f' } })
      .jpeg()
      .toBuffer()
    const resources: [number, Buffer][] = [
      [1057, Buffer.from([0, 0, 0, 1, 0])],
      [1036, Buffer.concat([unsigned(1, 4), Buffer.alloc(24), jpeg])],
    ]
    const { file } = await writtenTo(
      folders.images,
      psdOf({ ...size, planes: rgb.map((at) => plane(size, 1, at)), resources }),
      'unmerged.psd',
    )
    await expect(readPsd(file)).rejects.toMatchObject({ code: 'no_merged_image' })
    expect(await readPsdThumbnail(file)).toEqual(jpeg)
  })
})

describe.skipIf(corpusFiles.length === 0)('PSD of the corpus', () => {
  const pixels = async (file: string, [width, height]: [number, number]) =>
    sharp(file).withIccProfile('srgb').removeAlpha().resize(width, height, { fit: 'fill' }).raw().toBuffer()
  const meanDifference = (one: Buffer, other: Buffer) =>
    one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length

  test.each(['BlueSquare.png', 'BlueSquare.tif'])('BlueSquare.psd has the colours of %s', async (name) => {
    const outFile = path.join(folders.renditions, 'blue.tif')
    expect(await writePsdAsTiff(path.join(corpus, 'xmp-matrix/BlueSquare.psd'), outFile)).toMatchObject({
      ...{ width: 360, height: 216, colourSpace: 'rgb', hasProfile: true, resolution: { x: 72, y: 72 } },
    })
    const other = path.join(corpus, 'xmp-matrix', name)
    const mean = meanDifference(await pixels(outFile, [180, 108]), await pixels(other, [180, 108]))
    expect(mean).toBeLessThan(1)
  })

  test('CMYK with alpha and spot channels becomes a CMYK TIFF with its profile', async () => {
    const outFile = path.join(folders.renditions, 'cmyk.tif')
    const picture = await writePsdAsTiff(path.join(corpus, 'layered/cmyk-alpha-spot.psd'), outFile)
    expect(picture).toMatchObject({ width: 3300, height: 5100, channels: 6, colourSpace: 'cmyk', hasAlpha: false })
    const read = await sharp(outFile).metadata()
    expect(read).toMatchObject({ space: 'cmyk', channels: 4, hasProfile: true, density: 300 })
  })

  test('a PSB has its picture and the number of its layers', async () => {
    const outFile = path.join(folders.renditions, 'psb.tif')
    const picture = await writePsdAsTiff(path.join(corpus, 'layered/masks.psb'), outFile)
    expect(picture).toMatchObject({ width: 640, height: 1394, layerCount: 25, hasProfile: true })
    expect((await sharp(outFile).stats()).channels[0]?.stdev).toBeGreaterThan(10)
    expect((await sharp(await readPsdThumbnail(path.join(corpus, 'layered/masks.psb'))).metadata()).height).toBe(159)
  })
})

test('a failed conversion leaves no file', async () => {
  const bytes = psdOf({ ...size, planes: [ramp(0), ramp(9), ramp(90)].map((at) => plane(size, 1, at)) })
  bytes.fill(0x7f, bytes.length - 12)
  await expect(converted(bytes)).rejects.toMatchObject({ code: 'unreadable' })
  expect(await readdir(folders.renditions)).not.toContain(`made-${written}.tif`)
})
