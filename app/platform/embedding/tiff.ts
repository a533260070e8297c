import type { Edit } from '~/platform/images/clean/edits'
import { readBlock, type Source } from '~/platform/images/clean/source'
import { readIfd, readLayout } from '~/platform/images/clean/tiff-layout'
import { photoshopResources } from '~/platform/metadata/photoshop-resources.server'
import type { EmbeddedTexts } from './embedded-texts'
import { iimWith } from './iim-block'
import { resourcesWith } from './photoshop-block'
import { changedTags, exifChanges, type TagChange } from './tiff-tags'
import { packetWith } from './xmp-packet'

/** Tags whose values are metadata blocks (XMP specification, part 3, 1.1.8), and Content Credentials (C2PA 2.0, A.3.4). */
const [XMP, IIM, PHOTOSHOP, CREDENTIALS] = [700, 33_723, 34_377, 0xcd41]

/**
 * Returns the edits that write texts into the first page of a TIFF: XMP, IIM with its digest, and EXIF's texts; no other byte
 * changes but the offset of the first IFD. Throws CleanError, EmbedError.
 */
export async function embedInTiff(source: Source, texts: EmbeddedTexts): Promise<Edit[]> {
  const layout = await readLayout(source)
  const { entries } = await readIfd(source, layout, layout.firstIfd)
  const blockOf = async (tag: number): Promise<Buffer | undefined> => {
    const entry = entries.find((found) => found.tag === tag)
    return entry && readBlock(source, entry.valuesAt, entry.size)
  }
  const resources = (await blockOf(PHOTOSHOP)) ?? Buffer.alloc(0)
  const within = photoshopResources(resources)
  const packets = [await blockOf(XMP), within.xmp].filter((packet) => packet !== undefined)
  const iim = iimWith((await blockOf(IIM)) ?? within.iim, texts)
  return changedTags(
    source,
    new Map<number, TagChange>([
      ...exifChanges(texts),
      [XMP, { type: 1, bytes: packetWith(packets, texts) }],
      [IIM, { type: 7, bytes: iim }],
      [PHOTOSHOP, { type: 1, bytes: resourcesWith(resources, iim, 'beside') }],
      [CREDENTIALS, null],
    ]),
  )
}
