import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import type { Sniffed } from '~/platform/files/sniff.server'
import { ImageError, imageErrorOf } from './image-error'
import { PRESETS, type PresetName } from './presets'
import { MOST_PIXELS } from './probe.server'
import { type Pixels, seenOnDark, thumbhashOf } from './seen.server'

export interface Credit {
  creator?: string
  copyright?: string
  creditLine?: string
}

export interface Rendered {
  preset: PresetName
  /** The file in `outDir`. */
  path: string
  mediaType: string
  width: number
  height: number
  byteSize: number
  sha256: string
  crc32: number
}

export interface Rendering {
  rendered: Rendered[]
  /** Base64. */
  thumbhash: string
  /** Whether it is a light drawing on nothing, which only a dark ground shows. */
  onDark: boolean
}

const SECONDS = 60
/** An SVG is read whole: from memory it can reach no other file, from a path it could reach its neighbours. */
const LARGEST_SVG = 20 * 1024 * 1024
const WIDEST = PRESETS.web.side

/**
 * Makes every form of a picture: upright, sRGB, eight bits, all metadata gone but creator and copyright. The file is
 * decoded once, at the largest size wanted; the smaller forms come from those pixels. Throws ImageError.
 */
export async function render(
  localPath: string,
  { sniffed, outDir, credit = {} }: { sniffed: Sniffed; outDir: string; credit?: Credit },
): Promise<Rendering> {
  try {
    const source = await openSource(localPath, sniffed)
    const pixels = await decode(source.open())
    const write = writer(outDir, credit)
    const still = (preset: PresetName) => shrunk(pixels, PRESETS[preset].side)
    const moving = source.pages > 1 && PRESETS.preview.animated
    const [web, preview, thumb, small] = await Promise.all([
      write('web', flat(pixels) ? jpeg(still('web'), PRESETS.web.quality) : png(still('web'))),
      write(
        'preview',
        webp(moving ? animated(localPath, source.pageHeight) : still('preview'), PRESETS.preview.quality),
      ),
      write('thumb', webp(still('thumb'), PRESETS.thumb.quality)),
      pixelsOf(shrunk(pixels, 100).ensureAlpha()),
    ])
    return { rendered: [thumb, preview, web], thumbhash: thumbhashOf(small), onDark: seenOnDark(small) }
  } catch (error) {
    throw imageErrorOf(error)
  }
}

interface Source {
  open: () => Sharp
  pages: number
  /** Height of one picture of a moving one. */
  pageHeight: number
}

async function openSource(localPath: string, sniffed: Sniffed): Promise<Source> {
  const limits = { limitInputPixels: MOST_PIXELS, failOn: 'truncated', sequentialRead: true } as const
  if (sniffed.extension === 'svg') {
    const bytes = await readFile(localPath)
    if (bytes.length > LARGEST_SVG) throw new ImageError('too_many_pixels')
    const { width = 0, height = 0 } = await sharp(bytes).metadata()
    const density = Math.min(2400, Math.max(1, (72 * WIDEST) / Math.max(width, height, 1)))
    return { open: () => sharp(bytes, { ...limits, density }), pages: 1, pageHeight: height }
  }
  const { pages = 1, height = 0 } = await sharp(localPath, limits).metadata()
  const moves = sniffed.extension === 'gif' || sniffed.extension === 'webp'
  return { open: () => sharp(localPath, limits), pages: moves ? pages : 1, pageHeight: height }
}

const decode = (image: Sharp): Promise<Pixels> =>
  pixelsOf(
    image
      .autoOrient()
      .resize({ width: WIDEST, height: WIDEST, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .timeout({ seconds: SECONDS }),
  )

async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels as 1 | 2 | 3 | 4 }
}

const shrunk = ({ data, ...raw }: Pixels, side: number): Sharp =>
  sharp(data, { raw }).resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })

const animated = (localPath: string, pageHeight: number): Sharp =>
  sharp(localPath, { animated: true, limitInputPixels: MOST_PIXELS, failOn: 'truncated' }).resize({
    width: PRESETS.preview.side,
    // Of a moving picture sharp measures the whole strip; only its width is safe to bound beside the height of a page.
    height: pageHeight > PRESETS.preview.side ? PRESETS.preview.side : undefined,
    fit: 'inside',
    withoutEnlargement: true,
  })

/** Whether nothing shines through. */
function flat({ data, channels }: Pixels): boolean {
  if (channels === 1 || channels === 3) return true
  for (let at = channels - 1; at < data.length; at += channels) if (data[at]! < 255) return false
  return true
}

const jpeg = (image: Sharp, quality: number) =>
  image.flatten({ background: '#ffffff' }).jpeg({ quality, progressive: true })
const png = (image: Sharp) => image.png({ compressionLevel: 8 })
const webp = (image: Sharp, quality: number) => image.webp({ quality, effort: 3, smartSubsample: true })

/** Writes one form beside its measures. Location, camera, thumbnails and thoughts of the maker stay behind. */
function writer(outDir: string, { creator, copyright, creditLine }: Credit) {
  const artist = creator ?? creditLine
  const exif = { ...(artist ? { Artist: artist } : {}), ...(copyright ? { Copyright: copyright } : {}) }
  return async (preset: PresetName, image: Sharp): Promise<Rendered> => {
    const named = Object.keys(exif).length ? image.withExif({ IFD0: exif }) : image
    const { data, info } = await named.timeout({ seconds: SECONDS }).toBuffer({ resolveWithObject: true })
    const file = path.join(outDir, preset)
    await writeFile(file, data)
    return {
      ...{ preset, path: file, mediaType: `image/${info.format}`, width: info.width },
      height: info.pageHeight ?? info.height,
      byteSize: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
      crc32: crc32(data) >>> 0,
    }
  }
}
