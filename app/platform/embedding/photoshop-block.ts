import { createHash } from 'node:crypto'
import { photoshopResources } from '~/platform/metadata/photoshop-resources.server'
import type { EmbeddedTexts } from './embedded-texts'
import { iimWith } from './iim-block'

/** IIM, its digest and a second XMP packet (Adobe Photoshop File Formats, "Image Resource IDs"). */
const [IIM, DIGEST, XMP] = [0x0404, 0x0425, 0x0424]

/**
 * Returns image resources with new IIM, and the MD5 of it, by which readers know that IIM and XMP agree (Metadata Working
 * Group, 3.3.1); all other resources stay. In a TIFF the IIM is a tag of its own.
 */
export function resourcesWith(former: Buffer, iim: Buffer, place: 'within' | 'beside'): Buffer {
  const kept: Buffer[] = []
  for (const { id, bytes } of resourcesIn(former)) if (id !== IIM && id !== DIGEST && id !== XMP) kept.push(bytes)
  const digest = createHash('md5').update(iim).digest()
  return Buffer.concat([...(place === 'within' ? [resource(IIM, iim)] : []), resource(DIGEST, digest), ...kept])
}

/** Returns the new IIM for image resources. */
export const newIim = (resources: Buffer, texts: EmbeddedTexts): Buffer =>
  iimWith(photoshopResources(resources).iim, texts)

function* resourcesIn(block: Buffer): Generator<{ id: number; bytes: Buffer }> {
  let at = 0
  while (at + 12 <= block.length && /^(8BIM|MeSa|PHUT|AgHg|DCSR)$/.test(block.toString('latin1', at, at + 4))) {
    // Name and data are padded to even lengths.
    const sizeAt = at + 6 + ((block.readUInt8(at + 6) + 2) & ~1)
    if (sizeAt + 4 > block.length) return
    const size = block.readUInt32BE(sizeAt)
    const end = sizeAt + 4 + ((size + 1) & ~1)
    if (sizeAt + 4 + size > block.length) return
    const bytes = block.subarray(at, Math.min(end, block.length))
    yield { id: block.readUInt16BE(at + 4), bytes: bytes.length & 1 ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes }
    at = end
  }
}

function resource(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head.write('8BIM', 'latin1')
  head.writeUInt16BE(id, 4)
  head.writeUInt32BE(data.length, 8)
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)])
}
