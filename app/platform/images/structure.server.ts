import { type ByteSource, withFileSource } from '~/platform/metadata/byte-source.server'
import { boxHeadsIn } from '~/platform/metadata/isobmff.server'
import { itemExtents } from '~/platform/metadata/isobmff-blocks.server'
import { numbersOf, readDirectory, readTiffVariant } from '~/platform/metadata/tiff-directory.server'

/**
 * `whole`: everything the file's directory refers to lies within it. `cut`: something lies beyond its end. `unknown`:
 * no directory.
 */
export type Structure = 'whole' | 'cut' | 'unknown'

/**
 * Checks a file's structure without decoding its pixels: for a picture in a coding that our decoder does not support,
 * this tells an intact file (kept without preview) from a truncated one. Never throws.
 */
export async function structureOf(localPath: string, extension: string): Promise<Structure> {
  const read = { tif: tiffStructure, heic: heifStructure, avif: heifStructure, jpg: jpegStructure }[extension]
  return read ? withFileSource(localPath, read).catch(() => 'unknown' as const) : 'unknown'
}

/** Tags of offsets and byte counts of strips, tiles and an old-style JPEG (TIFF 6.0, 8, 15 and 22). */
const EXTENTS: [offsets: number, counts: number][] = [
  [273, 279],
  [324, 325],
  [513, 514],
]

/** A table of a million tiles, more than the pixel limit allows. */
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
  // If the directory itself lies beyond the end of the file, `ends` is empty.
  return ends.length > 0 && ends.every((end) => end <= source.size) ? 'whole' : 'cut'
}

const OUTERMOST: ReadonlySet<string> = new Set(['ftyp', 'meta', 'moov', 'mdat', 'free', 'skip', 'uuid'])

async function heifStructure(source: ByteSource): Promise<Structure> {
  for await (const { type, end } of boxHeadsIn(source)) {
    // Phones append data that is not a box.
    if (!OUTERMOST.has(type)) break
    if (end > source.size) return 'cut'
  }
  const extents = await itemExtents(source)
  return extents.every(({ at, length }) => at + length <= source.size) ? 'whole' : 'cut'
}

/**
 * Frames that common decoders support: baseline, extended and progressive, Huffman or arithmetic coding, eight bits per
 * sample.
 */
const DECODED_FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2, 0xc9, 0xca])
const MOST_SEGMENTS = 2000

/**
 * Returns `whole` only for a process that no decoder here supports, such as lossless or 12-bit (ITU T.81, B.2.2);
 * otherwise `unknown`, as decoding tells more.
 */
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
