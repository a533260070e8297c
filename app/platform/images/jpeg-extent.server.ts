import type { FileHandle } from 'node:fs/promises'

/** A JPEG within a file: where it begins and ends, and its size in pixels. */
export interface JpegExtent {
  at: number
  end: number
  width: number
  height: number
}

export interface JpegWalker {
  /**
   * Returns the JPEG that begins at `at` and ends before `limit` with its end marker; undefined if it is cut, or of a
   * process that no decoder here supports, such as the lossless one of raw data.
   */
  extentAt: (at: number, limit: number) => Promise<JpegExtent | undefined>
}

/** Limit for all JPEGs walked through in one file, so that overlapping ones cost no more than reading it a few times. */
const MOST_BYTES = 512 * 1024 * 1024
const PIECE_BYTES = 256 * 1024
const MOST_SEGMENTS = 2000
const [SOI, EOI, SOS, RST0, RST7, TEM] = [0xd8, 0xd9, 0xda, 0xd0, 0xd7, 0x01]
/** Baseline, extended and progressive frames with Huffman coding (ITU T.81, B.1.1.3). */
const DECODABLE: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2])
/** Codes between the frames that are no frames: tables, an extension, and conditioning. */
const NO_FRAME: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc])

/** Walks through JPEGs of an open file, segment by segment, without holding them in memory. */
export function jpegWalker(file: FileHandle): JpegWalker {
  let left = MOST_BYTES
  const read = async (at: number, length: number): Promise<Buffer> => {
    left -= length
    if (left < 0) return Buffer.alloc(0)
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  }

  /** Returns where the next marker is after coded data (ITU T.81, F.1.2.3); undefined if there is none. */
  const markerAfter = async (from: number, limit: number): Promise<number | undefined> => {
    for (let at = from; at < limit; ) {
      const piece = await read(at, Math.min(PIECE_BYTES, limit - at))
      if (piece.length < 2) return undefined
      for (let mark = piece.indexOf(0xff); mark >= 0 && mark + 1 < piece.length; mark = piece.indexOf(0xff, mark + 1)) {
        const code = piece[mark + 1] ?? 0
        if (code !== 0 && code !== 0xff && (code < RST0 || code > RST7)) return at + mark
      }
      // A marker may be split between two pieces.
      at += piece.length - 1
    }
    return undefined
  }

  return {
    extentAt: async (start, limit) => {
      const size = { width: 0, height: 0 }
      let at = start + 2
      const first = await read(start, 2)
      if (first[0] !== 0xff || first[1] !== SOI) return undefined
      for (let segment = 0; segment < MOST_SEGMENTS && at + 2 <= limit; segment++) {
        const head = await read(at, 10)
        const [mark, code = 0] = head
        if (mark !== 0xff) return undefined
        if (code === EOI) return size.width > 0 ? { at: start, end: at + 2, ...size } : undefined
        if (code === 0xff || code === TEM) at += code === TEM ? 2 : 1
        else {
          if (head.length < 10 || code < 0xc0 || (code >= RST0 && code <= SOI)) return undefined
          if (code <= 0xcf && !NO_FRAME.has(code)) {
            if (!DECODABLE.has(code) || head[4] !== 8) return undefined
            size.height = head.readUInt16BE(5)
            size.width = head.readUInt16BE(7)
          }
          const next = at + 2 + Math.max(2, head.readUInt16BE(2))
          const found = code === SOS ? await markerAfter(next, limit) : next
          if (found === undefined) return undefined
          at = found
        }
      }
      return undefined
    },
  }
}
