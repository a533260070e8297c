import { editedBuffer } from './edits'
import { bufferSource, CleanError } from './source'
import { cleanTiff } from './tiff'

const SIGNATURE = Buffer.from('Exif\0\0', 'latin1')

/** Whether bytes begin with an EXIF block's signature, as in a JPEG and in some WebP and HEIF files. */
export const hasExifSignature = (bytes: Buffer): boolean => bytes.subarray(0, 6).equals(SIGNATURE)

/**
 * An EXIF block without position, serial numbers, notes and thumbnail, of the same length; the block itself when it has
 * none of them, and nothing when no reader would understand it.
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
