import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { runExiftool } from './exiftool'
import { jpegWith, pngWith, xmpChunk, xmpSegment } from './metadata-blocks'
import { RECIPES } from './picture-recipes'
import { FORMATS, type Format } from './recipe-parts'

/** Writes the images of all recipes into a folder; returns their paths. */
export async function makePictures(folder: string): Promise<string[]> {
  const blank = new Map<Format, Buffer>([['mov', film()]])
  for (const format of FORMATS) blank.set(format, await blankPicture(format))
  const made = RECIPES.flatMap((recipe) =>
    (recipe.formats ?? FORMATS).map((format) => ({
      recipe,
      file: path.join(folder, `${recipe.name}.${format}`),
      format,
    })),
  )
  for (const { recipe, file, format } of made) {
    const own = recipe.isVerbatim && recipe.packet
    const around =
      format === 'jpg'
        ? (xmp: Buffer | string) => jpegWith(xmpSegment(xmp))
        : (xmp: Buffer | string) => pngWith(xmpChunk(xmp))
    writeFileSync(file, own ? await around(own) : blank.get(format)!)
  }
  const commands = made.flatMap(({ recipe, file, format }) => {
    const own = path.join(folder, `${recipe.name}.xmp`)
    if (recipe.packet) writeFileSync(own, recipe.packet)
    // exiftool splits a packet too long for a JPEG segment only when it writes the packet itself.
    if (recipe.isVerbatim) return []
    const isDivided = format === 'jpg' && (recipe.packet?.length ?? 0) > 60_000
    const packet = isDivided ? ['-tagsfromfile', own, '-XMP:all'] : recipe.packet ? [`-XMP<=${own}`] : []
    const write = [packet, recipe.write].filter((args) => args.length > 0)
    return write.map((args) => ['-q', '-m', '-overwrite_original', ...args, file])
  })
  // A warning means that a value was not written.
  const warnings = runExiftool(folder, commands)
    .split('\n')
    .filter((line) => line && !line.includes('[minor]'))
  if (warnings.length > 0) throw new Error(warnings.join('\n'))
  const unwritten = made.filter(({ file, format }) => readFileSync(file).equals(blank.get(format)!))
  if (unwritten.length > 0) throw new Error(`exiftool wrote nothing into ${unwritten.map(({ file }) => file)}`)
  for (const { recipe, file } of made) if (recipe.damage) writeFileSync(file, recipe.damage(readFileSync(file)))
  return made.map(({ file }) => file)
}

export async function blankPicture(format: Format): Promise<Buffer> {
  const picture = sharp({ create: { width: 16, height: 16, channels: 3, background: '#888' } })
  if (format === 'jpg') return picture.jpeg().toBuffer()
  if (format === 'tif') return picture.tiff().toBuffer()
  if (format === 'psd') return layered()
  if (format === 'png' || format === 'webp') return picture[format]().toBuffer()
  const avif = await picture.avif({ effort: 0 }).toBuffer()
  // Without an HEVC encoder: the boxes are the same, and metadata are read without the pixels.
  if (format === 'heic') avif.write('heic', 8, 'latin1')
  return avif
}

/** A PSD of one white pixel: a header, no colours, resources or layers, and three uncompressed channels. */
function layered(): Buffer {
  const header = Buffer.from('8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\0\x01\0\0\0\x01\0\x08\0\x03', 'latin1')
  return Buffer.concat([header, Buffer.alloc(12), Buffer.from([0, 0, 0xff, 0xff, 0xff])])
}

/** A QuickTime video without tracks. */
function film(): Buffer {
  const box = (type: string, contents: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(8 + contents.length)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, contents])
  }
  const header = Buffer.alloc(100)
  header.writeUInt32BE(1000, 12)
  return Buffer.concat([
    box('ftyp', Buffer.from('qt  \0\0\0\0qt  ', 'latin1')),
    box('mdat', Buffer.alloc(16)),
    box('moov', box('mvhd', header)),
  ])
}
