import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** An XMP packet with these properties. */
export const packet = (inside: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
   xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
  ${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`
export const alternatives = (name: string, texts: Record<string, string>) =>
  `<${name}><rdf:Alt>${Object.entries(texts)
    .map(([lang, text]) => `<rdf:li xml:lang="${lang}">${text}</rdf:li>`)
    .join('')}</rdf:Alt></${name}>`
export const picture = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })

/** A JPEG with these application segments before all others. */
export async function jpegWith(...segments: [marker: number, contents: Buffer | string][]): Promise<Buffer> {
  const jpeg = await picture().jpeg().toBuffer()
  const blocks = segments.map(([marker, contents]) => {
    const body = Buffer.from(contents as string, 'latin1')
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(body.length + 2, 2)
    return Buffer.concat([head, body])
  })
  return Buffer.concat([jpeg.subarray(0, 2), ...blocks, jpeg.subarray(2)])
}
export const xmpSegment = (packet: Buffer | string): [number, Buffer] => [
  0xe1,
  Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(packet as string)]),
]
/** A chunk of a PNG, with its checksum. */
export function pngChunk(type: string, contents: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), contents])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(contents.length)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), out.length - 4)
  return out
}
/** A PNG with these chunks behind its header. */
export async function pngWith(...chunks: Buffer[]): Promise<Buffer> {
  const png = await picture().png().toBuffer()
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)])
}
/** The PNG chunk of an uncompressed XMP packet. */
export const xmpChunk = (packet: Buffer | string): Buffer =>
  pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), Buffer.from(packet as string)]))
/** IIM data sets of record 2. */
export const iimOf = (...sets: [number: number, text: string][]) =>
  Buffer.concat(
    sets.map(([number, text]) => {
      const head = Buffer.from([0x1c, 2, number, 0, 0])
      head.writeUInt16BE(Buffer.byteLength(text), 3)
      return Buffer.concat([head, Buffer.from(text)])
    }),
  )
/** An APP13 segment with IIM and, when given, its digest. */
export function photoshopSegment(iim: Buffer, digest?: Buffer): [number, Buffer] {
  const resource = (id: number, data: Buffer) => {
    const head = Buffer.from([0x38, 0x42, 0x49, 0x4d, id >> 8, id & 255, 0, 0, 0, 0, 0, 0])
    head.writeUInt32BE(data.length, 8)
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
  }
  const resources = [resource(0x0404, iim), ...(digest ? [resource(0x0425, digest)] : [])]
  return [0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), ...resources])]
}

/** Returns a generator of pseudo-random numbers from 0 to 1, the same in each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
