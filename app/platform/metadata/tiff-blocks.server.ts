import type { Blocks } from './blocks.server'
import type { ByteSource } from './byte-source.server'
import { photoshopResources } from './photoshop-resources.server'
import { readDirectory, readTiffVariant } from './tiff-directory.server'

/** Tags whose values are metadata blocks (XMP specification, part 3, 1.1.8; Adobe Photoshop TIFF technical notes). */
const [XMP, IIM, PHOTOSHOP] = [700, 33_723, 34_377]

/** Returns XMP, IIM and image resources of a TIFF; `exif` is the file itself. */
export async function tiffBlocks(source: ByteSource): Promise<Blocks> {
  const form = await readTiffVariant(source)
  if (!form) return { xmp: [] }
  const values = await readDirectory(source, form, form.first, new Set([XMP, IIM, PHOTOSHOP]))
  const bytesOf = (tag: number) => values.get(tag)?.bytes
  const resources = photoshopResources(bytesOf(PHOTOSHOP) ?? Buffer.alloc(0))
  return {
    exif: source,
    xmp: [bytesOf(XMP), resources.xmp].filter((packet) => packet !== undefined),
    iim: bytesOf(IIM) ?? resources.iim,
    iimDigest: resources.iimDigest,
  }
}
