import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { imageFolders, writtenTo } from '#tests/support/image-files'
import { plane, psdOf } from '#tests/support/made-psd'
import { seeded } from '#tests/support/metadata-blocks'
import { readPsdThumbnail, writePsdAsTiff } from '~/platform/images/psd.server'
import { PsdError } from '~/platform/images/psd-error'
import { unpackBits } from '~/platform/images/psd-planes.server'

const folders = imageFolders()
const size = { width: 40, height: 30 }
const planes = [0, 1, 2, 3].map((channel) => plane(size, 1, (x, y) => (x * (channel + 1) + y) % 256))
const whole = psdOf({ ...size, planes, layers: -3, resources: [[1005, Buffer.alloc(16)]] })

async function outcome(bytes: Buffer) {
  const { file } = await writtenTo(folders.images, bytes, 'hostile.psd')
  await readPsdThumbnail(file).catch((error: unknown) => expect(error).toBeInstanceOf(PsdError))
  return writePsdAsTiff(file, path.join(folders.renditions, 'hostile.tif')).then(
    () => 'written',
    (error: unknown) => {
      expect(error).toBeInstanceOf(PsdError)
      return (error as PsdError).code
    },
  )
}

describe('a hostile PSD', () => {
  test('that is cut anywhere is refused as truncated', async () => {
    for (let length = 26; length < whole.length; length += 97)
      expect(await outcome(whole.subarray(0, length)), `${length} bytes`).toBe('truncated')
  })

  test.each<[string, number, number, string]>([
    ['more pixels than the limit', 14, 29_000, 'too_many_pixels'],
    ['a side of 0', 18, 0, 'unreadable'],
    ['a side of 4 billion', 18, 0xffff_ffff, 'unreadable'],
    ['a colour table of 4 GB', 26, 0xffff_ffff, 'truncated'],
    ['resources of 4 GB', 30, 0xffff_ffff, 'truncated'],
  ])('with %s is refused', async (_, at, value, code) => {
    const bytes = Buffer.from(whole)
    if (code === 'too_many_pixels') bytes.writeUInt32BE(29_000, 18)
    bytes.writeUInt32BE(value, at)
    const cpu = cpuClock()
    expect(await outcome(bytes)).toBe(code)
    expect(cpu()).toBeLessThan(1000)
  })

  test.each([
    ['32 bits', { depth: 32 }],
    ['several inks without mode', { mode: 7 }],
    ['an image compressed by ZIP', { compression: 3 }],
  ])('with %s is refused as unsupported', async (_, parts) => {
    expect(await outcome(psdOf({ ...size, planes, ...parts }))).toBe('unsupported')
  })

  test('with bytes changed at random places is written or refused by a typed error', async () => {
    const random = seeded(7)
    for (let round = 0; round < 300; round++) {
      const bytes = Buffer.from(whole)
      for (let change = 0; change < 3; change++)
        bytes[Math.floor(random() * (round % 2 ? 200 : bytes.length))] = Math.floor(random() * 256)
      await outcome(bytes)
    }
  })

  test('that claims 30,000 rows in a file of 1 kB costs less than 1 s of CPU', async () => {
    const bytes = Buffer.from(whole)
    bytes.writeUInt32BE(30_000, 14)
    const cpu = cpuClock()
    expect(await outcome(bytes)).toBe('truncated')
    expect(cpu()).toBeLessThan(1000)
  })
})

test.each([
  ['that is too short', [0, 1]],
  ['that is too long', [-7 & 255, 1]],
  ['whose literal bytes are cut', [3, 1, 2]],
  ['whose run has no byte', [-3 & 255]],
])('PackBits of a row %s are unreadable', (_, packed) => {
  expect(() => unpackBits(Buffer.from(packed), Buffer.alloc(4))).toThrow(PsdError)
})
