import { type FileHandle, open } from 'node:fs/promises'

/** How far from the end the end marker is looked for. */
const TAIL_BYTES = 256 * 1024

/**
 * Whether a JPEG or PNG has its end near the file's, which spares a decoder the proof. A JPEG without it may still be whole,
 * since cameras and editors append films, depths and further pictures of any length. True of anything else.
 */
export async function hasEndNearby(localPath: string, extension: string): Promise<boolean> {
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

/** How much of a picture is looked through; none that is smaller than 268 million pixels is larger. */
const MOST_BYTES = 2 ** 31
const PIECE_BYTES = 1024 * 1024
const [RST0, RST7, EOI] = [0xd0, 0xd7, 0xd9]

/**
 * Whether a JPEG's scans come to their end marker, whatever stands behind it. Within a scan a byte of 255 is followed by a
 * zero or a restart marker (ITU T.81, F.1.2.3); any other marker but a segment's between two scans means that something
 * else begins where the picture was cut.
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

/** How far a piece of scans and segments goes on, 0 when it does not, and whether it comes to the end marker. */
function stepThrough(piece: Buffer): { length: number; isEnd: boolean } {
  const broken = { length: 0, isEnd: false }
  for (let at = piece.indexOf(0xff); ; at = piece.indexOf(0xff, at)) {
    if (at < 0) return { length: piece.length, isEnd: false }
    const marker = piece[at + 1]
    // The next piece begins with what is cut here.
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

/** Tables, the next scan, its lines, comments and what applications add (B.2.4). */
const BETWEEN_SCANS: ReadonlySet<number> = new Set([
  ...[0xc4, 0xcc, SOS, 0xdb, 0xdc, 0xdd, 0xfe],
  ...Array.from({ length: 16 }, (_, number) => 0xe0 + number),
])
