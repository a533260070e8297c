import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { writeEmbeddedPreview } from '~/platform/images/embedded-preview.server'
import { readPsdThumbnail, writePsdAsTiff } from '~/platform/images/psd.server'
import { PsdError } from '~/platform/images/psd-error'
import type { ConversionTask, ConvertedPicture } from './conversion-task'
import { type ConvertCode, ConvertError } from './convert-error'
import { drawPage, officeToPdf } from './pages.server'
import { developRaw } from './photos.server'
import { pictureFile } from './run-step.server'

/** Some cameras store pictures of a few pixels, in which nothing is seen. */
const SMALLEST = 64

/** The picture that a program stored in a file, upright, with the longest side in pixels; undefined when there is none. */
async function embedded(task: ConversionTask): Promise<{ picture: ConvertedPicture; side: number } | undefined> {
  const file = path.join(task.workDir, 'embedded')
  const found = await writeEmbeddedPreview(task.localPath, task.sniffed.extension, file)
  const side = found ? Math.max(found.width, found.height) : 0
  if (!found || side < SMALLEST) return undefined
  const extension = found.mediaType === 'image/png' ? 'png' : 'jpg'
  if (!found.orientation) return { picture: pictureFile(file, extension), side }
  // The orientation may stand in the raw file alone: it is written into the preview, by which it is turned later.
  const turned = path.join(task.workDir, 'embedded.jpg')
  await sharp(file).withMetadata({ orientation: found.orientation }).jpeg({ quality: 95 }).toFile(turned)
  return { picture: pictureFile(turned, 'jpg'), side }
}

/** Takes the picture that a program stored in a file. Throws ConvertError `empty` when there is none. */
export async function takeEmbedded(task: ConversionTask): Promise<ConvertedPicture> {
  const found = await embedded(task)
  if (!found) throw new ConvertError('empty')
  return found.picture
}

/** A camera's own preview of this size serves every form that is made. */
const LARGE_ENOUGH = 1600

/** The preview in a camera's raw file where it is large, else the developed file, else the small preview. Throws ConvertError. */
export async function drawRaw(task: ConversionTask): Promise<ConvertedPicture> {
  const found = await embedded(task)
  if (found && found.side >= LARGE_ENOUGH) return found.picture
  try {
    return await developRaw(task)
  } catch (error) {
    if (found && error instanceof ConvertError) return found.picture
    throw error
  }
}

/** The first page of an office document, else the preview that its program stored. Throws ConvertError. */
export async function drawOffice(task: ConversionTask): Promise<ConvertedPicture> {
  try {
    return await drawPage({ ...task, localPath: await officeToPdf(task) })
  } catch (error) {
    const found = error instanceof ConvertError ? await embedded(task) : undefined
    if (found) return found.picture
    throw error
  }
}

const PSD_CODES: Partial<Record<string, ConvertCode>> = { truncated: 'truncated', no_merged_image: 'empty' }

/** The merged image of a layered file, else its thumbnail. Throws ConvertError. */
export async function drawLayered(task: ConversionTask): Promise<ConvertedPicture> {
  const file = path.join(task.workDir, 'merged.tif')
  try {
    await writePsdAsTiff(task.localPath, file)
    return pictureFile(file, 'tif')
  } catch (error) {
    if (!(error instanceof PsdError)) throw error
    const thumbnail = await readPsdThumbnail(task.localPath).catch(() => undefined)
    if (!thumbnail) throw new ConvertError(PSD_CODES[error.code] ?? 'failed', undefined, { cause: error })
    const small = path.join(task.workDir, 'thumbnail.jpg')
    await writeFile(small, thumbnail)
    return pictureFile(small, 'jpg')
  }
}
