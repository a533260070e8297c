import type { FileHandle } from 'node:fs/promises'
import type { JpegExtent, JpegWalker } from './jpeg-extent.server'

const START = Buffer.from([0xff, 0xd8, 0xff])
const PIECE_BYTES = 1024 * 1024
/** Cameras write previews before the raw data. */
const SEARCHED_BYTES = 48 * 1024 * 1024
const MOST_STARTS = 64

/**
 * Returns the JPEGs that stand in the first 48 MB of a file, wherever its makers' notes refer to them: Nikon, Olympus,
 * Panasonic and Pentax name their previews there, each differently.
 */
export async function searchJpegs(file: FileHandle, walker: JpegWalker): Promise<JpegExtent[]> {
  const { size } = await file.stat()
  const found: JpegExtent[] = []
  const piece = Buffer.allocUnsafe(PIECE_BYTES)
  let starts = 0
  for (let at = 0; at < Math.min(size, SEARCHED_BYTES); ) {
    const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, at)
    if (bytesRead < START.length) break
    const bytes = piece.subarray(0, bytesRead)
    let next = at + bytesRead - START.length + 1
    for (let start = bytes.indexOf(START); start >= 0; start = bytes.indexOf(START, start + 1)) {
      if (++starts > MOST_STARTS) return found
      const extent = await walker.extentAt(at + start, size)
      if (!extent) continue
      found.push(extent)
      // Whatever is inside a JPEG, such as its own thumbnail, is smaller than it.
      next = extent.end
      break
    }
    at = next
  }
  return found
}
