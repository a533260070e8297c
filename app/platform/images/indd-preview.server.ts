import { type FileHandle, open } from 'node:fs/promises'

/** A picture in XMP: base64 between these tags, which older programs name differently (XMP specification, part 2, 1.2.2.2). */
const TAGS = [Buffer.from('<xmpGImg:image>'), Buffer.from('<xapGImg:image>')]
const END = Buffer.from('</')
const PIECE_BYTES = 1024 * 1024
const LARGEST_IMAGE = 12 * 1024 * 1024
const MOST_IMAGES = 50
/** Limit for the bytes searched; books of InDesign have some 500 MB. */
const MOST_BYTES = 4 * 1024 ** 3

/** Returns the pictures, of pages and of the document, that the XMP in an InDesign file has, as JPEG or PNG bytes. */
export async function* xmpImages(localPath: string): AsyncGenerator<Buffer> {
  const file = await open(localPath)
  try {
    const { size } = await file.stat()
    const overlap = Math.max(...TAGS.map((tag) => tag.length)) - 1
    const piece = Buffer.allocUnsafe(PIECE_BYTES)
    let images = 0
    for (let at = 0; at < Math.min(size, MOST_BYTES); ) {
      const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, at)
      const tag = firstTag(piece.subarray(0, bytesRead))
      if (tag === undefined) {
        if (bytesRead <= overlap) return
        at += bytesRead - overlap
        continue
      }
      const image = await imageAt(file, at + tag)
      if (image) yield image
      if (++images >= MOST_IMAGES) return
      at += tag
    }
  } finally {
    await file.close()
  }
}

/** Returns the offset after the first tag; undefined if there is none. */
function firstTag(bytes: Buffer): number | undefined {
  const ends = TAGS.map((tag) => ({ at: bytes.indexOf(tag), length: tag.length })).filter(({ at }) => at >= 0)
  return ends.length ? Math.min(...ends.map(({ at, length }) => at + length)) : undefined
}

async function imageAt(file: FileHandle, at: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  for (let length = 0; length < LARGEST_IMAGE; ) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, at + length)
    const piece = buffer.subarray(0, bytesRead)
    const end = piece.indexOf(END)
    parts.push(end < 0 ? piece : piece.subarray(0, end))
    if (end >= 0) return decode(Buffer.concat(parts).toString('latin1'))
    if (bytesRead === 0) return undefined
    length += bytesRead
  }
  return undefined
}

/** Line breaks are written as references to characters. */
function decode(text: string): Buffer | undefined {
  const bytes = Buffer.from(text.replace(/&#x?[\da-f]{1,4};/gi, ''), 'base64')
  return bytes.length > 100 ? bytes : undefined
}
