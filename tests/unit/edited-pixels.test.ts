import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { boxOfRatio, coverBox, editedRegion, editedSize, NAMED_CROPS } from '~/platform/images/edit-geometry'
import { editHash, focalHash } from '~/platform/images/edit-hash.server'
import { type EditRecipe, focalPointOfResult, inFrame, normalised, UNEDITED } from '~/platform/images/edit-recipe'
import { editedPixels, levelsTable } from '~/platform/images/edited-pixels.server'
import '~/platform/images/picture-input.server'

const RED = [255, 0, 0]
const GREEN = [0, 255, 0]
const BLUE = [0, 0, 255]
const WHITE = [255, 255, 255]

/** A picture of four quarters: red and green above blue and white. */
function quarters(width = 400, height = 200) {
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const colour = [RED, GREEN, BLUE, WHITE][(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? []
      data.set(colour, (y * width + x) * 3)
    }
  return sharp(data, { raw: { width, height, channels: 3 } })
}

const png = () => quarters().png().toBuffer()
const recipe = (changed: Partial<EditRecipe>): EditRecipe => ({ ...UNEDITED, ...changed })

/** The size and the colours near the corners: top left, top right, bottom left, bottom right. */
async function corners(input: Buffer, changed: Partial<EditRecipe>, most = 2048) {
  const pixels = await editedPixels({ ...{ input, isDrawn: false, edit: recipe(changed) }, wanted: within(most) })
  const { data, width, height, channels } = pixels
  const at = (x: number, y: number) => [...data.subarray((y * width + x) * channels, (y * width + x) * channels + 3)]
  const [right, bottom] = [width - 4, height - 4]
  return { size: [width, height], channels, colours: [at(3, 3), at(right, 3), at(3, bottom), at(right, bottom)], data }
}

const within =
  (most: number) =>
  ({ width, height }: { width: number; height: number }) => {
    const scale = Math.min(1, most / Math.max(width, height))
    return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  }

const crop = (left: number, top: number, width: number, height: number) => ({ crop: { left, top, width, height } })
const near = (colours: number[][], wanted: number[][]) =>
  colours.every((colour, corner) => colour.every((value, at) => Math.abs(value - (wanted[corner]?.[at] ?? -1)) < 40))

describe('an edited picture', () => {
  test.each<[string, Partial<EditRecipe>, number[], number[][]]>([
    ['cropped to its right half', crop(0.5, 0, 0.5, 1), [200, 200], [GREEN, GREEN, WHITE, WHITE]],
    ['cropped to its lower left quarter', crop(0, 0.5, 0.5, 0.5), [200, 100], [BLUE, BLUE, BLUE, BLUE]],
    ['turned once clockwise', { turns: 1 }, [200, 400], [BLUE, RED, WHITE, GREEN]],
    ['turned twice', { turns: 2 }, [400, 200], [WHITE, BLUE, GREEN, RED]],
    ['turned three times', { turns: 3 }, [200, 400], [GREEN, WHITE, RED, BLUE]],
    ['turned once and cropped above', { turns: 1, ...crop(0, 0, 1, 0.5) }, [200, 200], [BLUE, RED, BLUE, RED]],
    [
      'turned three times and cropped at the right',
      { turns: 3, ...crop(0.5, 0, 0.5, 1) },
      [100, 400],
      [WHITE, WHITE, BLUE, BLUE],
    ],
    [
      'turned twice and cropped to a quarter',
      { turns: 2, ...crop(0.5, 0, 0.5, 0.5) },
      [200, 100],
      [BLUE, BLUE, BLUE, BLUE],
    ],
    ['of one pixel where less would be left', crop(0.999, 0.999, 0.001, 0.001), [1, 1], []],
  ])('is %s', async (_, changed, size, colours) => {
    const edited = await corners(await png(), changed)
    expect(edited.size).toEqual(size)
    expect(edited.channels).toBe(3)
    if (colours.length > 0) expect(near(edited.colours, colours), JSON.stringify(edited.colours)).toBe(true)
  })

  test('is made upright before it is turned and cropped', async () => {
    const sideways = await quarters().withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer()
    const edited = await corners(sideways, crop(0.5, 0, 0.5, 1))
    expect(edited.size).toEqual([100, 400])
    expect(near(edited.colours, [RED, RED, GREEN, GREEN])).toBe(true)
    const back = await corners(sideways, { turns: 3 })
    expect(back.size).toEqual([400, 200])
    expect(near(back.colours, [RED, GREEN, BLUE, WHITE])).toBe(true)
  })

  test.each([-45, -12.5, -0.4, 0.3, 7, 30, 45])(
    'straightened by %d degrees has no blank corner',
    async (straighten) => {
      const white = await sharp({ create: { width: 611, height: 407, channels: 3, background: '#ffffff' } })
        .png()
        .toBuffer()
      for (const changed of [{}, crop(0, 0, 0.4, 0.3), crop(0.6, 0.7, 0.4, 0.3), { turns: 1 as const }]) {
        const { data, channels, size } = await corners(white, { straighten, ...changed })
        expect(data.reduce((least, value) => Math.min(least, value), 255)).toBeGreaterThan(250)
        expect(channels).toBe(3)
        const frame = editedSize(recipe({ straighten, ...changed }), { width: 611, height: 407 })
        expect(size).toEqual([frame.width, frame.height])
      }
    },
  )

  test('is straightened clockwise, around its centre', async () => {
    const data = Buffer.alloc(300 * 300, 255)
    for (let x = 0; x < 300; x++) data.fill(0, 150 * 300 + x, 150 * 300 + x + 1)
    const line = await sharp(data, { raw: { width: 300, height: 300, channels: 1 } })
      .png()
      .toBuffer()
    const { size, data: pixels, channels } = await corners(line, { straighten: 20 })
    const [width = 0, height = 0] = size
    const darkestRow = (x: number) => {
      const column = Array.from({ length: height }, (_, y) => pixels[(y * width + x) * channels] ?? 255)
      return column.indexOf(Math.min(...column))
    }
    expect(Math.abs(darkestRow(Math.round(width / 2)) - height / 2)).toBeLessThan(3)
    const slope = (darkestRow(width - 10) - darkestRow(10)) / (width - 20)
    expect(slope).toBeCloseTo(Math.tan((20 * Math.PI) / 180), 1)
  })

  test('straightened on transparency has no dark edge', async () => {
    const dot = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect x="50" y="50" width="100" height="100" fill="#ff0"/></svg>',
    )
    const logo = await sharp(dot).png().toBuffer()
    const { data, channels } = await corners(logo, { straighten: 13 })
    expect(channels).toBe(4)
    for (let at = 0; at < data.length; at += 4)
      if ((data[at + 3] ?? 0) > 40) expect(Math.min(data[at] ?? 0, data[at + 1] ?? 0)).toBeGreaterThan(235)
  })

  test('has the tones of its levels, and its transparency', async () => {
    const grey = await sharp({
      create: { width: 8, height: 8, channels: 4, background: { r: 100, g: 150, b: 20, alpha: 0.5 } },
    })
      .png()
      .toBuffer()
    const edited = await corners(grey, { levels: { black: 50, white: 150, gamma: 1 } })
    expect([...edited.data.subarray(0, 4)]).toEqual([128, 255, 0, 128])
    const table = levelsTable({ black: 0, white: 255, gamma: 2 })
    expect([table[0], table[64], table[255]]).toEqual([0, 128, 255])
  })

  test('is smaller where less is wanted, and never larger', async () => {
    expect((await corners(await png(), crop(0, 0, 0.5, 0.5), 50)).size).toEqual([50, 25])
    expect((await corners(await png(), { straighten: 5 }, 50)).size).toEqual([50, 25])
  })

  test.each([
    [
      'a drawing',
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20" fill="#f00"/><rect x="20" width="20" height="20" fill="#00f"/></svg>',
      ),
      true,
    ],
  ])('of %s is drawn at the size wanted', async (_, input, isDrawn) => {
    const edit = recipe(crop(0.5, 0, 0.5, 1))
    const pixels = await editedPixels({ input, isDrawn, edit, wanted: () => ({ width: 500, height: 500 }) })
    expect([pixels.width, pixels.height, ...pixels.data.subarray(0, 3)]).toEqual([500, 500, 0, 0, 255])
  })

  test.each([
    ['CMYK', (image: Sharp) => image.toColourspace('cmyk').tiff()],
    ['16 bits a channel', (image: Sharp) => image.toColourspace('rgb16').tiff()],
    ['an animation', (image: Sharp) => image.gif()],
  ])('of %s comes in sRGB with eight bits', async (_, encoded) => {
    const input = await encoded(quarters()).toBuffer()
    const edited = await corners(input, { ...crop(0.5, 0, 0.5, 1), levels: { black: 1, white: 254, gamma: 1 } })
    expect(edited.size).toEqual([200, 200])
    expect(edited.colours[2]?.every((value) => value > 200)).toBe(true)
  })
})

describe('a recipe', () => {
  test('is the same for equal edits, whatever parts that do nothing it has', () => {
    const nothing = recipe({ ...crop(0, 0, 1, 1), levels: { black: 0, white: 255, gamma: 1 }, straighten: -0 })
    expect(normalised(nothing)).toEqual(UNEDITED)
    expect(editHash(normalised(nothing))).toBe('')
    const outside = normalised(recipe(crop(0.5, 0.9, 0.8, 0.2))).crop
    expect(outside).toEqual({ left: 0.5, top: 0.9, width: 0.5, height: 0.1 })
  })

  test('with another focal point gives the same pixels, and other crops', () => {
    const [one, two] = [recipe({ focalPoint: { x: 0.1, y: 0.2 } }), recipe({ focalPoint: { x: 0.3, y: 0.2 } })]
    expect(editHash(one)).toBe(editHash(two))
    expect(focalHash(one)).not.toBe(focalHash(two))
  })

  test('tells its focal point in the edited picture, on its edge when it was cropped away', () => {
    const cropped = recipe({ ...crop(0.5, 0, 0.5, 0.5), focalPoint: { x: 0.75, y: 0.75 } })
    expect(focalPointOfResult(cropped)).toEqual({ x: 0.5, y: 1 })
    expect(inFrame({ x: 0.5, y: 1 }, cropped.crop)).toEqual({ x: 0.75, y: 0.5 })
  })

  test.each([0, 3, 17.5, 45, -45])('straightened by %d degrees needs pixels of the picture alone', (straighten) => {
    for (const turns of [0, 1, 2, 3] as const)
      for (const part of [{}, crop(0, 0, 0.01, 0.01), crop(0.9, 0.95, 0.1, 0.05)]) {
        const region = editedRegion(recipe({ turns, straighten, ...part }), { width: 1001, height: 333 })
        expect(Math.min(region.left, region.top, region.width - 1, region.height - 1)).toBeGreaterThanOrEqual(0)
        expect(region.left + region.width).toBeLessThanOrEqual(1001)
        expect(region.top + region.height).toBeLessThanOrEqual(333)
      }
  })
})

describe('a named crop', () => {
  test('is the largest of its shape with the focal point as near to the centre as the sides allow', () => {
    const picture = { width: 400, height: 200 }
    expect(coverBox(picture, { width: 200, height: 200 }, { x: 0.5, y: 0.5 })).toMatchObject({ left: 100, top: 0 })
    expect(coverBox(picture, { width: 200, height: 200 }, { x: 0.3, y: 0 })).toMatchObject({ left: 20, top: 0 })
    expect(coverBox(picture, { width: 200, height: 200 }, { x: 1, y: 1 })).toMatchObject({ left: 200, width: 200 })
  })

  test('fits within the sides that are bounded', () => {
    expect(boxOfRatio(NAMED_CROPS['4:5'], 1080, undefined)).toEqual({ width: 1080, height: 1350 })
    expect(boxOfRatio(NAMED_CROPS['16:9'], undefined, 1080)).toEqual({ width: 1920, height: 1080 })
    expect(boxOfRatio(1, 1200, 800)).toEqual({ width: 800, height: 800 })
  })
})
