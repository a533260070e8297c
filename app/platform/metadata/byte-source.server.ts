import { type FileHandle, open } from 'node:fs/promises'

/** Bytes that can be read at any place: a file, or a block within one. */
export interface ByteSource {
  readonly size: number
  /** The bytes from `at`; fewer where the source ends before, none for a place outside of it. */
  read(at: number, length: number): Promise<Buffer>
}

/** No block of metadata is read beyond this; the largest that programs write, XMP with an edit history, has some 20 MB. */
export const LARGEST_BLOCK = 32 * 1024 * 1024
/** All that is read of one file: a crafted one can name the same block ten thousand times. */
const MOST_BYTES = 128 * 1024 * 1024

/** Headers lie close together: one read of the disk serves many of them. */
const WINDOW = 16 * 1024

/** Runs `use` with a file as a source and closes it. Throws what opening the file throws. */
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

/** A block that has been read already. */
export const bufferSource = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: async (at, wanted) => bytes.subarray(at, at + within(bytes.length, at, wanted)),
})

/** How many of `wanted` bytes there are from `at` on. */
function within(size: number, at: number, wanted: number): number {
  if (!Number.isSafeInteger(at) || at < 0 || at >= size || !(wanted > 0)) return 0
  return Math.min(wanted, size - at, LARGEST_BLOCK)
}
