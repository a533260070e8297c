import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { type Edit, edited } from './edits'
import type { Source } from './source'

/** The facts about a written file, known from writing it. */
export interface WrittenFile {
  byteSize: number
  sha256: string
  crc32: number
}

/** Writes a file with edits applied to `outFile`, in pieces. Throws CleanError like `edited`, and the signal's reason. */
export async function writeEdits(
  source: Source,
  edits: readonly Edit[],
  outFile: string,
  signal?: AbortSignal,
): Promise<WrittenFile> {
  const hash = createHash('sha256')
  const out = await open(outFile, 'w')
  let [byteSize, crc] = [0, 0]
  try {
    for await (const piece of edited(source, edits)) {
      signal?.throwIfAborted()
      hash.update(piece)
      crc = crc32(piece, crc)
      byteSize += piece.length
      await out.writeFile(piece)
    }
  } finally {
    await out.close()
  }
  return { byteSize, sha256: hash.digest('hex'), crc32: crc >>> 0 }
}
