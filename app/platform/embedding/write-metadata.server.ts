// Ours: exiftool would need Perl on every machine and moves media data through it; these writers change blocks alone (docs/decisions/023).
import { open, rm } from 'node:fs/promises'
import type { Edit } from '~/platform/images/clean/edits'
import { fileSource, type Source } from '~/platform/images/clean/source'
import { type WrittenFile, writeEdits } from '~/platform/images/clean/write-edits.server'
import { asEmbedError, EmbedError } from './embed-error'
import { cleanTexts, type EmbeddedTexts } from './embedded-texts'
import { embedInJpeg } from './jpeg'
import { embedInMovie } from './movie'
import { embedInPdf } from './pdf'
import { embedInPng } from './png'
import { embedInTiff } from './tiff'
import { embedInWebp } from './webp'

/** Writers by media type. */
const WRITERS: Record<string, (source: Source, texts: EmbeddedTexts) => Promise<Edit[]>> = {
  'image/jpeg': embedInJpeg,
  'image/png': embedInPng,
  'image/webp': embedInWebp,
  'image/tiff': embedInTiff,
  'application/pdf': embedInPdf,
  'video/mp4': embedInMovie,
  'video/x-m4v': embedInMovie,
  'video/quicktime': embedInMovie,
}

/** Returns whether texts can be written into files of a media type. */
export const isEmbeddable = (mediaType: string): boolean => Object.hasOwn(WRITERS, mediaType)

/** A file, its type, and where the copy goes. */
export interface Writing {
  localPath: string
  mediaType: string
  outFile: string
}

/**
 * Writes a copy of a file with these texts to `outFile`; pixels, media data and pages are the same bytes. Reads and writes in
 * pieces, so that memory does not grow with the file. The same file and texts give the same bytes. Throws EmbedError, and
 * leaves no file, if its container cannot be read or has no place for them.
 */
export async function writeMetadata(
  { localPath, mediaType, outFile }: Writing,
  texts: EmbeddedTexts,
  signal?: AbortSignal,
): Promise<WrittenFile> {
  const writer = Object.hasOwn(WRITERS, mediaType) ? WRITERS[mediaType] : undefined
  if (!writer) throw new EmbedError('unsupported')
  const file = await open(localPath)
  try {
    const source = fileSource(file, (await file.stat()).size)
    return await writeEdits(source, await writer(source, cleanTexts(texts)), outFile, signal)
  } catch (error) {
    await rm(outFile, { force: true })
    throw asEmbedError(error)
  } finally {
    await file.close()
  }
}
