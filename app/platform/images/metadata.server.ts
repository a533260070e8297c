import type { Sniffed } from '~/platform/files/sniff.server'
import type { Localized } from '~/platform/language'
import { blockReaderFor } from '~/platform/metadata/blocks.server'
import { withFileSource } from '~/platform/metadata/byte-source.server'
import { readExif } from '~/platform/metadata/exif.server'
import { type Exiftool, openExiftool } from '~/platform/metadata/exiftool.server'
import { rawFromExiftool } from '~/platform/metadata/exiftool-metadata'
import type { FileMetadata } from '~/platform/metadata/file-metadata'
import { isIimNewer, readIim } from '~/platform/metadata/iim'
import type { RawMetadata } from '~/platform/metadata/raw-metadata'
import { reconcile } from '~/platform/metadata/reconcile'
import { tagsFromExiftool } from '~/platform/metadata/tags/exiftool-tags'
import { boundedTags, type FileTags } from '~/platform/metadata/tags/file-tag'
import { tagsOfBlocks } from '~/platform/metadata/tags/read-tags.server'
import { xmpTags } from '~/platform/metadata/tags/xmp-tags'
import { readXmp } from '~/platform/metadata/xmp'
import { readSvgTexts } from './svg-texts.server'

export type { FileMetadata } from '~/platform/metadata/file-metadata'

const NOTHING: RawMetadata = {
  ...{ exif: {}, iim: {}, xmp: {}, isIimNewer: false, hasLocation: false, hasSerialNumber: false },
}
const EMPTY: { raw: RawMetadata; tags: FileTags } = { raw: NOTHING, tags: { tags: [], omitted: 0 } }
/** Formats that can carry XMP and whose metadata blocks only exiftool can find. */
const BY_EXIFTOOL: ReadonlySet<string> = new Set([
  ...['pdf', 'ai', 'eps', 'ps', 'indd', 'gif', 'jxl', 'jp2', 'jpx', 'jpm', 'jxr', 'cr3', 'raf'],
  ...['mp3', 'm4a', 'wav', 'aif', 'avi'],
])

/** One per process; it starts exiftool with the first file that needs it. */
const helper = openExiftool()

/** What a file says of itself: reconciled, and every tag as it stands in the file. */
export interface ReadFile {
  metadata: FileMetadata
  tags: FileTags
}

/** Returns the reconciled metadata of a file; see `readFile`. */
export const readMetadata = async (localPath: string, sniffed: Sniffed, exiftool?: Exiftool): Promise<FileMetadata> =>
  (await readFile(localPath, sniffed, exiftool)).metadata

/**
 * Reads EXIF, IIM and XMP of a file and returns them reconciled, and as tags. Pictures and films are read by our own readers, so
 * that every machine returns the same and no other program processes them; documents and drawings by exiftool, if
 * installed. Never throws: of damaged metadata it returns what is readable.
 */
export async function readFile(
  localPath: string,
  { extension }: Pick<Sniffed, 'extension'>,
  exiftool: Exiftool = helper,
): Promise<ReadFile> {
  if (extension === 'svg') return readDrawing(localPath)
  const printed = BY_EXIFTOOL.has(extension) ? await exiftool.read(localPath) : undefined
  if (printed) return { metadata: reconcile(rawFromExiftool(printed)), tags: boundedTags(tagsFromExiftool(printed)) }
  const { raw, tags } = await readBlocks(localPath, extension).catch(() => EMPTY)
  return { metadata: reconcile(raw), tags }
}

/** Reads an SVG; its title and description elements take precedence over its XMP. */
async function readDrawing(localPath: string): Promise<ReadFile> {
  const { packets, title, description, creator } = await readSvgTexts(localPath)
  const said = reconcile({ ...NOTHING, ...readXmp(packets) })
  const shown = [
    { name: 'SVG:Title', values: textsIn(title) },
    { name: 'SVG:Description', values: textsIn(description) },
  ]
  return {
    metadata: {
      ...said,
      title: { ...said.title, ...title },
      description: { ...said.description, ...description },
      creator: said.creator ?? creator,
    },
    tags: boundedTags([...shown, ...xmpTags(packets)]),
  }
}

async function readBlocks(localPath: string, extension: string): Promise<{ raw: RawMetadata; tags: FileTags }> {
  const reader = blockReaderFor(extension)
  if (!reader) return EMPTY
  return withFileSource(localPath, async (source) => {
    const blocks = await reader(source)
    const exif = blocks.exif ? await readExif(blocks.exif) : NOTHING
    const xmp = readXmp(blocks.xmp)
    const raw = {
      exif: exif.exif,
      iim: blocks.iim ? readIim(blocks.iim) : {},
      xmp: xmp.xmp,
      isIimNewer: isIimNewer(blocks.iim, blocks.iimDigest),
      hasLocation: exif.hasLocation || xmp.hasLocation || blocks.hasLocation === true,
      hasSerialNumber: exif.hasSerialNumber || xmp.hasSerialNumber,
    }
    return { raw, tags: await tagsOfBlocks(source, blocks, extension) }
  })
}

const textsIn = (texts: Localized): string[] => Object.values(texts).flatMap((text) => text ?? [])
