import { editedBuffer } from './edits'
import { bufferSource, CleanError } from './source'
import { cleanTiff } from './tiff'

const SIGNATURE = Buffer.from('Exif\0\0', 'latin1')

/** Returns whether bytes begin with the signature of an EXIF block, as in JPEG and in some WebP and HEIF files. */
export const hasExifSignature = (bytes: Buffer): boolean => bytes.subarray(0, 6).equals(SIGNATURE)

/**
 * Returns an EXIF block of the same length without position, serial numbers, notes and thumbnail; the same buffer if it
 * holds none of them; an empty one if it is unreadable.
 */
export async function cleanExif(block: Buffer): Promise<Buffer> {
  const start = hasExifSignature(block) ? SIGNATURE.length : 0
  const tiff = block.subarray(start)
  try {
    const edits = await cleanTiff(bufferSource(tiff), { isBlock: true })
    if (edits.length === 0) return block
    return Buffer.concat([block.subarray(0, start), await editedBuffer(tiff, edits)])
  } catch (error) {
    if (error instanceof CleanError) return Buffer.alloc(0)
    throw error
  }
}
