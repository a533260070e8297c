import { describe, expect, test } from 'vitest'
import { damageTag } from '#tests/support/damaged-metadata'
import { imageFolders, writtenTo } from '#tests/support/image-files'
import { jpegWithThumbnail, noise } from '#tests/support/noise'
import { PRESETS } from '~/platform/images/presets'
import { probe } from '~/platform/images/probe.server'
import { render } from '~/platform/images/renditions.server'

// Encoders wait their turn on a busy machine.

const folders = imageFolders()
const written = (bytes: Buffer | string, name: string) => writtenTo(folders.images, bytes, name)

describe('images that the decoder rejects are accepted when they are complete', () => {
  test.each([
    ['a video', (jpeg: Buffer) => Buffer.concat([jpeg, Buffer.from('\0\0\0\x18ftypmp42'), Buffer.alloc(600_000, 7)])],
    ['600 kB of zeros', (jpeg: Buffer) => Buffer.concat([jpeg, Buffer.alloc(600_000)])],
    ['half of a second image', (jpeg: Buffer) => Buffer.concat([jpeg, jpeg, jpeg.subarray(0, 300_000)])],
  ])('a JPEG with %s behind its end is rendered', async (_, append) => {
    const { file, sniffed } = await written(append(await jpegWithThumbnail()), 'appended.jpg')
    expect(await probe(file, sniffed)).toEqual({ width: 800, height: 600, pageCount: 1, colourSpace: 'srgb' })
    expect((await render(file, { sniffed, outDir: folders.renditions })).rendered).toHaveLength(
      Object.keys(PRESETS).length,
    )
  })

  test.each([false, true])(
    'a JPEG of several megabytes with a video behind its end is accepted (progressive: %s)',
    async (progressive) => {
      const jpeg = await noise(2400, 1800).jpeg({ quality: 92, progressive }).toBuffer()
      expect(jpeg.length).toBeGreaterThan(2 * 1024 * 1024)
      const { file, sniffed } = await written(Buffer.concat([jpeg, Buffer.alloc(600_000, 7)]), 'motion.jpg')
      expect(await probe(file, sniffed)).toMatchObject({ width: 2400, height: 1800 })
      expect((await probe(file, sniffed)).refusal).toBeUndefined()
    },
  )

  test.each<[string, () => Promise<Buffer>, string]>([
    ['a TIFF with old-style JPEG compression', async () => tiffOf({ compression: 6 }), 'a.tif'],
    ['a TIFF of sensor data (CFA)', async () => tiffOf({ photometric: 32_803, samples: 1 }), 'a.tif'],
    ['a lossless JPEG', async () => jpegOf({ frame: 0xc3 }), 'a.jpg'],
    ['a JPEG with 12 bits per sample', async () => jpegOf({ bits: 12 }), 'a.jpg'],
    ['an AVIF image sequence', async () => heifOf('avis'), 'a.avif'],
    ['an AVIF with the brand miaf', async () => heifOf('miaf'), 'a.avif'],
    ['a HEIF with an unknown codec', async () => heifOf('mif1', 'vvc1'), 'a.heif'],
  ])('%s is accepted without preview, and refused when it is truncated', async (_, make, name) => {
    const bytes = await make()
    const whole = await written(bytes, name)
    const probed = await probe(whole.file, whole.sniffed)
    expect(probed.refusal).toBeUndefined()
    expect(probed.unpreviewable).toMatch(/^no_decoder_(other|heic)$/)
    if (name.endsWith('.jpg')) return
    const cut = await written(bytes.subarray(0, Math.floor(bytes.length * 0.6)), name)
    expect((await probe(cut.file, cut.sniffed)).refusal).toBe('truncated')
  })

  test('a HEIF with data behind its last box is not refused as truncated', async () => {
    const bytes = Buffer.concat([await heifOf('heic'), Buffer.from('\x7f\0\0\0SEFT and more', 'latin1')])
    const { file, sniffed } = await written(bytes, 'phone.heic')
    expect(await probe(file, sniffed)).not.toHaveProperty('refusal')
  })

  test('a TIFF that states more bytes than it has is accepted when all its pixels decode', async () => {
    const bytes = await noise(64, 64).tiff({ compression: 'lzw' }).toBuffer()
    const whole = damageTag(279, { offset: bytes.length * 2 })(bytes)
    const { file, sniffed } = await written(whole, 'counts.tif')
    expect((await probe(file, sniffed)).refusal).toBeUndefined()
  })

  /** A TIFF of one strip, with its directory before the image data. */
  function tiffOf({ compression = 1, photometric = 6, samples = 3 }): Buffer {
    const tags = [
      ...[
        [256, 64],
        [257, 64],
        [258, 8],
        [259, compression],
        [262, photometric],
        [273, 512],
        [277, samples],
      ],
      ...[
        [278, 64],
        [279, 64 * 64 * samples],
      ],
    ] as const
    const file = Buffer.alloc(512 + 64 * 64 * samples, 0x80)
    file.write('II*\0\x08\0\0\0', 'latin1')
    file.writeUInt16LE(tags.length, 8)
    tags.forEach(([tag, value], index) => {
      const at = 10 + index * 12
      file.writeUInt16LE(tag, at)
      file.writeUInt16LE(4, at + 2)
      file.writeUInt32LE(1, at + 4)
      file.writeUInt32LE(value, at + 8)
    })
    file.writeUInt32LE(0, 10 + tags.length * 12)
    return file
  }

  async function jpegOf({ frame = 0xc0, bits = 8 }): Promise<Buffer> {
    const jpeg = await noise(80, 60).jpeg().toBuffer()
    const at = jpeg.indexOf(Buffer.from([0xff, 0xc0]))
    jpeg[at + 1] = frame
    jpeg[at + 4] = bits
    return jpeg
  }

  async function heifOf(brand: string, coding = 'av01'): Promise<Buffer> {
    const avif = await noise(200, 150).avif({ effort: 0 }).toBuffer()
    avif.write(brand, 8, 'latin1')
    if (coding !== 'av01') avif.write(coding, avif.indexOf('av01'), 'latin1')
    return avif
  }
})
