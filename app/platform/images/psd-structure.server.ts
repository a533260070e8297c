import { type ByteSource, withFileSource } from '~/platform/metadata/byte-source.server'
import { PsdError } from './psd-error'
import { type PsdResourceFacts, resourceFacts, WANTED_RESOURCES } from './psd-facts'
import { COLOUR_CHANNELS, HEADER_BYTES, type PsdHeader, psdHeader } from './psd-header'
import { type PsdLayers, psdLayers, readLength } from './psd-layers.server'

/** What a PSD says before its merged image begins. */
export interface PsdStructure {
  header: PsdHeader
  resources: PsdResourceFacts
  layers: PsdLayers
  /** RGB triples of an indexed picture, as three tables of 256 bytes. */
  palette?: Buffer
  /** Where the merged image begins, with its kind of compression. */
  imageAt: number
  fileSize: number
}

const PALETTE_BYTES = 768
const SIGNATURES: ReadonlySet<string> = new Set(['8BIM', 'MeSa', 'AgHg', 'PHUT', 'DCSR'])
const MOST_RESOURCES = 2000
/** Profiles of printing conditions have up to 3 MB. */
const LARGEST_RESOURCE = 16 * 1024 * 1024

/** Reads the four sections before the merged image. Throws PsdError, or what opening the file throws. */
export const readPsdStructure = (localPath: string): Promise<PsdStructure> => withFileSource(localPath, readSections)

async function readSections(source: ByteSource): Promise<PsdStructure> {
  const header = psdHeader(await source.read(0, HEADER_BYTES))
  const colours = await sectionAt(source, HEADER_BYTES)
  const resources = await sectionAt(source, colours.end)
  const layers = await sectionAt(source, resources.end, header.isLarge)
  const palette = header.mode === 'indexed' ? await source.read(colours.at, PALETTE_BYTES) : undefined
  if (palette && (palette.length < PALETTE_BYTES || colours.end - colours.at < PALETTE_BYTES))
    throw new PsdError('unreadable')
  return {
    header,
    resources: resourceFacts(await readResources(source, resources), header.mode),
    layers: layers.end > layers.at ? await psdLayers(source, layers, header) : { isTransparent: false },
    palette,
    imageAt: layers.end,
    fileSize: source.size,
  }
}

/** Whether the merged image has a channel of transparency that is read. */
export const hasTransparency = ({ header, layers }: PsdStructure): boolean =>
  layers.isTransparent && header.channels > COLOUR_CHANNELS[header.mode]

async function sectionAt(source: ByteSource, at: number, isLong = false): Promise<{ at: number; end: number }> {
  const length = await readLength(source, at, isLong)
  const start = at + (isLong ? 8 : 4)
  if (length === undefined || start + length > source.size) throw new PsdError('truncated')
  return { at: start, end: start + length }
}

/** Returns the wanted resources by id, the first of each; what follows a damaged one is not read. */
async function readResources(source: ByteSource, { at, end }: { at: number; end: number }) {
  const found = new Map<number, Buffer>()
  let next = at
  for (let count = 0; count < MOST_RESOURCES && next + 12 <= end; count++) {
    const head = await source.read(next, 8)
    if (head.length < 8 || !SIGNATURES.has(head.toString('latin1', 0, 4))) break
    const id = head.readUInt16BE(4)
    // A Pascal string and the data, each padded to an even length.
    const sizeAt = next + 6 + even(1 + (head[6] ?? 0))
    const size = (await readLength(source, sizeAt, false)) ?? 0
    if (sizeAt + 4 + size > end) break
    if (WANTED_RESOURCES.has(id) && !found.has(id) && size <= LARGEST_RESOURCE)
      found.set(id, await source.read(sizeAt + 4, size))
    next = sizeAt + 4 + even(size)
  }
  return found
}

const even = (length: number): number => length + (length % 2)
