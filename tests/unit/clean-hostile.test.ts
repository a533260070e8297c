import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { locatedExif, multiPicture, segment, withSegments } from '#tests/support/jpeg-parts'
import { writeCleanOriginal } from '~/platform/images/clean/clean-original.server'
import { CleanError } from '~/platform/images/clean/source'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-clean-hostile-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Returns a generator of pseudo-random numbers, the same in every run (Numerical Recipes, 7.1). */
function randomBy(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const XMP = '<x xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="1"><aux:Lens>50 mm</aux:Lens></x>'
const full = (encode: (image: Sharp) => Sharp) =>
  encode(sharp({ create: { width: 24, height: 16, channels: 3, background: '#369' } }))
    .withIccProfile('p3')
    .withExif({ IFD0: { Artist: 'A' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 19/1 0/1' } })
    .withXmp(XMP)
    .toBuffer()

const makers: [string, string, () => Promise<Buffer>][] = [
  [
    'JPEG',
    'image/jpeg',
    async () => {
      const jpeg = await full((image) => image.jpeg())
      return multiPicture(jpeg, withSegments(jpeg, segment(0xe1, locatedExif())))
    },
  ],
  ['PNG', 'image/png', () => full((image) => image.png())],
  ['WebP', 'image/webp', () => full((image) => image.webp())],
  ['TIFF', 'image/tiff', () => full((image) => image.tiff({ compression: 'none' }))],
  ['AVIF', 'image/avif', () => full((image) => image.avif({ effort: 0 }))],
]

test.each(makers)(
  'a %s with random bytes changed or truncated is cleaned or throws CleanError, in less than 3 s of CPU',
  async (name, mediaType, make) => {
    const whole = await make()
    const random = randomBy(name.length * 7919)
    const file = path.join(folder, name)
    let [written, refused] = [0, 0]
    for (let round = 0; round < 400; round++) {
      const bytes = Buffer.from(whole.subarray(0, round % 4 ? whole.length : random(whole.length)))
      for (let change = 0; change < 1 + (round % 5); change++)
        if (bytes.length) bytes[random(bytes.length)] = [0, 1, 0x7f, 0xff, random(256)][random(5)]!
      await writeFile(file, bytes)
      const cpu = cpuClock()
      await writeCleanOriginal(file, mediaType, `${file}.clean`).then(
        () => written++,
        (error: unknown) => {
          expect(error, `round ${round}`).toBeInstanceOf(CleanError)
          refused++
        },
      )
      expect(cpu(), `round ${round}`).toBeLessThan(3000)
    }
    expect(written).toBeGreaterThan(40)
    expect(refused).toBeGreaterThan(10)
  },
  120_000,
)
