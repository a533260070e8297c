import type { ByteSource } from '~/platform/metadata/byte-source.server'
import type { PsdHeader } from './psd-header'

/** What the layer section says of the document, and where it ends. */
export interface PsdLayers {
  count?: number
  /** The first channel after the colours is the transparency of the merged image. */
  isTransparent: boolean
}

interface Section {
  at: number
  end: number
  isLarge: boolean
}

/** Blocks of documents with more than 8 bits, and blocks that say that the merged image is transparent. */
const DEEP_LAYERS: ReadonlySet<string> = new Set(['Lr16', 'Lr32'])
const MERGED_TRANSPARENCY: ReadonlySet<string> = new Set(['Mtrn', 'Mt16', 'Mt32'])
/** Keys whose length has eight bytes in a PSB ("Additional layer information"). */
const LONG_KEYS: ReadonlySet<string> = new Set([
  ...['LMsk', 'Lr16', 'Lr32', 'Layr', 'Mt16', 'Mt32', 'Mtrn', 'Alph', 'FMsk', 'lnk2', 'FEid', 'FXid', 'PxSD'],
])
const MOST_BLOCKS = 1000

/**
 * Returns the number of layers of the section between `at` and `end`, and whether the merged image is transparent: a
 * negative number says so (Adobe Photoshop File Formats, "Layer info"). Damage counts as "no layers".
 */
export async function psdLayers(source: ByteSource, section: Omit<Section, 'isLarge'>, { isLarge }: PsdHeader) {
  const layers: PsdLayers = { isTransparent: false }
  const infoLength = await readLength(source, section.at, isLarge)
  const info = section.at + (isLarge ? 8 : 4)
  if (infoLength === undefined || info + infoLength > section.end) return layers
  if (infoLength >= 2) take(layers, await countAt(source, info))
  const masks = info + infoLength
  const masksLength = (await readLength(source, masks, false)) ?? 0
  await readBlocks(source, { at: masks + 4 + masksLength, end: section.end, isLarge }, layers)
  return layers
}

async function readBlocks(source: ByteSource, { at, end, isLarge }: Section, layers: PsdLayers): Promise<void> {
  let next = at
  for (let block = 0; block < MOST_BLOCKS && next + 12 <= end; block++) {
    const head = await source.read(next, 8)
    const [signature, key] = [head.toString('latin1', 0, 4), head.toString('latin1', 4, 8)]
    if (signature !== '8BIM' && signature !== '8B64') return
    const isLong = isLarge && LONG_KEYS.has(key)
    const length = await readLength(source, next + 8, isLong)
    if (length === undefined) return
    const contents = next + 8 + (isLong ? 8 : 4)
    if (DEEP_LAYERS.has(key) && length >= 2) take(layers, await countAt(source, contents))
    if (MERGED_TRANSPARENCY.has(key)) layers.isTransparent = true
    next = contents + Math.ceil(length / 4) * 4
  }
}

function take(layers: PsdLayers, count: number): void {
  layers.count = Math.abs(count)
  if (count < 0) layers.isTransparent = true
}

async function countAt(source: ByteSource, at: number): Promise<number> {
  const bytes = await source.read(at, 2)
  return bytes.length === 2 ? bytes.readInt16BE(0) : 0
}

/** Returns a length of four bytes, or eight; undefined at the end of the file or if it is beyond all files. */
export async function readLength(source: ByteSource, at: number, isLong: boolean): Promise<number | undefined> {
  const bytes = await source.read(at, isLong ? 8 : 4)
  if (bytes.length < (isLong ? 8 : 4)) return undefined
  const length = isLong ? Number(bytes.readBigUInt64BE(0)) : bytes.readUInt32BE(0)
  return length <= Number.MAX_SAFE_INTEGER / 2 ? length : undefined
}
