import { type ByteSource, bufferSource } from '~/platform/metadata/byte-source.server'
import { type Box, boxesIn, boxesOf, contentsOf } from '~/platform/metadata/isobmff.server'
import { numbersOf, readDirectory, readTiffVariant, type TiffVariant } from '~/platform/metadata/tiff-directory.server'

/** Where a raw file says that JPEGs are, and how its pictures are to be turned. */
export interface StatedPreviews {
  ranges: { at: number; length: number }[]
  /** Exif orientation, 1 to 8. */
  orientation?: number
}

/** Tags of TIFF 6.0, TIFF/EP and Exif. */
const TAG = {
  ...{ compression: 259, stripOffsets: 273, orientation: 274, stripCounts: 279, subDirectories: 330 },
  ...{ jpegOffset: 513, jpegLength: 514 },
} as const
const WANTED: ReadonlySet<number> = new Set(Object.values(TAG))
/** JPEG as in TIFF 6.0 and as in its second technical note. */
const JPEG_COMPRESSIONS: ReadonlySet<number> = new Set([6, 7])
const MOST_DIRECTORIES = 64
const MOST_SUBDIRECTORIES = 16

/** Returns the JPEGs of a raw format that is based on TIFF: in its directories, their successors and subdirectories. */
export async function tiffPreviews(source: ByteSource): Promise<StatedPreviews> {
  const form = await readTiffVariant(source)
  const found: StatedPreviews = { ranges: [] }
  if (!form) return found
  const open = [form.first]
  const visited = new Set<number>()
  for (let at = open.shift(); at !== undefined && visited.size < MOST_DIRECTORIES; at = open.shift()) {
    if (at === 0 || visited.has(at)) continue
    visited.add(at)
    const values = await readDirectory(source, form, at, WANTED)
    const numbers = (tag: number) => {
      const value = values.get(tag)
      return value ? numbersOf(value, form) : []
    }
    found.orientation ??= orientationIn(numbers(TAG.orientation)[0])
    add(found, numbers(TAG.jpegOffset), numbers(TAG.jpegLength))
    if (JPEG_COMPRESSIONS.has(numbers(TAG.compression)[0] ?? 0))
      add(found, numbers(TAG.stripOffsets), numbers(TAG.stripCounts))
    open.push(...numbers(TAG.subDirectories).slice(0, MOST_SUBDIRECTORIES), await nextDirectory(source, form, at))
  }
  return found
}

const orientationIn = (value: number | undefined) => (value && value >= 1 && value <= 8 ? value : undefined)

/** A picture of several strips is no JPEG file. */
function add({ ranges }: StatedPreviews, offsets: number[], lengths: number[]): void {
  const [[at], [length]] = [offsets, lengths]
  if (at !== undefined && length !== undefined && offsets.length === 1) ranges.push({ at, length })
}

/** Returns the offset that follows the entries of a directory, 0 if there is none (TIFF 6.0, 2). */
async function nextDirectory(source: ByteSource, { little, big }: TiffVariant, at: number): Promise<number> {
  if (big) return 0
  const head = await source.read(at, 2)
  if (head.length < 2) return 0
  const entries = little ? head.readUInt16LE(0) : head.readUInt16BE(0)
  const next = await source.read(at + 2 + entries * 12, 4)
  return next.length < 4 ? 0 : little ? next.readUInt32LE(0) : next.readUInt32BE(0)
}

/** Returns the JPEG that the header of a Fujifilm RAF names, by big-endian offset and length at byte 84. */
export async function rafPreviews(source: ByteSource): Promise<StatedPreviews> {
  const head = await source.read(0, 92)
  if (head.length < 92 || head.toString('latin1', 0, 8) !== 'FUJIFILM') return { ranges: [] }
  return { ranges: [{ at: head.readUInt32BE(84), length: head.readUInt32BE(88) }] }
}

const MOST_TRACKS = 16

/**
 * Returns the JPEGs of a Canon CR3: the first sample of each track, one of which is the picture in full size, the preview
 * in a box of its own, and the thumbnail among the metadata.
 */
export async function cr3Previews(source: ByteSource): Promise<StatedPreviews> {
  const found: StatedPreviews = { ranges: [] }
  for await (const box of boxesIn(source, { at: 0, end: source.size })) {
    if (box.type === 'uuid') await addIn(source, found, { at: box.at + 16 + 8, end: box.end })
    if (box.type !== 'moov') continue
    for (const uuid of await boxesOf(source, box, 'uuid')) {
      await addIn(source, found, { at: uuid.at + 16, end: uuid.end })
      const [directory] = await boxesOf(source, { at: uuid.at + 16, end: uuid.end }, 'CMT1')
      if (directory)
        found.orientation ??= (await tiffPreviews(bufferSource(await contentsOf(source, directory)))).orientation
    }
    const tracks = await boxesOf(source, box, 'trak')
    for (const track of tracks.slice(0, MOST_TRACKS)) await addFirstSample(source, found, track)
  }
  return found
}

const PICTURES: ReadonlySet<string> = new Set(['PRVW', 'THMB'])
/** Sizes precede the JPEG, more of them in some versions than in others. */
const FIELDS_BYTES = 64

async function addIn(source: ByteSource, { ranges }: StatedPreviews, range: { at: number; end: number }) {
  for await (const { type, at, end } of boxesIn(source, range)) {
    if (!PICTURES.has(type)) continue
    const start = (await source.read(at, FIELDS_BYTES)).indexOf(Buffer.from([0xff, 0xd8, 0xff]))
    if (start >= 0) ranges.push({ at: at + start, length: end - at - start })
  }
}

/** Sizes are in `stsz`, offsets in `stco` or, with eight bytes, `co64` (ISO 14496-12, 8.7.3 and 8.7.5). */
async function addFirstSample(source: ByteSource, { ranges }: StatedPreviews, track: Box): Promise<void> {
  let inside: Box | undefined = track
  for (const type of ['mdia', 'minf', 'stbl']) inside = inside && (await boxesOf(source, inside, type))[0]
  if (!inside) return
  const table = async (type: string, length: number) => {
    const [box] = await boxesOf(source, inside, type)
    const bytes = box ? await source.read(box.at, Math.min(length, box.end - box.at)) : Buffer.alloc(0)
    return bytes.length === length ? bytes : undefined
  }
  const sizes = await table('stsz', 12)
  const first = sizes?.readUInt32BE(4) || (await table('stsz', 16))?.readUInt32BE(12)
  const short = await table('stco', 12)
  const long = short ? undefined : await table('co64', 16)
  const at = short?.readUInt32BE(8) ?? (long && Number(long.readBigUInt64BE(8)))
  if (first && at !== undefined && at < source.size) ranges.push({ at, length: first })
}
