import sharp from 'sharp'
import { expect, test } from 'vitest'
import { inSrgb } from '~/platform/images/in-srgb'

const COLOUR = [200, 100, 50]
const create = { width: 8, height: 8, channels: 3, background: '#c86432' } as const

test.each([
  ['8 bits without a profile', () => sharp({ create }).png()],
  ['16 bits without a profile', () => sharp({ create }).toColourspace('rgb16').png()],
  ['16 bits with the profile of sRGB', () => sharp({ create }).toColourspace('rgb16').withIccProfile('srgb').png()],
  ['16 bits with that of Display P3', () => sharp({ create }).toColourspace('rgb16').withIccProfile('p3').png()],
  ['8 bits with that of Display P3, as TIFF', () => sharp({ create }).withIccProfile('p3').tiff()],
])('a picture of %s keeps its colour in sRGB, without a profile', async (_, made) => {
  const file = await made().toBuffer()
  const { data } = await (await inSrgb(sharp(file))).raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  for (const [channel, level] of COLOUR.entries()) expect(Math.abs(data.readUInt8(channel) - level)).toBeLessThan(3)
  expect((await sharp(await (await inSrgb(sharp(file))).png().toBuffer()).metadata()).hasProfile).toBe(false)
})
