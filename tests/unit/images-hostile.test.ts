import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sniffed, sniff } from '~/platform/files/sniff.server'
import { ImageError } from '~/platform/images/image-error'
import { probe } from '~/platform/images/probe.server'
import { render } from '~/platform/images/renditions.server'

let folder: string
let outDir: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-hostile-'))
  outDir = await mkdtemp(path.join(os.tmpdir(), 'vitrine-hostile-out-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await rm(outDir, { recursive: true })
})

async function written(bytes: Buffer | string, name: string) {
  const file = path.join(folder, name)
  await writeFile(file, bytes)
  return { file, sniffed: await sniff(file, Buffer.from(bytes).subarray(0, 65_536), name) }
}

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })

/** A JPEG of some 400 kB that carries a whole small JPEG in its header, as those of cameras do. */
async function jpegWithThumbnail(): Promise<Buffer> {
  const [thumbnail, jpeg] = await Promise.all([
    noise(40, 30).jpeg().toBuffer(),
    noise(800, 600).jpeg({ quality: 95 }).toBuffer(),
  ])
  const head = Buffer.from([0xff, 0xe5, 0, 0])
  head.writeUInt16BE(thumbnail.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, thumbnail, jpeg.subarray(2)])
}

describe('cut files are refused', () => {
  test('a whole JPEG with a thumbnail passes', async () => {
    const { file, sniffed } = await written(await jpegWithThumbnail(), 'whole.jpg')
    expect((await probe(file, sniffed)).refusal).toBeUndefined()
  })

  test('so does one with padding behind its end', async () => {
    const { file, sniffed } = await written(
      Buffer.concat([await jpegWithThumbnail(), Buffer.alloc(9000)]),
      'padded.jpg',
    )
    expect((await probe(file, sniffed)).refusal).toBeUndefined()
  })

  test.each([0.999, 0.5, 0.1])('a JPEG of which %f arrived, although its thumbnail has an end', async (share) => {
    const whole = await jpegWithThumbnail()
    const { file, sniffed } = await written(whole.subarray(0, Math.floor(whole.length * share)), 'cut.jpg')
    expect((await probe(file, sniffed)).refusal).toBe('truncated')
    await expect(render(file, { sniffed, outDir })).rejects.toMatchObject({ name: 'ImageError', code: 'truncated' })
  })

  test.each([0.3, 0.6, 0.95])('a progressive JPEG of which %f arrived', async (share) => {
    const whole = await noise(800, 600).jpeg({ progressive: true }).toBuffer()
    const { file, sniffed } = await written(whole.subarray(0, Math.floor(whole.length * share)), 'cut.jpg')
    expect((await probe(file, sniffed)).refusal).toBe('truncated')
  })

  test('a cut JPEG with much behind it', async () => {
    const whole = await jpegWithThumbnail()
    const bytes = Buffer.concat([whole.subarray(0, Math.floor(whole.length * 0.6)), Buffer.alloc(600_000)])
    const { file, sniffed } = await written(bytes, 'cut-padded.jpg')
    expect((await probe(file, sniffed)).refusal).toBe('truncated')
  })

  test.each(['png', 'tiff', 'gif', 'webp', 'avif'] as const)('half a %s', async (format) => {
    const whole = await noise(400, 300)[format]().toBuffer()
    const { file, sniffed } = await written(whole.subarray(0, Math.floor(whole.length / 2)), `half.${format}`)
    expect((await probe(file, sniffed)).refusal).toMatch(/truncated|unreadable/)
    await expect(render(file, { sniffed, outDir })).rejects.toBeInstanceOf(ImageError)
  })

  test('a PNG whose middle is damaged', async () => {
    const bytes = await noise(400, 300).png().toBuffer()
    bytes.fill(0xaa, 150_000, 152_000)
    const { file, sniffed } = await written(bytes, 'damaged.png')
    expect((await probe(file, sniffed)).refusal).toBe('unreadable')
  })
})

describe('a picture that the decoder does not read is taken in when it is whole', () => {
  test.each([
    ['a film', (jpeg: Buffer) => Buffer.concat([jpeg, Buffer.from('\0\0\0\x18ftypmp42'), Buffer.alloc(600_000, 7)])],
    ['zeros', (jpeg: Buffer) => Buffer.concat([jpeg, Buffer.alloc(600_000)])],
    ['half of a second picture', (jpeg: Buffer) => Buffer.concat([jpeg, jpeg, jpeg.subarray(0, 300_000)])],
  ])('a JPEG with %s behind its end is shown', async (_, append) => {
    const { file, sniffed } = await written(append(await jpegWithThumbnail()), 'appended.jpg')
    expect(await probe(file, sniffed)).toEqual({ width: 800, height: 600, pageCount: 1, colourSpace: 'srgb' })
    expect((await render(file, { sniffed, outDir })).rendered).toHaveLength(3)
  })

  test.each([false, true])(
    'a JPEG of several megabytes with a film behind its end is shown (progressive: %s)',
    async (progressive) => {
      const jpeg = await noise(2400, 1800).jpeg({ quality: 92, progressive }).toBuffer()
      expect(jpeg.length).toBeGreaterThan(2 * 1024 * 1024)
      const { file, sniffed } = await written(Buffer.concat([jpeg, Buffer.alloc(600_000, 7)]), 'motion.jpg')
      expect(await probe(file, sniffed)).toMatchObject({ width: 2400, height: 1800 })
      expect((await probe(file, sniffed)).refusal).toBeUndefined()
    },
  )

  test.each<[string, () => Promise<Buffer>, string]>([
    ['a TIFF of a JPEG of the old style', async () => tiffOf({ compression: 6 }), 'a.tif'],
    ['a TIFF of raw samples', async () => tiffOf({ photometric: 32_803, samples: 1 }), 'a.tif'],
    ['a JPEG without loss', async () => jpegOf({ frame: 0xc3 }), 'a.jpg'],
    ['a JPEG of 12 bits', async () => jpegOf({ bits: 12 }), 'a.jpg'],
    ['a sequence of AVIF', async () => heifOf('avis'), 'a.avif'],
    ['an AVIF of the brand miaf', async () => heifOf('miaf'), 'a.avif'],
    ['a HEIF in a coding to come', async () => heifOf('mif1', 'vvc1'), 'a.heif'],
  ])('%s has no preview and no refusal; cut it is refused', async (_, make, name) => {
    const bytes = await make()
    const whole = await written(bytes, name)
    const probed = await probe(whole.file, whole.sniffed)
    expect(probed.refusal).toBeUndefined()
    expect(probed.unpreviewable).toMatch(/^no_decoder_(other|heic)$/)
    if (name.endsWith('.jpg')) return
    const cut = await written(bytes.subarray(0, Math.floor(bytes.length * 0.6)), name)
    expect((await probe(cut.file, cut.sniffed)).refusal).toBe('truncated')
  })

  /** A TIFF of one strip, its directory in front. */
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

describe('limits hold before anything is decoded', () => {
  /** A PNG that claims a size and has not one pixel. */
  const claiming = async (width: number, height: number) => {
    const png = await noise(1, 1).png().toBuffer()
    png.writeUInt32BE(width, 16)
    png.writeUInt32BE(height, 20)
    const { crc32 } = await import('node:zlib')
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
    return png
  }

  test.each([
    ['a side too long', 32_769, 1],
    ['a height too long', 1, 40_000],
    ['too many pixels', 20_000, 20_000],
  ])('%s', async (_, width, height) => {
    const { file, sniffed } = await written(await claiming(width, height), 'claims.png')
    const began = performance.now()
    expect(await probe(file, sniffed)).toMatchObject({ width, height, refusal: 'too_many_pixels' })
    if (width * height > 1e8)
      await expect(render(file, { sniffed, outDir })).rejects.toMatchObject({ code: 'too_many_pixels' })
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('a moving picture of too many pixels stands still', async () => {
    const flat = (background: string) => sharp({ create: { width: 1000, height: 1000, channels: 3, background } })
    const two = await Promise.all(['#f00', '#00f'].map((colour) => flat(colour).png().toBuffer()))
    const frames = Array.from({ length: 101 }, (_, at) => two[at % 2]!)
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ effort: 1, dither: 0 })
      .toBuffer()
    const { file, sniffed } = await written(gif, 'endless.gif')
    expect(await probe(file, sniffed)).toEqual({ width: 1000, height: 1000, pageCount: 101, colourSpace: 'srgb' })
    const { rendered } = await render(file, { sniffed, outDir })
    expect((await sharp(rendered[1]!.path).metadata()).pages ?? 1).toBe(1)
  }, 60_000)
})

describe('a drawing reaches nothing but itself', () => {
  const drawing = (inside: string, prolog = '') =>
    `${prolog}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40">${inside}</svg>`

  /** Share of pixels that anything was drawn on. */
  async function drawn(svg: string): Promise<number> {
    const { file, sniffed } = await written(svg, 'drawing.svg')
    expect(sniffed.extension).toBe('svg')
    const { rendered } = await render(file, { sniffed, outDir })
    const { data, info } = await sharp(rendered[2]!.path).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    return data.filter((_, at) => at % 4 === 3 && data[at]! > 0).length / (info.width * info.height)
  }

  test('an image within is drawn', async () => {
    const inside = (await noise(8, 8).png().toBuffer()).toString('base64')
    expect(
      await drawn(drawing(`<image width="40" height="40" href="data:image/png;base64,${inside}"/>`)),
    ).toBeGreaterThan(0.9)
  })

  test.each(['file://', ''])('an image beside it is not (%s)', async (scheme) => {
    const { file } = await written(await noise(8, 8).png().toBuffer(), 'neighbour.png')
    const href = scheme ? `file://${file}` : 'neighbour.png'
    const uses = `<image width="40" height="40" href="${href}"/><image width="40" height="40" xlink:href="${href}"/>`
    expect(await drawn(drawing(uses))).toBe(0)
  })

  test('an address is never asked for', async () => {
    let asked = 0
    const server = http.createServer((_, response) => {
      asked++
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`
    const style = `<style>@import url(${at}.css);</style>`
    const uses = `<image width="40" height="40" href="${at}.png"/><use href="${at}.svg#a"/>`
    expect(await drawn(drawing(style + uses, `<?xml-stylesheet href="${at}.css"?>`))).toBe(0)
    await new Promise((resolve) => server.close(resolve))
    expect(asked).toBe(0)
  })

  test('a file named as an entity is not read', async () => {
    const prolog = '<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    const { file, sniffed } = await written(
      drawing('<text y="20" font-size="20">&secret;</text>', prolog),
      'entity.svg',
    )
    const made = await render(file, { sniffed, outDir }).catch((error: unknown) => error)
    if (made instanceof ImageError) return expect(made.code).toBe('unreadable')
    expect(await drawn(drawing('<text y="20" font-size="20">&secret;</text>', prolog))).toBe(0)
  })

  test('entities that multiply end soon', async () => {
    const lines = Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`)
    const prolog = `<!DOCTYPE svg [<!ENTITY a0 "ha">${lines.join('')}]>`
    const { file, sniffed } = await written(drawing('<text>&a12;</text>', prolog), 'laughs.svg')
    const began = performance.now()
    expect(await probe(file, sniffed)).toMatchObject({ unpreviewable: 'no_decoder_other' })
    await expect(render(file, { sniffed, outDir })).rejects.toBeInstanceOf(ImageError)
    expect(performance.now() - began).toBeLessThan(5000)
  })

  test.each([
    ['a tiny one fills its forms', 'width="2" height="1"', [2048, 1024]],
    ['a vast one is made small', 'width="60000" height="30000"', [2048, 1024]],
    ['one with a box alone', 'viewBox="0 0 300 100"', [2048, 683]],
  ])('%s', async (_, attributes, size) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><rect width="100%" height="100%" fill="#123"/></svg>`
    const { file, sniffed } = await written(svg, 'size.svg')
    expect((await probe(file, sniffed)).refusal).toBeUndefined()
    const { rendered } = await render(file, { sniffed, outDir })
    expect([rendered[2]!.width, rendered[2]!.height]).toEqual(size)
  })
})

test('no loader is open that nobody asked for', async () => {
  const { file } = await written('P3\n1 1\n255\n255 0 0\n', 'a.ppm')
  const sniffed: Sniffed = { kind: 'photo', mediaType: 'image/jpeg', extension: 'jpg' }
  await expect(render(file, { sniffed, outDir })).rejects.toMatchObject({ code: 'unreadable' })
})
