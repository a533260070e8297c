/** The coded image data of a file, byte for byte, without metadata. */
export function codedBytes(file: Buffer, format: 'jpg' | 'png' | 'webp' | 'tif'): Buffer {
  if (format === 'jpg') return codedJpeg(file)
  if (format === 'png')
    return Buffer.concat(
      pngChunks(file)
        .filter(({ type }) => /^[A-Z]/.test(type))
        .map(({ data }) => data),
    )
  if (format === 'webp')
    return Buffer.concat(
      webpChunks(file)
        .filter(({ type }) => /^(VP8 |VP8L|ALPH)$/.test(type))
        .map(({ data }) => data),
    )
  return codedTiff(file)
}

/** Tables, frame and scan headers, and everything between the first scan's beginning and the end marker. */
function codedJpeg(file: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 2
  while (file[at + 1] !== 0xda) {
    const length = 2 + file.readUInt16BE(at + 2)
    const isMetadata = (file[at + 1]! & 0xf0) === 0xe0 || file[at + 1] === 0xfe
    if (!isMetadata) parts.push(file.subarray(at, at + length))
    at += length
  }
  return Buffer.concat([...parts, file.subarray(at, file.indexOf(Buffer.from([0xff, 0xd9]), at) + 2)])
}

export function pngChunks(file: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) })
    at += 12 + length
  }
  return chunks
}

export function webpChunks(file: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = 12; at + 8 <= file.length; ) {
    const length = file.readUInt32LE(at + 4)
    chunks.push({ type: file.toString('latin1', at, at + 4), data: file.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length & 1)
  }
  return chunks
}

/** The strips of the first page of a little-endian TIFF. */
function codedTiff(file: Buffer): Buffer {
  const at = file.readUInt32LE(4)
  const values = (tag: number): number[] => {
    for (let index = 0; index < file.readUInt16LE(at); index++) {
      const entry = at + 2 + index * 12
      if (file.readUInt16LE(entry) !== tag) continue
      const [type, count] = [file.readUInt16LE(entry + 2), file.readUInt32LE(entry + 4)]
      const width = type === 3 ? 2 : 4
      const from = width * count <= 4 ? entry + 8 : file.readUInt32LE(entry + 8)
      return Array.from({ length: count }, (_, value) => file.readUIntLE(from + value * width, width))
    }
    return []
  }
  const lengths = values(0x117)
  return Buffer.concat(values(0x111).map((offset, index) => file.subarray(offset, offset + lengths[index]!)))
}
