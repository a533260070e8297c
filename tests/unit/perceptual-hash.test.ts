import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { imageFolders } from '#tests/support/image-files'
import {
  ALIKE_WITHIN,
  bandsOf,
  distanceOf,
  neighboursOf,
  searchedBands,
  signed,
} from '~/domain/appearances/hamming-index'
import { perceptualHash } from '~/platform/images/perceptual-hash'
import { hashPictureFile } from '~/platform/images/perceptual-hash.server'
import { required } from '~/platform/required'

const folders = imageFolders()
const photos = path.join(import.meta.dirname, '../../db/seeds/demo/photos')
const logos = path.join(import.meta.dirname, '../../db/seeds/demo/logos')
let made = 0

async function hashOf(picture: Buffer, needsDarkBackdrop = false): Promise<bigint | undefined> {
  const file = path.join(folders.images, `hashed-${made++}.img`)
  await writeFile(file, picture)
  return hashPictureFile(file, { needsDarkBackdrop })
}

/** A drawing of 600 × 400 pixels on white. */
const drawn = (content: string) =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400">
    <rect width="600" height="400" fill="#fff"/>${content}</svg>`),
  )
    .png()
    .toBuffer()

describe('the hashes of changed copies of a photograph', () => {
  let original: Buffer
  let hash: bigint
  beforeAll(async () => {
    const photo = sharp(path.join(photos, 'picos-path.jpg')).resize(1600, 1067, { fit: 'fill' })
    original = await photo.jpeg({ quality: 90 }).toBuffer()
    hash = required(await hashOf(original), 'hash of a photograph')
  })

  test.each<[string, (picture: Sharp) => Promise<Sharp> | Sharp]>([
    ['half as large', (picture) => picture.resize(800)],
    ['the size of a thumbnail', (picture) => picture.resize(160)],
    ['of low quality', (picture) => picture.jpeg({ quality: 25 })],
    ['as PNG without colours', (picture) => picture.greyscale().png()],
    ['brighter', (picture) => picture.modulate({ brightness: 1.2 })],
    [
      'without one per cent at each edge',
      (picture) => picture.extract({ left: 16, top: 11, width: 1568, height: 1045 }),
    ],
    [
      'with a credit in the corner',
      (picture) =>
        picture.composite([
          {
            ...{ left: 1180, top: 1010 },
            input: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="420" height="57">
              <rect width="420" height="57" fill="#000" opacity="0.6"/>
              <text x="14" y="40" font-size="32" fill="#fff">© Visit Mendialde</text></svg>`),
          },
        ]),
    ],
  ])('%s differ in at most eight bits', async (_, change) => {
    const changed = await (await change(sharp(original))).toBuffer()
    expect(distanceOf(hash, required(await hashOf(changed), 'hash of the copy'))).toBeLessThanOrEqual(ALIKE_WITHIN)
  })
})

test('the hashes of all pictures of the demo brand differ in more bits than those of copies', async () => {
  const files = [photos, logos].flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (/\.(jpg|svg)$/.test(name) ? path.join(folder, name) : [])),
  )
  const hashes: bigint[] = []
  for (const file of files) {
    const shrunk = await sharp(file).resize({ width: 400 }).png().toBuffer()
    hashes.push(required(await hashOf(shrunk, /light|white/.test(file)), file))
  }
  const distances = hashes.flatMap((one, at) => hashes.slice(at + 1).map((other) => distanceOf(one, other)))
  expect(distances.length).toBeGreaterThan(100)
  expect(Math.min(...distances)).toBeGreaterThan(ALIKE_WITHIN + 6)
})

describe('a picture with too little detail has no hash', () => {
  test.each([
    ['white', ''],
    ['one colour', '<rect width="600" height="400" fill="#345678"/>'],
    ['two halves', '<rect width="300" height="400" fill="#000"/>'],
    [
      'a flag of three stripes',
      '<rect width="600" height="133" fill="#900"/><rect y="266" width="600" height="134" fill="#036"/>',
    ],
    [
      'a gradient',
      '<defs><linearGradient id="g" x2="1" y2="1"><stop offset="0"/><stop offset="1" stop-color="#fff"/></linearGradient></defs><rect width="600" height="400" fill="url(#g)"/>',
    ],
  ])('%s', async (_, content) => {
    expect(await hashOf(await drawn(content))).toBeUndefined()
  })

  test('noise of one level, as scanners add it', () => {
    expect(perceptualHash(Array.from({ length: 1024 }, (_, at) => 200 + ((at * 7919) % 3)))).toBeUndefined()
  })
})

test('a white and a black drawing of the same mark have the hash of what is seen on their backdrops', async () => {
  const mark = (colour: string) =>
    sharp(
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300">
      <path d="M20 280 L90 60 L150 200 L210 20 L280 280 Z" fill="${colour}"/><circle cx="60" cy="60" r="30" fill="${colour}"/></svg>`),
    )
      .png()
      .toBuffer()
  const black = required(await hashOf(await mark('#000')), 'hash of the black mark')
  const white = required(await hashOf(await mark('#fff'), true), 'hash of the white mark')
  expect(distanceOf(black, white)).toBeGreaterThan(50)
})

describe('the index of hashes', () => {
  test('has the four parts of a hash, highest bits first, and stores it as a signed number', () => {
    expect(bandsOf(0xfedc_ba98_7654_3210n)).toEqual([0xfedc, 0xba98, 0x7654, 0x3210])
    expect(signed(0xffff_ffff_ffff_ffffn)).toBe('-1')
    expect(signed(0x7fff_ffff_ffff_ffffn)).toBe('9223372036854775807')
  })

  test.each([
    [1, 17],
    [2, 137],
  ])('is asked for every value within %i bits of a part: %i values', (radius, count) => {
    const found = neighboursOf(0xa5a5, radius)
    expect(new Set(found).size).toBe(count)
    const within = Array.from({ length: 0x10000 }, (_, value) => value).filter(
      (value) => distanceOf(BigInt(value), 0xa5a5n) <= radius,
    )
    expect([...found].sort((a, b) => a - b)).toEqual(within)
  })

  test('finds every hash within eight bits: one of its parts is asked for', () => {
    let state = 1n
    const random = () => {
      state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n)
      return state ^ (state >> 29n)
    }
    for (let round = 0; round < 2000; round++) {
      const hash = BigInt.asUintN(64, random())
      let other = hash
      while (distanceOf(hash, other) < ALIKE_WITHIN) other ^= 1n << BigInt.asUintN(6, random())
      const asked = searchedBands(hash).map((values) => new Set(values))
      expect(bandsOf(other).some((value, band) => asked[band]?.has(value))).toBe(true)
    }
  })
})
