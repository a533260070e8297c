import type { FileHandle } from 'node:fs/promises'

/** Why no clean form of a picture can be made: its container cannot be read, or a block in it is larger than any program writes. */
export class CleanError extends Error {
  constructor(readonly code: 'damaged' | 'too_large') {
    super(`clean form: ${code}`)
    this.name = 'CleanError'
  }
}

/** Bytes that can be read anywhere. */
export interface Source {
  readonly size: number
  /** Returns exactly `length` bytes; throws CleanError `damaged` where they do not exist. */
  read(at: number, length: number): Promise<Buffer>
}

/** Metadata blocks are read whole; no program writes larger ones (extended XMP with depth maps is the largest seen). */
export const LARGEST_BLOCK = 32 * 1024 * 1024

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

export function bufferSource(buffer: Buffer): Source {
  return {
    size: buffer.length,
    async read(at, length) {
      requireWithin(at, length, buffer.length)
      return buffer.subarray(at, at + length)
    },
  }
}

/** Reads a metadata block; throws CleanError `too_large` instead of holding a whole file. */
export async function readBlock(source: Source, at: number, length: number): Promise<Buffer> {
  if (length > LARGEST_BLOCK) throw new CleanError('too_large')
  return source.read(at, length)
}

function requireWithin(at: number, length: number, size: number): void {
  if (!(at >= 0 && length >= 0 && at + length <= size)) throw new CleanError('damaged')
}
