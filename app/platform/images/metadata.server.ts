import type { Sniffed } from '~/platform/files/sniff.server'
import { blockReaderFor } from '~/platform/metadata/blocks.server'
import { withFileSource } from '~/platform/metadata/byte-source.server'
import { readExif } from '~/platform/metadata/exif.server'
import { type Exiftool, openExiftool } from '~/platform/metadata/exiftool.server'
import { rawFromExiftool } from '~/platform/metadata/exiftool-metadata'
import type { FileMetadata } from '~/platform/metadata/file-metadata'
import { isIimNewer, readIim } from '~/platform/metadata/iim'
import type { RawMetadata } from '~/platform/metadata/raw-metadata'
import { reconcile } from '~/platform/metadata/reconcile'
import { readXmp } from '~/platform/metadata/xmp'
import { readSvgTexts } from './svg-texts.server'

export type { FileMetadata } from '~/platform/metadata/file-metadata'

const NOTHING: RawMetadata = {
  ...{ exif: {}, iim: {}, xmp: {}, isIimNewer: false, hasLocation: false, hasSerialNumber: false },
}
/** Formats that can carry XMP and whose metadata blocks only exiftool can find. */
const BY_EXIFTOOL: ReadonlySet<string> = new Set([
  ...['pdf', 'ai', 'eps', 'ps', 'indd', 'gif', 'jxl', 'jp2', 'jpx', 'jpm', 'jxr', 'cr3', 'raf'],
  ...['mp3', 'm4a', 'wav', 'aif', 'avi'],
])

/** One per process; it starts exiftool with the first file that needs it. */
const helper = openExiftool()

/**
 * Reads EXIF, IIM and XMP of a file and returns them reconciled. Pictures and films are read by our own readers, so
 * that every machine returns the same and no other program processes them; documents and drawings by exiftool, if
 * installed. Never throws: of damaged metadata it returns what is readable.
 */
export async function readMetadata(
  localPath: string,
  { extension }: Sniffed,
  exiftool: Exiftool = helper,
): Promise<FileMetadata> {
  if (extension === 'svg') return readDrawing(localPath)
  const tags = BY_EXIFTOOL.has(extension) ? await exiftool.read(localPath) : undefined
  return reconcile(tags ? rawFromExiftool(tags) : await readBlocks(localPath, extension).catch(() => NOTHING))
}

/** Reads an SVG; its title and description elements take precedence over its XMP. */
async function readDrawing(localPath: string): Promise<FileMetadata> {
  const { packets, title, description, creator } = await readSvgTexts(localPath)
  const said = reconcile({ ...NOTHING, ...readXmp(packets) })
  return {
    ...said,
    title: { ...said.title, ...title },
    description: { ...said.description, ...description },
    creator: said.creator ?? creator,
  }
}

async function readBlocks(localPath: string, extension: string): Promise<RawMetadata> {
  const reader = blockReaderFor(extension)
  if (!reader) return NOTHING
  return withFileSource(localPath, async (source) => {
    const blocks = await reader(source)
    const exif = blocks.exif ? await readExif(blocks.exif) : NOTHING
    const xmp = readXmp(blocks.xmp)
    return {
      exif: exif.exif,
      iim: blocks.iim ? readIim(blocks.iim) : {},
      xmp: xmp.xmp,
      isIimNewer: isIimNewer(blocks.iim, blocks.iimDigest),
      hasLocation: exif.hasLocation || xmp.hasLocation || blocks.hasLocation === true,
      hasSerialNumber: exif.hasSerialNumber || xmp.hasSerialNumber,
    }
  })
}
