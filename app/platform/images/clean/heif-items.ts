import type { Range } from './edits'
import { type Box, boxesIn, Cursor } from './heif-boxes'
import { CleanError, readBlock, type Source } from './source'

/** A metadata item of a HEIF file and the byte ranges of its contents, in order. */
export interface Item {
  kind: 'exif' | 'xmp' | 'other'
  extents: Range[]
}

/**
 * Returns the items that are not pictures: EXIF, XMP and programs' own data (ISO/IEC 23008-12, annex A; 14496-12,
 * 8.11).
 */
export async function metadataItems(source: Source, meta: Box): Promise<Item[]> {
  // A full box: version and flags precede its boxes.
  const boxes = await boxesIn(source, meta.from + 4, meta.to)
  const find = (type: string) => boxes.find((box) => box.type === type)
  const [infos, locations, data] = [find('iinf'), find('iloc'), find('idat')]
  if (!infos || !locations) return []
  const kinds = await kindsOf(source, infos)
  return extentsIn(await readBlock(source, locations.from, locations.to - locations.from), data, source.size).flatMap(
    ({ id, extents }) => {
      const kind = kinds.get(id)
      return kind ? [{ kind, extents }] : []
    },
  )
}

async function kindsOf(source: Source, infos: Box): Promise<Map<number, Item['kind']>> {
  const [version] = await source.read(infos.from, 1)
  const kinds = new Map<number, Item['kind']>()
  for (const box of await boxesIn(source, infos.from + 4 + (version === 0 ? 2 : 4), infos.to)) {
    if (box.type !== 'infe') continue
    const cursor = new Cursor(await readBlock(source, box.from, box.to - box.from))
    const infeVersion = cursor.number(1)
    cursor.number(3)
    if (infeVersion < 2) continue
    const id = cursor.number(infeVersion === 2 ? 2 : 4)
    cursor.number(2)
    const type = cursor.text(4)
    cursor.line()
    if (type === 'Exif') kinds.set(id, 'exif')
    else if (type === 'mime') kinds.set(id, cursor.line() === 'application/rdf+xml' ? 'xmp' : 'other')
    else if (type === 'uri ') kinds.set(id, 'other')
  }
  return kinds
}

function extentsIn(box: Buffer, data: Box | undefined, size: number): { id: number; extents: Range[] }[] {
  const cursor = new Cursor(box)
  const version = cursor.number(1)
  cursor.number(3)
  const [sizes, more] = [cursor.number(1), cursor.number(1)]
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [sizes >> 4, sizes & 15, more >> 4, version ? more & 15 : 0]
  const count = cursor.number(version < 2 ? 2 : 4)
  const items: { id: number; extents: Range[] }[] = []
  for (let item = 0; item < count; item++) {
    const id = cursor.number(version < 2 ? 2 : 4)
    const method = version ? cursor.number(2) & 15 : 0
    cursor.number(2)
    // Method 1 counts from the contents of `idat`, method 0 from the beginning of the file.
    const base = cursor.number(baseBytes) + (method === 1 ? (data?.from ?? 0) : 0)
    const extents: Range[] = []
    const extentCount = cursor.number(2)
    for (let extent = 0; extent < extentCount; extent++) {
      cursor.number(indexBytes)
      const from = base + cursor.number(offsetBytes)
      const length = cursor.number(lengthBytes) || size - from
      extents.push({ from, to: from + length })
    }
    if (method > 1) continue
    if (extents.some(({ from, to }) => from > to || to > size)) throw new CleanError('damaged')
    items.push({ id, extents })
  }
  return items
}
