import { type FileHandle, open } from 'node:fs/promises'

/** Bytes with random access: a file, or a block within one. */
export interface ByteSource {
  readonly size: number
  /** Returns up to `length` bytes from `at`: fewer at the end of the source, none if `at` is outside it. */
  read(at: number, length: number): Promise<Buffer>
}

/** Limit for one metadata block; the largest that programs write, XMP with an edit history, has some 20 MB. */
export const LARGEST_BLOCK = 32 * 1024 * 1024
/** Limit for all reads of one file: a crafted file can refer to the same block ten thousand times. */
const MOST_BYTES = 128 * 1024 * 1024

/** Headers are close together, so one disk read of this size serves many of them. */
const WINDOW = 16 * 1024

/** Opens a file, runs `use` with it and closes it. Throws what opening the file throws. */
export async function withFileSource<T>(localPath: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const file = await open(localPath)
  try {
    return await use(fileSource(file, (await file.stat()).size))
  } finally {
    await file.close()
  }
}

function fileSource(file: FileHandle, size: number): ByteSource {
  let window = { at: 0, bytes: Buffer.alloc(0) }
  let left = MOST_BYTES
  const fetch = async (at: number, length: number) => {
    left -= length
    if (left < 0) return Buffer.alloc(0)
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  }
  return {
    size,
    read: async (at, wanted) => {
      const length = within(size, at, wanted)
      if (length > WINDOW) return fetch(at, length)
      const isKept = at >= window.at && at + length <= window.at + window.bytes.length
      if (!isKept) window = { at, bytes: await fetch(at, within(size, at, WINDOW)) }
      return Buffer.from(window.bytes.subarray(at - window.at, at - window.at + length))
    },
  }
}

/** Returns a source over a block that is already in memory. */
export const bufferSource = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: async (at, wanted) => bytes.subarray(at, at + within(bytes.length, at, wanted)),
})

/** Returns how many of the `wanted` bytes exist from `at` on. */
function within(size: number, at: number, wanted: number): number {
  if (!Number.isSafeInteger(at) || at < 0 || at >= size || !(wanted > 0)) return 0
  return Math.min(wanted, size - at, LARGEST_BLOCK)
}
