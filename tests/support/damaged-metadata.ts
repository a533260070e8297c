/** Changes the type, count or offset of a tag in the first EXIF directory of a file. Throws when the tag is missing. */
export const damageTag =
  (tag: number, { type, count, offset }: { type?: number; count?: number; offset?: number }) =>
  (bytes: Buffer): Buffer => {
    const { start, little } = tiffIn(bytes)
    const read = (at: number, width: number) => (little ? bytes.readUIntLE(at, width) : bytes.readUIntBE(at, width))
    const write = (value: number, at: number, width: number) =>
      little ? bytes.writeUIntLE(value, at, width) : bytes.writeUIntBE(value, at, width)
    const directory = start + read(start + 4, 4)
    const entries = Array.from({ length: read(directory, 2) }, (_, index) => directory + 2 + index * 12)
    const entry = entries.find((at) => read(at, 2) === tag)
    if (entry === undefined) throw new Error(`no tag ${tag}`)
    if (type !== undefined) write(type, entry + 2, 2)
    if (count !== undefined) write(count, entry + 4, 4)
    if (offset !== undefined) write(offset, entry + 8, 4)
    return bytes
  }

function tiffIn(bytes: Buffer): { start: number; little: boolean } {
  const places = ['II*\0', 'MM\0*'].map((magic) => bytes.indexOf(Buffer.from(magic, 'latin1')))
  const [little = -1, big = -1] = places
  if (little < 0 && big < 0) throw new Error('no EXIF')
  return big < 0 || (little >= 0 && little < big) ? { start: little, little: true } : { start: big, little: false }
}

/** Overwrites an EXIF block behind its header, as programs do that keep its length and lose its contents. */
export function emptyExif(bytes: Buffer): Buffer {
  const { start } = tiffIn(bytes)
  return bytes.fill(0xa5, start + 8, start + 80)
}

/** States a length of a data set far beyond its block. */
export const cutIim =
  (value: string) =>
  (bytes: Buffer): Buffer => {
    bytes.writeUInt16BE(0x7fff, bytes.indexOf(value) - 2)
    return bytes
  }
