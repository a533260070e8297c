import { editedBuffer } from '~/platform/images/clean/edits'
import { hasExifSignature } from '~/platform/images/clean/exif'
import { bufferSource, CleanError } from '~/platform/images/clean/source'
import type { EmbeddedTexts } from './embedded-texts'
import { changedTags, exifChanges } from './tiff-tags'

const SIGNATURE_BYTES = 6

/** Returns an EXIF block with the texts that it holds beside XMP; an empty one if it is unreadable. */
export async function exifWith(block: Buffer, texts: EmbeddedTexts): Promise<Buffer> {
  const start = hasExifSignature(block) ? SIGNATURE_BYTES : 0
  const tiff = block.subarray(start)
  try {
    const edits = await changedTags(bufferSource(tiff), exifChanges(texts))
    return edits.length ? Buffer.concat([block.subarray(0, start), await editedBuffer(tiff, edits)]) : block
  } catch (error) {
    if (error instanceof CleanError) return Buffer.alloc(0)
    throw error
  }
}
