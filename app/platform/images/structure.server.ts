import { type ByteSource, withFileSource } from '~/platform/metadata/byte-source.server'
import { boxHeadsIn } from '~/platform/metadata/isobmff.server'
import { itemExtents } from '~/platform/metadata/isobmff-blocks.server'
import { numbersOf, readDirectory, readTiffVariant } from '~/platform/metadata/tiff-directory.server'

/** Whether all that a file's own directory names lies within it, something lies behind its end, or there is no directory. */
export type Structure = 'whole' | 'cut' | 'unknown'

/**
 * What a file's structure says, whatever codes its pixels: for a picture that our decoder does not know, this tells one that
 * is kept unseen from one that did not arrive whole. Never throws.
 */
export async function structureOf(localPath: string, extension: string): Promise<Structure> {
  const read = { tif: tiffStructure, heic: heifStructure, avif: heifStructure, jpg: jpegStructure }[extension]
  return read ? withFileSource(localPath, read).catch(() => 'unknown' as const) : 'unknown'
}

/** Offsets and byte counts of strips, of tiles, and of a JPEG of the old style (TIFF 6.0, 8, 15 and 22). */
const EXTENTS: [offsets: number, counts: number][] = [
  [273, 279],
  [324, 325],
  [513, 514],
]

/** A million tiles, more than the pixels that are opened at all can have. */
const LARGEST_TABLE = 8 * 1024 * 1024

async function tiffStructure(source: ByteSource): Promise<Structure> {
  const form = await readTiffVariant(source)
  if (!form) return 'unknown'
  const values = await readDirectory(source, form, form.first, new Set(EXTENTS.flat()))
  const numbers = (tag: number) => {
    const value = values.get(tag)
    return value && value.bytes.length <= LARGEST_TABLE ? numbersOf(value, form) : []
  }
  const ends = EXTENTS.flatMap(([offsets, counts]) => {
    const lengths = numbers(counts)
    return numbers(offsets).map((offset, at) => offset + (lengths[at] ?? 0))
  })
  // A directory that lies behind the end names nothing.
  return ends.length > 0 && ends.every((end) => end <= source.size) ? 'whole' : 'cut'
}

const OUTERMOST: ReadonlySet<string> = new Set(['ftyp', 'meta', 'moov', 'mdat', 'free', 'skip', 'uuid'])

async function heifStructure(source: ByteSource): Promise<Structure> {
  for await (const { type, end } of boxHeadsIn(source)) {
    // Phones append what is no box.
    if (!OUTERMOST.has(type)) break
    if (end > source.size) return 'cut'
  }
  const extents = await itemExtents(source)
  return extents.every(({ at, length }) => at + length <= source.size) ? 'whole' : 'cut'
}

/** Frames that decoders of our day know: baseline, extended and progressive, by Huffman or arithmetic coding, of eight bits a sample. */
const DECODED_FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2, 0xc9, 0xca])
const MOST_SEGMENTS = 2000

/** A JPEG is known to be whole only when it is of a process that no decoder here knows, such as lossless or of 12 bits (ITU T.81, B.2.2). */
async function jpegStructure(source: ByteSource): Promise<Structure> {
  let at = 2
  for (let segment = 0; segment < MOST_SEGMENTS; segment++) {
    const head = await source.read(at, 5)
    const [mark, marker = 0] = head
    if (head.length < 5 || mark !== 0xff) return 'unknown'
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return DECODED_FRAMES.has(marker) && head[4] === 8 ? 'unknown' : 'whole'
    at += marker === 0xff ? 1 : 2 + head.readUInt16BE(2)
  }
  return 'unknown'
}
