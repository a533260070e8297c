// Ours: sharp encodes a picture anew to strip it, and exiftool would need Perl on every machine (docs/decisions/011).
import { open } from 'node:fs/promises'
import { type CleanedType, isCleaned } from './cleaned-types'
import type { Edit } from './edits'
import { cleanHeif } from './heif'
import { cleanJpeg } from './jpeg'
import { cleanPng } from './png'
import { fileSource, type Source } from './source'
import { cleanTiff } from './tiff'
import { cleanWebp } from './webp'
import { type WrittenFile, writeEdits } from './write-edits.server'

const CLEANERS: Record<CleanedType, (source: Source) => Promise<Edit[]>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/tiff': (source) => cleanTiff(source, { isBlock: false }),
  'image/heic': cleanHeif,
  'image/heif': cleanHeif,
  'image/avif': cleanHeif,
}

/**
 * Writes the clean original of a picture to `outFile`: the same file without position, serial numbers, notes and
 * editing history; its coded pixels are identical bit for bit. Returns undefined, and writes nothing, if there is
 * nothing to remove. Reads and writes in chunks, so memory does not grow with the file. Throws CleanError if the
 * container cannot be read.
 */
export async function writeCleanOriginal(
  localPath: string,
  mediaType: string,
  outFile: string,
  signal?: AbortSignal,
): Promise<WrittenFile | undefined> {
  if (!isCleaned(mediaType)) return undefined
  const file = await open(localPath)
  try {
    const source = fileSource(file, (await file.stat()).size)
    const edits = await CLEANERS[mediaType](source)
    return edits.length ? await writeEdits(source, edits, outFile, signal) : undefined
  } finally {
    await file.close()
  }
}
