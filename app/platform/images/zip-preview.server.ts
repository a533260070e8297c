import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { isSystemError } from '~/platform/files/file-errors'

/** Names of previews, the largest first: of iWork, Krita and OpenRaster, Sketch, OpenDocument and Office. */
const PREVIEWS = [
  ...['QuickLook/Preview.jpg', 'preview.jpg', 'mergedimage.png', 'previews/preview.png', 'QuickLook/Thumbnail.jpg'],
  ...['preview-web.jpg', 'Thumbnails/thumbnail.png', 'docProps/thumbnail.jpeg', 'docProps/thumbnail.png'],
  ...['preview.png', 'preview-micro.jpg'],
].map((name) => name.toLowerCase())
const LARGEST_PREVIEW = 64 * 1024 * 1024
const MOST_ENTRIES = 50_000

/**
 * Unpacks the previews of a document that is a ZIP into `outFile`, one after the other, until `isUsable` says that one
 * is; returns whether. A damaged ZIP has no preview.
 */
export async function unpackPreview(
  localPath: string,
  outFile: string,
  isUsable: () => Promise<boolean>,
): Promise<boolean> {
  let zip: ZipFile | undefined
  try {
    zip = await openPromise(localPath, { autoClose: false, decodeStrings: false })
    for (const entry of await previewsIn(zip)) {
      const stream = await zip.openReadStreamPromise(entry).catch(unlessSystemError)
      if (!stream) continue
      const isWritten = await pipeline(stream, createWriteStream(outFile)).then(() => true, unlessSystemError)
      if (isWritten && (await isUsable())) return true
    }
    return false
  } catch (error) {
    unlessSystemError(error)
    return false
  } finally {
    zip?.close()
  }
}

async function previewsIn(zip: ZipFile): Promise<Entry[]> {
  const found = new Map<number, Entry>()
  let count = 0
  for await (const entry of zip.eachEntry()) {
    if (++count > MOST_ENTRIES) break
    const rank = PREVIEWS.indexOf(entry.fileNameRaw.toString('latin1').toLowerCase())
    const isReadable = entry.canDecodeFileData() && entry.uncompressedSize <= LARGEST_PREVIEW
    if (rank >= 0 && isReadable && !found.has(rank)) found.set(rank, entry)
  }
  return [...found].sort(([a], [b]) => a - b).map(([, entry]) => entry)
}

/** A full disk is not the file's fault; everything else is. */
function unlessSystemError(error: unknown): undefined {
  if (isSystemError(error)) throw error
  return undefined
}
