import { fingerprintFile } from '~/platform/files/fingerprint.server'
import type { Credit } from '~/platform/images/credit'
import {
  type FilmFormat,
  isFilmFormat,
  LONGEST_FILM_SIDE,
  LONGEST_PRESET_SIDE,
  type PresetSettings,
} from '~/platform/images/preset-settings'
import { printProfile } from '~/platform/images/print-profile.server'
import { isDecoded } from '~/platform/images/probe.server'
import { renderSized, type SizedPicture } from '~/platform/images/sized-picture.server'
import { filmClip } from './clip.server'
import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { readMediaFacts } from './media-facts.server'
import { isConvertible, pictureOf } from './picture-of.server'
import { filmWithin } from './sized-film.server'

/** A rendition made for a download, in a file. A film tells its pixels only when it is played. */
export type SizedForm = Omit<SizedPicture, 'width' | 'height'> & { width: number | null; height: number | null }

/**
 * Makes a rendition by the settings of a preset, in the task's folder, of a file of whatever type. Throws ConvertError and
 * ImageError, and the signal's reason; the converter `ghostscript` is missing where there is no profile for CMYK.
 */
export async function makeSized(task: ConversionTask, settings: PresetSettings, credit: Credit): Promise<SizedForm> {
  const { format } = settings
  if (isFilmFormat(format)) return makeFilm(task, { ...settings, format }, credit)
  const profile = settings.colourSpace === 'cmyk' ? await printProfile() : undefined
  if (settings.colourSpace === 'cmyk' && !profile) throw new ConvertError('missing', 'ghostscript')
  const options = { settings, credit, outDir: task.workDir, printProfile: profile, signal: task.signal }
  if (isDecoded(task.sniffed)) return renderSized(task.localPath, { ...options, sniffed: task.sniffed })
  if (!isConvertible(task.sniffed)) throw new ConvertError('empty')
  const { width, height, fit } = settings
  // Cropping needs a drawing larger than its box; twice the side covers shapes of up to two to one.
  const side = Math.min(LONGEST_PRESET_SIDE, Math.max(width ?? 0, height ?? 0) * (fit === 'cover' ? 2 : 1))
  const picture = await pictureOf({ ...task, side })
  return renderSized(picture.file, { ...options, sniffed: picture.sniffed })
}

const MEDIA_TYPES: Record<FilmFormat, string> = { mp4: 'video/mp4', webm: 'video/webm', gif: 'image/gif' }

async function makeFilm(
  task: ConversionTask,
  { format, width, height, clip }: PresetSettings & { format: FilmFormat },
  credit: Credit,
): Promise<SizedForm> {
  const facts = await readMediaFacts(task)
  if (!facts.video) throw new ConvertError('empty', 'ffmpeg')
  if (clip) {
    const { file, ...sides } = await filmClip(task, facts, { format, clip, credit })
    return { file, mediaType: MEDIA_TYPES[format], extension: format, ...sides, ...(await fingerprintFile(file)) }
  }
  const box = { format, width: width ?? LONGEST_FILM_SIDE, height: height ?? LONGEST_FILM_SIDE }
  const file = await filmWithin(task, facts, { box, credit })
  const scale = Math.min(1, box.width / facts.video.width, box.height / facts.video.height)
  const even = (side: number) => Math.max(2, Math.floor((side * scale) / 2) * 2)
  const sides = { width: even(facts.video.width), height: even(facts.video.height) }
  const { byteSize, sha256, crc32 } = await fingerprintFile(file)
  return { file, mediaType: MEDIA_TYPES[format], extension: format, ...sides, byteSize, sha256, crc32 }
}
