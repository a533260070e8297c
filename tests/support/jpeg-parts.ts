import { crc32 } from 'node:zlib'

/** A JPEG segment. */
export function segment(marker: number, ...contents: (string | Buffer)[]): Buffer {
  const data = Buffer.concat(contents.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** A JPEG with segments inserted behind its first marker. */
export const withSegments = (jpeg: Buffer, ...segments: Buffer[]): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])

/** The markers and data of the segments before the first scan. */
export function segmentsOf(jpeg: Buffer): { marker: number; data: Buffer }[] {
  const found: { marker: number; data: Buffer }[] = []
  for (let at = 2; jpeg[at + 1] !== 0xda; ) {
    const length = jpeg.readUInt16BE(at + 2)
    found.push({ marker: jpeg[at + 1]!, data: jpeg.subarray(at + 4, at + 2 + length) })
    at += 2 + length
  }
  return found
}

/** A little-endian EXIF block with an artist and a GPS latitude. */
export function locatedExif(): Buffer {
  const tiff = Buffer.alloc(110)
  tiff.write('II*\0', 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  entry(tiff, 10, [0x013b, 2, 8, 50])
  entry(tiff, 22, [0x8825, 4, 1, 60])
  tiff.write('A. Make\0', 50, 'latin1')
  tiff.writeUInt16LE(1, 60)
  entry(tiff, 62, [0x0002, 5, 3, 80])
  for (const [index, value] of [43, 1, 19, 1, 7, 1].entries()) tiff.writeUInt32LE(value, 80 + index * 4)
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
}

function entry(tiff: Buffer, at: number, [tag, type, count, value]: [number, number, number, number]): void {
  tiff.writeUInt16LE(tag, at)
  tiff.writeUInt16LE(type, at + 2)
  tiff.writeUInt32LE(count, at + 4)
  tiff.writeUInt32LE(value, at + 8)
}

/** A JPEG with a multi-picture index (CIPA DC-007) and further images behind it. */
export function multiPicture(first: Buffer, ...following: Buffer[]): Buffer {
  const count = 1 + following.length
  const index = Buffer.alloc(8 + 2 + 12 + 4 + count * 16)
  index.write('MM\0*', 'latin1')
  index.writeUInt32BE(8, 4)
  index.writeUInt16BE(1, 8)
  index.writeUInt16BE(0xb002, 10)
  index.writeUInt16BE(7, 12)
  index.writeUInt32BE(count * 16, 14)
  index.writeUInt32BE(26, 18)
  const whole = withSegments(first, segment(0xe2, 'MPF\0', index))
  // The header is behind SOI, marker, length and signature.
  const base = 2 + 4 + 4
  let at = whole.length
  index.writeUInt32BE(whole.length, 26 + 4)
  for (const [number, picture] of following.entries()) {
    index.writeUInt32BE(picture.length, 26 + (number + 1) * 16 + 4)
    index.writeUInt32BE(at - base, 26 + (number + 1) * 16 + 8)
    at += picture.length
  }
  return Buffer.concat([withSegments(first, segment(0xe2, 'MPF\0', index)), ...following])
}

/** The images behind the first one, by the index of such a JPEG. */
export function indexed(file: Buffer): Buffer[] {
  const at = file.indexOf('MPF\0', 0, 'latin1') + 4
  const count = file.readUInt32BE(at + 14) / 16
  return Array.from({ length: count - 1 }, (_, number) => {
    const entryAt = at + 26 + (number + 1) * 16
    const from = at + file.readUInt32BE(entryAt + 8)
    return file.subarray(from, from + file.readUInt32BE(entryAt + 4))
  })
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(typed) >>> 0)
  return Buffer.concat([size, typed, check])
}
