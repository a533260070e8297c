import { createHash } from 'node:crypto'
import { cleanXmp } from './xmp'

/**
 * Data sets of IPTC record 2 (IIM 4.2) that are removed: audio, ids of jobs and documents. Instructions are kept: they
 * address the recipient of the file.
 */
const GOES = new Set([150, 151, 152, 153, 154, 184, 185, 186, 187, 188])
/** Data sets from this number on hold previews of earlier states of the picture and programs' private data. */
const PRIVATE = 200

/** Returns IPTC data without traces of editing; the same buffer if there are none. */
export function cleanIptc(block: Buffer): Buffer {
  const kept: Buffer[] = []
  let at = 0
  while (at + 5 <= block.length && block[at] === 0x1c) {
    const [record, dataset, size] = [block.readUInt8(at + 1), block.readUInt8(at + 2), block.readUInt16BE(at + 3)]
    // The length field of an extended data set gives the size of the length that follows (IIM 4.2, 1.5.b).
    const isLong = size > 0x7fff
    const lengthBytes = size & 0x7fff
    if (isLong && (lengthBytes === 0 || lengthBytes > 4 || at + 5 + lengthBytes > block.length)) break
    const length = isLong ? block.readUIntBE(at + 5, lengthBytes) : size
    const end = at + 5 + (isLong ? lengthBytes : 0) + length
    if (end > block.length) break
    if (record === 1 || (record === 2 && dataset < PRIVATE && !GOES.has(dataset))) kept.push(block.subarray(at, end))
    at = end
  }
  const clean = Buffer.concat(kept)
  return clean.equals(block.subarray(0, clean.length)) && isPadding(block.subarray(clean.length)) ? block : clean
}

const isPadding = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0)

const [IPTC, DIGEST, XMP] = [0x0404, 0x0425, 0x0424]
/**
 * Photoshop image resources (Adobe Photoshop File Formats Specification) that are kept: resolution, print settings,
 * copyright flag and URL, colour profile, clipping paths. Removed are thumbnails from before a crop, a second EXIF
 * block, names of printers, slices, layers and plug-ins' data.
 */
const STAYS = new Set([
  ...[0x03ed, 0x03ef, 0x03f2, 0x03f3, 0x03f5, 0x03f8, 0x0406, 0x0408, 0x040a, 0x040b, 0x040d, 0x040f, 0x0411, 0x0419],
  ...[IPTC, DIGEST, XMP, 0x0426, 0x0428, 0x0bb7, 0x2710],
])
const isPath = (id: number): boolean => id >= 0x07d0 && id <= 0x0bb6

/** Returns Photoshop image resources without traces of editing; the same buffer if there are none. */
export function cleanPhotoshop(block: Buffer): Buffer {
  const kept: { id: number; head: Buffer; data: Buffer }[] = []
  let at = 0
  while (at + 12 <= block.length && /^(8BIM|MeSa|PHUT|AgHg|DCSR)$/.test(block.toString('latin1', at, at + 4))) {
    const id = block.readUInt16BE(at + 4)
    // Names and data are padded to even lengths.
    const sizeAt = at + 6 + ((block.readUInt8(at + 6) + 2) & ~1)
    if (sizeAt + 4 > block.length) break
    const size = block.readUInt32BE(sizeAt)
    if (sizeAt + 4 + size > block.length) break
    const data = block.subarray(sizeAt + 4, sizeAt + 4 + size)
    if (block[at] === 0x38 && (STAYS.has(id) || isPath(id))) kept.push({ id, head: block.subarray(at, sizeAt), data })
    at = sizeAt + 4 + ((size + 1) & ~1)
  }
  const clean = Buffer.concat(kept.map((resource) => written(resource, kept)))
  return clean.equals(block.subarray(0, clean.length)) && isPadding(block.subarray(clean.length)) ? block : clean
}

interface Resource {
  id: number
  head: Buffer
  data: Buffer
}

function written({ id, head, data }: Resource, all: Resource[]): Buffer {
  const clean = cleanResource(id, data, all)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(clean.length)
  return Buffer.concat([head, size, clean, Buffer.alloc(clean.length & 1)])
}

function cleanResource(id: number, data: Buffer, all: Resource[]): Buffer {
  if (id === IPTC) return cleanIptc(data)
  if (id === XMP) return cleanXmp(data)
  const iptc = all.find((resource) => resource.id === IPTC)?.data
  // Readers treat IPTC as newer than XMP if this digest of it does not match (Metadata Working Group, 3.3.1).
  if (id === DIGEST && iptc && md5(iptc).equals(data)) return md5(cleanIptc(iptc))
  return data
}

const md5 = (data: Buffer): Buffer => createHash('md5').update(data).digest()
