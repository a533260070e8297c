import { type FileHandle, open } from 'node:fs/promises'

/** How far from the end the end marker may lie: cameras and editors append previews and padding. */
const TAIL_BYTES = 256 * 1024

/** Whether a JPEG or PNG has its end: cut ones have none, and decode to half a picture. True of anything else. */
export async function isWhole(localPath: string, extension: string): Promise<boolean> {
  if (extension !== 'jpg' && extension !== 'png') return true
  const file = await open(localPath)
  try {
    // IEND closes a PNG (PNG 11.2.5), EOI a JPEG (ITU T.81, B.1.1.3).
    if (extension === 'png') return (await lastOf(file, Buffer.from('IEND'))) >= 0
    // The thumbnail within a header has an EOI of its own, so only one after the start of the scan counts.
    return (await lastOf(file, Buffer.from([0xff, 0xd9]))) > (await startOfScan(file))
  } finally {
    await file.close()
  }
}

/** Where a marker stands last in a file, or -1 when its tail has none. */
async function lastOf(file: FileHandle, marker: Buffer): Promise<number> {
  const { size } = await file.stat()
  const length = Math.min(size, TAIL_BYTES)
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
  const at = buffer.lastIndexOf(marker)
  return at < 0 ? -1 : size - length + at
}

const SOS = 0xda
/** Far more segments than any program writes. */
const MOST_SEGMENTS = 2000

/** Where the first scan of a JPEG begins (ITU T.81, B.2.1), or Infinity when the file ends or breaks before. */
async function startOfScan(file: FileHandle): Promise<number> {
  const header = Buffer.alloc(4)
  let at = 2
  for (let segment = 0; segment < MOST_SEGMENTS; segment++) {
    const { bytesRead } = await file.read(header, 0, 4, at)
    if (bytesRead < 4 || header[0] !== 0xff) return Number.POSITIVE_INFINITY
    if (header[1] === SOS) return at
    // Any number of fill bytes may stand before a marker (B.1.1.2).
    at += header[1] === 0xff ? 1 : 2 + header.readUInt16BE(2)
  }
  return Number.POSITIVE_INFINITY
}
