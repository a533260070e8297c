import { existsSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { imageFolders } from '#tests/support/image-files'
import { canvasOf, haveSameShape } from '~/platform/comparing/picture-canvas'
import { pixelDifference } from '~/platform/comparing/pixel-difference.server'

const folders = imageFolders()
let made = 0

/** A plain picture with a red square of `side` at its upper left. */
async function picture({ width = 100, height = 100, side = 0, alpha = 1, colour = { r: 40, g: 120, b: 90 } }) {
  const file = path.join(folders.images, `plain-${made++}.png`)
  const square = { create: { width: side, height: side, channels: 4 as const, background: '#ff0000' } }
  await sharp({ create: { width, height, channels: 4, background: { ...colour, alpha } } })
    .composite(side > 0 ? [{ input: square, top: 0, left: 0 }] : [])
    .png()
    .toFile(file)
  return file
}

async function differenceOf(older: string, newer: string) {
  const outFile = path.join(folders.images, `changed-${made++}.png`)
  return { ...(await pixelDifference(older, newer, outFile)), outFile }
}

describe('the difference of two pictures', () => {
  test('of equal pixels is 0, without a picture', async () => {
    const found = await differenceOf(await picture({}), await picture({}))
    expect(found).toMatchObject({ changed: 0, share: 0, width: 100, height: 100, isSameShape: true })
    expect(existsSync(found.outFile)).toBe(false)
  })

  test('is the share of pixels that differ, which are red in its picture and transparent elsewhere', async () => {
    const found = await differenceOf(await picture({}), await picture({ side: 20 }))
    expect(found).toMatchObject({ changed: 400, share: 0.04 })
    const { data } = await sharp(found.outFile).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => [...data.subarray((y * 100 + x) * 4, (y * 100 + x) * 4 + 4)]
    expect(at(5, 5)).toEqual([224, 0, 60, 255])
    expect(at(50, 50)[3]).toBe(0)
  })

  test('leaves out what compression changes', async () => {
    const slightly = await picture({ colour: { r: 44, g: 123, b: 87 } })
    expect(await differenceOf(await picture({}), slightly)).toMatchObject({ changed: 0 })
  })

  test('sees transparency, but no colour of what is transparent', async () => {
    const [clear, other] = [await picture({ alpha: 0 }), await picture({ alpha: 0, colour: { r: 200, g: 0, b: 0 } })]
    expect(await differenceOf(clear, other)).toMatchObject({ changed: 0 })
    expect(await differenceOf(clear, await picture({}))).toMatchObject({ share: 1 })
  })

  test('of one picture in two sizes is 0, at the pixels of the smaller', async () => {
    const found = await differenceOf(await picture({ width: 200, height: 200 }), await picture({}))
    expect(found).toMatchObject({ changed: 0, width: 100, height: 100, isSameShape: true })
  })

  test('of two shapes counts what one of them alone covers', async () => {
    const found = await differenceOf(
      await picture({ width: 100, height: 50 }),
      await picture({ width: 50, height: 100 }),
    )
    // Both are fitted into 50 × 50: one as 50 × 25, the other as 25 × 50.
    expect(found).toMatchObject({ width: 50, height: 50, isSameShape: false })
    expect(found.share).toBeCloseTo(0.5, 1)
  })

  test('of a damaged picture is an error', async () => {
    const broken = path.join(folders.images, 'broken.png')
    await sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).png().toFile(broken)
    await expect(differenceOf(broken, import.meta.filename)).rejects.toThrow()
  })
})

test.each([
  ['equal', [100, 80], [100, 80], [100, 80], true],
  ['one half as large', [200, 160], [100, 80], [100, 80], true],
  ['rounded', [1600, 1067], [800, 533], [800, 533], true],
  ['upright and lying', [200, 100], [100, 200], [100, 100], false],
] as const)('two pictures, %s, are laid over each other without enlarging one', (_, one, other, canvas, isSame) => {
  const size = ([width, height]: readonly [number, number]) => ({ width, height })
  expect(canvasOf(size(one), size(other))).toEqual(size(canvas))
  expect(haveSameShape(size(one), size(other))).toBe(isSame)
})
