import { type FileHandle, open } from 'node:fs/promises'

/** How far before the end of the file the end marker is searched. */
const TAIL_BYTES = 256 * 1024

/**
 * Returns whether a JPEG or PNG has its end marker near the end of the file, which spares decoding it. A JPEG without
 * one may still be complete, since cameras and editors append films, depth maps and further pictures of any length.
 * True for other formats.
 */
export async function hasEndNearby(localPath: string, extension: string): Promise<boolean> {
  if (extension !== 'jpg' && extension !== 'png') return true
  const file = await open(localPath)
  try {
    // IEND closes a PNG (PNG 11.2.5), EOI a JPEG (ITU T.81, B.1.1.3).
    if (extension === 'png') return (await lastOf(file, Buffer.from('IEND'))) >= 0
    // A thumbnail in the header has an EOI of its own, so only one after the start of the scan counts.
    return (await lastOf(file, Buffer.from([0xff, 0xd9]))) > (await startOfScan(file))
  } finally {
    await file.close()
  }
}

/** Returns the last offset of a marker in the file's tail; -1 if it has none. */
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

/** Returns where the first scan of a JPEG begins (ITU T.81, B.2.1); Infinity if the file ends or is damaged before. */
async function startOfScan(file: FileHandle): Promise<number> {
  const header = Buffer.alloc(4)
  let at = 2
  for (let segment = 0; segment < MOST_SEGMENTS; segment++) {
    const { bytesRead } = await file.read(header, 0, 4, at)
    if (bytesRead < 4 || header[0] !== 0xff) return Number.POSITIVE_INFINITY
    if (header[1] === SOS) return at
    // Any number of fill bytes may precede a marker (B.1.1.2).
    at += header[1] === 0xff ? 1 : 2 + header.readUInt16BE(2)
  }
  return Number.POSITIVE_INFINITY
}

/** Limit for the bytes searched; no picture within the limit of 268 million pixels is larger. */
const MOST_BYTES = 2 ** 31
const PIECE_BYTES = 1024 * 1024
const [RST0, RST7, EOI] = [0xd0, 0xd7, 0xd9]

/**
 * Returns whether a JPEG's scans reach their end marker, whatever follows it. Within a scan a byte of 255 is followed
 * by zero or a restart marker (ITU T.81, F.1.2.3); any marker other than a segment between two scans means that the
 * picture was cut and other data follows.
 */
export async function reachesEnd(localPath: string): Promise<boolean> {
  const file = await open(localPath)
  try {
    let at = await startOfScan(file)
    while (at < MOST_BYTES) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, at)
      const step = stepThrough(buffer.subarray(0, bytesRead))
      if (step.isEnd || step.length === 0) return step.isEnd
      at += step.length
    }
    return false
  } finally {
    await file.close()
  }
}

/**
 * Returns how many bytes of a chunk are valid scans and segments (0 if invalid), and whether the end marker was
 * reached.
 */
function stepThrough(piece: Buffer): { length: number; isEnd: boolean } {
  const broken = { length: 0, isEnd: false }
  for (let at = piece.indexOf(0xff); ; at = piece.indexOf(0xff, at)) {
    if (at < 0) return { length: piece.length, isEnd: false }
    const marker = piece[at + 1]
    // The marker is split between two chunks: the next one begins with it.
    if (marker === undefined) return { length: at, isEnd: false }
    if (marker === EOI) return { length: at, isEnd: true }
    const isFill = marker === 0xff
    if (isFill || marker === 0 || (marker >= RST0 && marker <= RST7)) at += isFill ? 1 : 2
    else if (!BETWEEN_SCANS.has(marker)) return broken
    else {
      if (at + 4 > piece.length) return { length: at, isEnd: false }
      const next = at + 2 + piece.readUInt16BE(at + 2)
      if (next >= piece.length) return { length: next, isEnd: false }
      at = next
    }
  }
}

/** Tables, the next scan, its number of lines, comments and application segments (B.2.4). */
const BETWEEN_SCANS: ReadonlySet<number> = new Set([
  ...[0xc4, 0xcc, SOS, 0xdb, 0xdc, 0xdd, 0xfe],
  ...Array.from({ length: 16 }, (_, number) => 0xe0 + number),
])
