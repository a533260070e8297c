// Ours: the compression middleware compresses every response anew; these pieces are compressed once and joined around a nonce.
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'

const compress = promisify(deflateRaw)

/** A part of a page, compressed independently so that it can stand between any two others. */
export interface GzipPiece {
  plain: Buffer
  /** DEFLATE blocks (RFC 1951), none of them final, that end on a byte boundary and refer to nothing before them. */
  deflated: Buffer
}

/** Compresses a part of a page once, for all responses that contain it. */
export async function gzipPiece(plain: Buffer): Promise<GzipPiece> {
  return { plain, deflated: await compress(plain, { finishFlush: constants.Z_FULL_FLUSH, level: 9 }) }
}

/** RFC 1952, 2.3: magic, deflate, no flags, no time, no hint, unknown system. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** An empty final block. */
const END = Buffer.from([3, 0])

/** Returns the gzip file (RFC 1952) of `pieces` with `between`, of at most 64 KiB, uncompressed in each gap. */
export function gzipOf(pieces: readonly GzipPiece[], between: Buffer): Buffer {
  const stored = storedBlock(between)
  const parts: Buffer[] = [HEADER]
  let check = 0
  let size = 0
  const add = (plain: Buffer, deflated: Buffer) => {
    parts.push(deflated)
    check = crc32(plain, check)
    size += plain.length
  }
  pieces.forEach(({ plain, deflated }, index) => {
    if (index) add(between, stored)
    add(plain, deflated)
  })
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(check, 0)
  trailer.writeUInt32LE(size >>> 0, 4)
  return Buffer.concat([...parts, END, trailer])
}

/** RFC 1951, 3.2.4: a stored block, which begins on a byte boundary. */
function storedBlock(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt16LE(bytes.length, 1)
  head.writeUInt16LE(~bytes.length & 0xffff, 3)
  return Buffer.concat([head, bytes])
}
