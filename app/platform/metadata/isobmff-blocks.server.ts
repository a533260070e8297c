import type { Blocks } from './blocks.server'
import { type ByteSource, bufferSource, LARGEST_BLOCK } from './byte-source.server'
import { type Box, boxesIn, boxesOf, contentsOf, type FieldReader, fullBoxFields } from './isobmff.server'

/** Returns the byte ranges of the items of a HEIF or AVIF; empty if it declares none, as in an image sequence. */
export async function itemExtents(source: ByteSource): Promise<{ at: number; length: number }[]> {
  const [meta] = await boxesOf(source, { at: 0, end: source.size }, 'meta')
  const [locations] = meta ? await boxesOf(source, { at: meta.at + 4, end: meta.end }, 'iloc') : []
  if (!locations) return []
  const places = readPlaces(await contentsOf(source, locations))
  return [...places.values()].flat().filter(({ inItemData }) => !inItemData)
}

/** Returns EXIF and XMP of a HEIF or AVIF, stored as items of its `meta` box (ISO 23008-12, annex A). */
export async function imageItems(source: ByteSource): Promise<Blocks> {
  const [meta] = await boxesOf(source, { at: 0, end: source.size }, 'meta')
  if (!meta) return { xmp: [] }
  const inside = { at: meta.at + 4, end: meta.end }
  const [infos] = await boxesOf(source, inside, 'iinf')
  const [locations] = await boxesOf(source, inside, 'iloc')
  const [itemData] = await boxesOf(source, inside, 'idat')
  if (!infos || !locations) return { xmp: [] }
  const places = readPlaces(await contentsOf(source, locations))
  const read = async (id: number) => {
    const parts: Buffer[] = []
    for (const { at, length, inItemData } of places.get(id) ?? [])
      parts.push(await source.read(inItemData ? (itemData?.at ?? source.size) + at : at, length || LARGEST_BLOCK))
    return Buffer.concat(parts)
  }
  const blocks: Blocks = { xmp: [] }
  for (const { id, type, contentType } of await readInfos(source, infos)) {
    if (type === 'Exif') blocks.exif ??= bufferSource(afterHeaderOffset(await read(id)))
    if (type === 'mime' && contentType === 'application/rdf+xml') blocks.xmp.push(await read(id))
  }
  return blocks
}

/** Returns the TIFF structure of an EXIF item: its first four bytes give the offset to it (ISO 23008-12, A.2.1). */
function afterHeaderOffset(item: Buffer): Buffer {
  if (item.length < 4) return item
  const stated = item.subarray(4 + item.readUInt32BE(0))
  // Some programs write offset 0 although the signature of a JPEG segment precedes the TIFF structure.
  return stated.toString('latin1', 0, 4) === 'Exif' ? stated.subarray(6) : stated
}

interface ItemInfo {
  id: number
  type: string
  contentType: string
}

const MOST_ITEMS = 10_000

/** Reads the type of each item (ISO 14496-12, 8.11.6). */
async function readInfos(source: ByteSource, infos: Box): Promise<ItemInfo[]> {
  const [head] = await source.read(infos.at, 1)
  const list = { at: infos.at + (head === 0 ? 6 : 8), end: infos.end }
  const items: ItemInfo[] = []
  for await (const box of boxesIn(source, list)) {
    if (box.type !== 'infe' || items.length >= MOST_ITEMS) continue
    const { version, fields } = fullBoxFields(await contentsOf(source, box))
    if (version < 2) continue
    const id = fields.unsigned(version === 2 ? 2 : 4)
    fields.unsigned(2)
    const type = fields.letters(4)
    fields.terminated()
    items.push({ id, type, contentType: fields.terminated() })
  }
  return items
}

interface Extent {
  at: number
  length: number
  inItemData: boolean
}

/** Returns the byte ranges of each item by its id, in the file or in the `idat` box (ISO 14496-12, 8.11.3). */
function readPlaces(contents: Buffer): Map<number, Extent[]> {
  const { version, fields } = fullBoxFields(contents)
  const [sizes, bases] = [fields.unsigned(1), fields.unsigned(1)]
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 4, sizes & 15, bases >> 4]
  const indexBytes = version > 0 ? bases & 15 : 0
  const places = new Map<number, Extent[]>()
  let left = Math.min(fields.unsigned(version < 2 ? 2 : 4), MOST_ITEMS)
  for (; left > 0 && !fields.isOver(); left--) {
    const id = fields.unsigned(version < 2 ? 2 : 4)
    const method = version > 0 ? fields.unsigned(2) & 15 : 0
    const isElsewhere = fields.unsigned(2) !== 0
    const base = fields.unsigned(baseBytes)
    const extents = readExtents(fields, [indexBytes, offsetBytes, lengthBytes])
    // Skipped: method 2 (offset within another item), used only for derived pictures, and items stored in another file.
    if (method < 2 && !isElsewhere)
      places.set(
        id,
        extents.map((extent) => ({ ...extent, at: base + extent.at, inItemData: method === 1 })),
      )
  }
  return places
}

function readExtents(fields: FieldReader, [indexBytes, offsetBytes, lengthBytes]: [number, number, number]) {
  const extents: { at: number; length: number }[] = []
  for (let left = fields.unsigned(2); left > 0 && !fields.isOver(); left--) {
    fields.unsigned(indexBytes)
    extents.push({ at: fields.unsigned(offsetBytes), length: fields.unsigned(lengthBytes) })
  }
  return extents
}

/**
 * Type of the `uuid` box that holds XMP in a film; XMP may also be in its user data (XMP specification, part 3, 1.1.5
 * and 1.1.6).
 */
const XMP_UUID = 'be7acfcb97a942e89c71999491e3afac'
const CONTAINERS: ReadonlySet<string> = new Set(['moov', 'trak', 'udta', 'meta', 'ilst'])
const POSITIONS: ReadonlySet<string> = new Set(['\u00a9xyz', 'loci'])
const DEEPEST = 6

/**
 * Returns the XMP of a film and whether it states a position (QuickTime File Format, "User Data Atoms" and "Metadata";
 * 3GPP TS 26.244, 8.8).
 */
export async function movieBlocks(source: ByteSource): Promise<Blocks> {
  const blocks: Blocks = { xmp: [], hasLocation: false }
  await lookInto({ at: 0, end: source.size }, 0)
  return blocks

  async function lookInto(range: { at: number; end: number }, depth: number): Promise<void> {
    for await (const box of boxesIn(source, range)) {
      if (POSITIONS.has(box.type)) blocks.hasLocation = true
      if (box.type === 'XMP_') blocks.xmp.push(await contentsOf(source, box))
      if (box.type === 'uuid' && (await source.read(box.at, 16)).toString('hex') === XMP_UUID)
        blocks.xmp.push(await contentsOf(source, { ...box, at: box.at + 16 }))
      if (box.type === 'keys' && (await contentsOf(source, box)).includes('.location.ISO6709'))
        blocks.hasLocation = true
      if (CONTAINERS.has(box.type) && depth < DEEPEST) await lookInto(await insideOf(box), depth + 1)
    }
  }

  /** Returns the range of the boxes in `box`: `meta` begins with a version in MPEG-4, but not in QuickTime. */
  async function insideOf(box: Box): Promise<{ at: number; end: number }> {
    if (box.type !== 'meta') return box
    const isPlain = (await source.read(box.at + 4, 4)).toString('latin1') === 'hdlr'
    return { at: box.at + (isPlain ? 0 : 4), end: box.end }
  }
}
