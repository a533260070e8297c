import type { ByteSource } from './byte-source.server'

export interface PhotoshopResources {
  iim?: Buffer
  iimDigest?: Buffer
  exif?: Buffer
  xmp?: Buffer
}

/** Ids of image resources (Adobe Photoshop File Formats, "Image Resource IDs"). */
const NAMES: Record<number, keyof PhotoshopResources> = {
  ...{ 1028: 'iim', 1058: 'exif', 1060: 'xmp', 1061: 'iimDigest' },
}
const SIGNATURES: ReadonlySet<string> = new Set(['8BIM', 'MeSa', 'AgHg', 'PHUT', 'DCSR'])

/**
 * Returns the metadata blocks among image resources; the first of an id wins. A truncated block yields what precedes
 * the cut.
 */
export function photoshopResources(bytes: Buffer): PhotoshopResources {
  const found: PhotoshopResources = {}
  let at = 0
  while (at + 12 <= bytes.length && SIGNATURES.has(bytes.toString('latin1', at, at + 4))) {
    const name = NAMES[bytes.readUInt16BE(at + 4)]
    // A Pascal string and the data, each padded to an even length.
    const sizeAt = at + 6 + even(1 + (bytes[at + 6] ?? 0))
    if (sizeAt + 4 > bytes.length) break
    const size = bytes.readUInt32BE(sizeAt)
    const data = bytes.subarray(sizeAt + 4, sizeAt + 4 + size)
    if (name && data.length > 0) found[name] ??= data
    at = sizeAt + 4 + even(size)
  }
  return found
}

const even = (length: number): number => length + (length % 2)

/**
 * Returns the image resources of a PSD or PSB, which follow its header and colour table (Adobe Photoshop File Formats).
 */
export async function psdResources(source: ByteSource): Promise<Buffer> {
  const colours = await lengthAt(source, 26)
  const resources = await lengthAt(source, 30 + colours)
  return source.read(34 + colours, resources)
}

async function lengthAt(source: ByteSource, at: number): Promise<number> {
  const bytes = await source.read(at, 4)
  return bytes.length === 4 ? bytes.readUInt32BE(0) : 0
}
