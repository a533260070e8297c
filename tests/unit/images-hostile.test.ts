import http from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { imageFolders, writtenTo } from '#tests/support/image-files'
import { jpegWithThumbnail, noise } from '#tests/support/noise'
import type { Sniffed } from '~/platform/files/sniff.server'
import { ImageError } from '~/platform/images/image-error'
import { probe } from '~/platform/images/probe.server'
import { render } from '~/platform/images/renditions.server'

// Encoders wait their turn on a busy machine.

const folders = imageFolders()
const written = (bytes: Buffer | string, name: string) => writtenTo(folders.images, bytes, name)

describe('truncated images', () => {
  test('a complete JPEG with a thumbnail is accepted', async () => {
    const { file, sniffed } = await written(await jpegWithThumbnail(), 'whole.jpg')
    expect((await probe(file, sniffed)).refusal).toBeUndefined()
  })

  test('a complete JPEG with zeros behind its end is accepted', async () => {
    const { file, sniffed } = await written(
      Buffer.concat([await jpegWithThumbnail(), Buffer.alloc(9000)]),
      'padded.jpg',
    )
    expect((await probe(file, sniffed)).refusal).toBeUndefined()
  })

  test.each([0.999, 0.5, 0.1])(
    'a JPEG truncated to %f of its length is refused, although its thumbnail is complete',
    async (share) => {
      const whole = await jpegWithThumbnail()
      const { file, sniffed } = await written(whole.subarray(0, Math.floor(whole.length * share)), 'cut.jpg')
      expect((await probe(file, sniffed)).refusal).toBe('truncated')
      await expect(render(file, { sniffed, outDir: folders.renditions })).rejects.toMatchObject({
        name: 'ImageError',
        code: 'truncated',
      })
    },
  )

  test.each([0.3, 0.6, 0.95])('a progressive JPEG truncated to %f of its length is refused', async (share) => {
    const whole = await noise(800, 600).jpeg({ progressive: true }).toBuffer()
    const { file, sniffed } = await written(whole.subarray(0, Math.floor(whole.length * share)), 'cut.jpg')
    expect((await probe(file, sniffed)).refusal).toBe('truncated')
  })

  test('a truncated JPEG followed by 600 kB of zeros is refused', async () => {
    const whole = await jpegWithThumbnail()
    const bytes = Buffer.concat([whole.subarray(0, Math.floor(whole.length * 0.6)), Buffer.alloc(600_000)])
    const { file, sniffed } = await written(bytes, 'cut-padded.jpg')
    expect((await probe(file, sniffed)).refusal).toBe('truncated')
  })

  test.each(['png', 'tiff', 'gif', 'webp', 'avif'] as const)('half of a %s file is refused', async (format) => {
    const whole = await noise(400, 300)[format]().toBuffer()
    const { file, sniffed } = await written(whole.subarray(0, Math.floor(whole.length / 2)), `half.${format}`)
    expect((await probe(file, sniffed)).refusal).toMatch(/truncated|unreadable/)
    await expect(render(file, { sniffed, outDir: folders.renditions })).rejects.toBeInstanceOf(ImageError)
  })

  test('a PNG with damaged image data is refused as unreadable', async () => {
    const bytes = await noise(400, 300).png().toBuffer()
    bytes.fill(0xaa, 150_000, 152_000)
    const { file, sniffed } = await written(bytes, 'damaged.png')
    expect((await probe(file, sniffed)).refusal).toBe('unreadable')
  })
})

describe('pixel limits are checked before decoding', () => {
  /** A PNG whose header states a size, with the image data of one pixel. */
  const claiming = async (width: number, height: number) => {
    const png = await noise(1, 1).png().toBuffer()
    png.writeUInt32BE(width, 16)
    png.writeUInt32BE(height, 20)
    const { crc32 } = await import('node:zlib')
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
    return png
  }

  test.each([
    ['an image with a width above the limit is refused in less than 1 s of CPU', 32_769, 1],
    ['an image with a height above the limit is refused in less than 1 s of CPU', 1, 40_000],
    ['an image with too many pixels is refused in less than 1 s of CPU', 20_000, 20_000],
  ])('%s', async (_, width, height) => {
    const { file, sniffed } = await written(await claiming(width, height), 'claims.png')
    const cpu = cpuClock()
    expect(await probe(file, sniffed)).toMatchObject({ width, height, refusal: 'too_many_pixels' })
    if (width * height > 1e8)
      await expect(render(file, { sniffed, outDir: folders.renditions })).rejects.toMatchObject({
        code: 'too_many_pixels',
      })
    expect(cpu()).toBeLessThan(1000)
  })

  test('an animation of too many pixels gets a preview of its first frame', async () => {
    const flat = (background: string) => sharp({ create: { width: 1000, height: 1000, channels: 3, background } })
    const two = await Promise.all(['#f00', '#00f'].map((colour) => flat(colour).png().toBuffer()))
    const frames = Array.from({ length: 101 }, (_, at) => two[at % 2]!)
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ effort: 1, dither: 0 })
      .toBuffer()
    const { file, sniffed } = await written(gif, 'endless.gif')
    expect(await probe(file, sniffed)).toEqual({ width: 1000, height: 1000, pageCount: 101, colourSpace: 'srgb' })
    const { rendered } = await render(file, { sniffed, outDir: folders.renditions })
    expect((await sharp(rendered[2]!.path).metadata()).pages ?? 1).toBe(1)
  }, 60_000)
})

describe('an SVG reads no file and no URL', () => {
  const drawing = (inside: string, prolog = '') =>
    `${prolog}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40">${inside}</svg>`

  /** The share of pixels that are not transparent. */
  async function drawn(svg: string): Promise<number> {
    const { file, sniffed } = await written(svg, 'drawing.svg')
    expect(sniffed.extension).toBe('svg')
    const { rendered } = await render(file, { sniffed, outDir: folders.renditions })
    const { data, info } = await sharp(rendered[3]!.path).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    return data.filter((_, at) => at % 4 === 3 && data[at]! > 0).length / (info.width * info.height)
  }

  test('an image embedded as data URL is drawn', async () => {
    const inside = (await noise(8, 8).png().toBuffer()).toString('base64')
    expect(
      await drawn(drawing(`<image width="40" height="40" href="data:image/png;base64,${inside}"/>`)),
    ).toBeGreaterThan(0.9)
  })

  test.each(['file://', ''])('an image file beside it is not drawn (scheme: "%s")', async (scheme) => {
    const { file } = await written(await noise(8, 8).png().toBuffer(), 'neighbour.png')
    const href = scheme ? `file://${file}` : 'neighbour.png'
    const uses = `<image width="40" height="40" href="${href}"/><image width="40" height="40" xlink:href="${href}"/>`
    expect(await drawn(drawing(uses))).toBe(0)
  })

  test('an http URL in image, use or style sheet is never requested', async () => {
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

  test('a file named by an external entity is not read', async () => {
    const prolog = '<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    const { file, sniffed } = await written(
      drawing('<text y="20" font-size="20">&secret;</text>', prolog),
      'entity.svg',
    )
    const made = await render(file, { sniffed, outDir: folders.renditions }).catch((error: unknown) => error)
    if (made instanceof ImageError) return expect(made.code).toBe('unreadable')
    expect(await drawn(drawing('<text y="20" font-size="20">&secret;</text>', prolog))).toBe(0)
  })

  test('entities that expand exponentially are refused in less than 5 s of CPU', async () => {
    const lines = Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`)
    const prolog = `<!DOCTYPE svg [<!ENTITY a0 "ha">${lines.join('')}]>`
    const { file, sniffed } = await written(drawing('<text>&a12;</text>', prolog), 'laughs.svg')
    const cpu = cpuClock()
    expect(await probe(file, sniffed)).toMatchObject({ unpreviewable: 'no_decoder_other' })
    await expect(render(file, { sniffed, outDir: folders.renditions })).rejects.toBeInstanceOf(ImageError)
    expect(cpu()).toBeLessThan(5000)
  })

  test.each([
    ['an SVG of 2 × 1 px is enlarged to the size of its renditions', 'width="2" height="1"', [2048, 1024]],
    [
      'an SVG of 60,000 × 30,000 px is reduced to the size of its renditions',
      'width="60000" height="30000"',
      [2048, 1024],
    ],
    ['an SVG with a viewBox alone is rendered by its proportions', 'viewBox="0 0 300 100"', [2048, 683]],
  ])('%s', async (_, attributes, size) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><rect width="100%" height="100%" fill="#123"/></svg>`
    const { file, sniffed } = await written(svg, 'size.svg')
    expect((await probe(file, sniffed)).refusal).toBeUndefined()
    const { rendered } = await render(file, { sniffed, outDir: folders.renditions })
    expect([rendered[3]!.width, rendered[3]!.height]).toEqual(size)
  })
})

test('a PPM file is refused as unreadable, since its loader is disabled', async () => {
  const { file } = await written('P3\n1 1\n255\n255 0 0\n', 'a.ppm')
  const sniffed: Sniffed = { kind: 'photo', mediaType: 'image/jpeg', extension: 'jpg' }
  await expect(render(file, { sniffed, outDir: folders.renditions })).rejects.toMatchObject({ code: 'unreadable' })
})
