import { fingerprintFile } from '~/platform/files/fingerprint.server'
import type { Credit } from '~/platform/images/credit'
import { changesPixels, type EditRecipe } from '~/platform/images/edit-recipe'
import {
  type FilmFormat,
  isFilmFormat,
  isPaged,
  isWrittenFormat,
  LONGEST_FILM_SIDE,
  type PresetSettings,
  type WrittenFormat,
} from '~/platform/images/preset-settings'
import { printProfile } from '~/platform/images/print-profile.server'
import { isDecoded } from '~/platform/images/probe.server'
import { renderSized, type SizedPicture } from '~/platform/images/sized-picture.server'
import { filmClip } from './clip.server'
import { type ConversionTask, type ConvertedPicture, drawnSide } from './conversion-task'
import { ConvertError } from './convert-error'
import { drawDocumentPage, zipOfPages } from './document-pages.server'
import { writeText } from './document-text.server'
import { readMediaFacts } from './media-facts.server'
import { isConvertible, pictureOf } from './picture-of.server'
import { hasPages } from './readable-documents'
import { filmWithin } from './sized-film.server'
import { writeVectorPdf, writeVectorSvg } from './vector-forms.server'

/** What a rendition depends on besides its file: the credit in it, and how the picture is edited. */
export interface SizedSource {
  credit: Credit
  edit?: EditRecipe | null
}

/** A rendition made for a download, in a file. A film tells its pixels only when it is played. */
export type SizedForm = Omit<SizedPicture, 'width' | 'height'> & { width: number | null; height: number | null }

/** Which page of a document: its number from 1, or all of them in a ZIP. */
export type Page = number | 'all'

/**
 * Makes a rendition by the settings of a preset, in the task's folder, of a file of whatever type, of a document of its first page
 * unless another is named. Throws ConvertError and ImageError, and the signal's reason; the converter `ghostscript` is missing where
 * there is no profile for CMYK.
 */
export async function makeSized(
  task: ConversionTask,
  { settings, page = 1 }: { settings: PresetSettings; page?: Page },
  source: SizedSource,
): Promise<SizedForm> {
  const { credit, edit } = source
  const { format } = settings
  if (isFilmFormat(format)) return makeFilm(task, { ...settings, format }, credit)
  if (isWrittenFormat(format)) {
    // Written from the file itself, so that it would show what the edit took away.
    if (edit && changesPixels(edit)) throw new ConvertError('empty')
    return makeWritten(task, format, credit)
  }
  const profile = settings.colourSpace === 'cmyk' ? await printProfile() : undefined
  if (settings.colourSpace === 'cmyk' && !profile) throw new ConvertError('missing', 'ghostscript')
  const options = { settings, credit, edit, printProfile: profile, signal: task.signal }
  const render = ({ file, sniffed }: ConvertedPicture, outDir: string) =>
    renderSized(file, { ...options, outDir, sniffed })
  const { localPath, sniffed, workDir } = task
  if (isDecoded(sniffed)) return render({ file: localPath, sniffed }, workDir)
  if (!isConvertible(sniffed)) throw new ConvertError('empty')
  const { width, height, fit } = settings
  // Cropping needs a drawing larger than its box; twice the side covers shapes of up to two to one.
  const box = Math.max(width ?? 0, height ?? 0) * (fit === 'cover' ? 2 : 1)
  const side = drawnSide(box, edit)
  if (!isPaged(sniffed.kind, format) || !hasPages(sniffed.extension)) {
    if (page !== 1) throw new ConvertError('no_page')
    return render(await pictureOf({ ...task, side }), workDir)
  }
  if (page !== 'all') return render(await drawDocumentPage(task, page, { format, side }), workDir)
  return formOf(await zipOfPages(task, { format, side, render }), 'application/zip', 'zip')
}

async function formOf(file: string, mediaType: string, extension: string): Promise<SizedForm> {
  const { byteSize, sha256, crc32 } = await fingerprintFile(file)
  return { file, mediaType, extension, width: null, height: null, byteSize, sha256, crc32 }
}

async function makeWritten(task: ConversionTask, format: WrittenFormat, credit: Credit): Promise<SizedForm> {
  if (format === 'txt') return formOf(await writeText(task), 'text/plain; charset=utf-8', 'txt')
  if (format === 'svg') return formOf(await writeVectorSvg(task, credit), 'image/svg+xml', 'svg')
  return formOf(await writeVectorPdf(task, credit), 'application/pdf', 'pdf')
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
