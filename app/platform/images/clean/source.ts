import type { FileHandle } from 'node:fs/promises'

/**
 * Why no clean original can be made: its container cannot be read, or a block in it is larger than any program writes.
 */
export class CleanError extends Error {
  constructor(readonly code: 'damaged' | 'too_large') {
    super(`clean form: ${code}`)
    this.name = 'CleanError'
  }
}

/** Bytes with random access. */
export interface Source {
  readonly size: number
  /** Returns exactly `length` bytes; throws CleanError `damaged` if the source ends before. */
  read(at: number, length: number): Promise<Buffer>
}

/** Limit for metadata blocks, which are read into memory; the largest seen is extended XMP with depth maps. */
export const LARGEST_BLOCK = 32 * 1024 * 1024

/** Returns a source over an open file of `size` bytes; the caller closes the file. */
export function fileSource(file: FileHandle, size: number): Source {
  return {
    size,
    async read(at, length) {
      requireWithin(at, length, size)
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
      if (bytesRead !== length) throw new CleanError('damaged')
      return buffer
    },
  }
}

/** Returns a source over bytes in memory. */
export function bufferSource(buffer: Buffer): Source {
  return {
    size: buffer.length,
    async read(at, length) {
      requireWithin(at, length, buffer.length)
      return buffer.subarray(at, at + length)
    },
  }
}

/**
 * Returns a metadata block; throws CleanError `too_large` above LARGEST_BLOCK, so that no crafted file fills the
 * memory.
 */
export async function readBlock(source: Source, at: number, length: number): Promise<Buffer> {
  if (length > LARGEST_BLOCK) throw new CleanError('too_large')
  return source.read(at, length)
}

function requireWithin(at: number, length: number, size: number): void {
  if (!(at >= 0 && length >= 0 && at + length <= size)) throw new CleanError('damaged')
}
