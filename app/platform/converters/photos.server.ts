import { stat } from 'node:fs/promises'
import sharp from 'sharp'
import type { ConversionTask, ConvertedPicture } from './conversion-task'
import { ConvertError } from './convert-error'
import { pictureFile, runForFile, runStep } from './run-step.server'

/** Decodes HEIC and its relatives, upright, with its profile; of several pictures the first. Throws ConvertError. */
export async function decodeHeif(task: ConversionTask): Promise<ConvertedPicture> {
  const file = await runForFile(task, {
    program: 'heif-convert',
    args: ({ input, outDir }) => ['-q', '95', input, `${outDir}/picture.jpg`],
  })
  return pictureFile(file, 'jpg')
}

/** Decodes JPEG XL with its transparency. Throws ConvertError. */
export async function decodeJpegXl(task: ConversionTask): Promise<ConvertedPicture> {
  const file = await runForFile(task, {
    program: 'djxl',
    args: ({ input, outDir }) => [input, `${outDir}/picture.png`],
  })
  return pictureFile(file, 'png')
}

/** Decodes pictures of rare formats: JPEG 2000, OpenEXR, Radiance, BMP and others. Throws ConvertError. */
export async function decodeByVips(task: ConversionTask): Promise<ConvertedPicture> {
  const file = await runForFile(task, {
    program: 'vips',
    args: ({ input, outDir }) => ['copy', input, `${outDir}/picture.tif[compression=none]`],
  })
  return pictureFile(file, 'tif')
}

/** A file with fewer bytes than this for each pixel cannot hold the sensor's data: cut ones have a hundredth of it. */
const LEAST_BYTES_PER_PIXEL = 0.2

/**
 * Develops a camera's raw file, upright, in sRGB. LibRaw calls it success when data is missing and draws black or noise, so a
 * file that is too short for its pixels, or of which it complains, is `truncated`. Throws ConvertError.
 */
export async function developRaw(task: ConversionTask): Promise<ConvertedPicture> {
  const { files, stderr } = await runStep(task, {
    program: 'dcraw_emu',
    args: ({ input, outDir }) => ['-T', '-w', '-o', '1', '-Z', `${outDir}/picture.tif`, input],
  })
  const [file] = files
  if (!file) throw new ConvertError('failed', 'libraw', { cause: new Error(stderr) })
  if (stderr.trim()) throw new ConvertError('truncated', 'libraw', { cause: new Error(stderr) })
  const [{ size }, { width, height }] = [await stat(task.localPath), await sharp(file).metadata()]
  if (size < LEAST_BYTES_PER_PIXEL * width * height) throw new ConvertError('truncated', 'libraw')
  return pictureFile(file, 'tif')
}
