import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Contents } from '~/platform/files/contents'
import type { Credit } from '~/platform/images/credit'
import { familyOf } from '~/platform/images/families'
import type { MediaPresetName, PresetName } from '~/platform/images/presets'
import { readContents } from './contents.server'
import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { asPdf } from './document-pdf.server'
import { filmStrip, filmToMp4 } from './film.server'
import { type MediaFacts, readMediaFacts } from './media-facts.server'
import { readPdfFacts } from './pages.server'
import { soundToMp3 } from './sound.server'
import { writeWebPdf } from './web-pdf.server'

type Name = PresetName | MediaPresetName

/** A form that is not drawn by our decoder. Two forms may be one file. */
export interface MediaForm {
  file: string
  mediaType: string
  /** Ending of its file name. */
  extension: string
  width: number | null
  height: number | null
}

const NO_SIDES = { width: null, height: null } as const

/**
 * Returns a function that makes a form of a film, sound, document or other file. What several forms need is read once. It throws
 * ConvertError.
 */
export function openMediaForms(task: ConversionTask, credit: Credit): (preset: Name) => Promise<MediaForm> {
  const family = familyOf(task.sniffed.kind)
  const makers = { document: documentForms, film: filmForms, sound: soundForms } as const
  const make = family && family in makers ? makers[family as keyof typeof makers](task, credit) : undefined
  return async (preset) => {
    if (preset === 'contents' && family !== 'document') return contentsForm(task, await readContents(task))
    if (!make) throw new ConvertError('empty')
    return make(preset)
  }
}

/** Returns what `make` returns, made by the first call. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

async function contentsForm({ workDir }: ConversionTask, contents: Contents): Promise<MediaForm> {
  const file = path.join(workDir, 'contents.json')
  await writeFile(file, JSON.stringify(contents))
  return { file, mediaType: 'application/json', extension: 'json', ...NO_SIDES }
}

/** A document is read on a page as it is sent for the web. */
function documentForms(task: ConversionTask, credit: Credit): (preset: Name) => Promise<MediaForm> {
  const pdf = once(() => asPdf(task))
  const webPdf = once(async () => writeWebPdf(await pdf(), credit))
  return async (preset) => {
    if (preset === 'contents') return contentsForm(task, { type: 'document', facts: await readPdfFacts(await pdf()) })
    return { file: await webPdf(), mediaType: 'application/pdf', extension: 'pdf', ...NO_SIDES }
  }
}

/** Lines of the shorter side of a film as it is played on a page, and as it is sent for the web. */
const FILM_LINES: Partial<Record<Name, number>> = { view: 720, web: 1080 }

function filmForms(task: ConversionTask, credit: Credit): (preset: Name) => Promise<MediaForm> {
  const facts = once(async () => {
    const read = await readMediaFacts(task)
    if (!read.video) throw new ConvertError('empty', 'ffmpeg')
    return read
  })
  const encoded = new Map<number, string>()
  return async (preset) => {
    const film = await facts()
    if (preset === 'strip')
      return { file: await filmStrip(task, film), mediaType: 'image/jpeg', extension: 'jpg', ...NO_SIDES }
    // Films are not enlarged: of a small one both forms are the same.
    const lines = Math.min(FILM_LINES[preset] ?? 1080, linesOf(film))
    const file = encoded.get(lines) ?? (await filmToMp4(task, film, { lines, credit }))
    encoded.set(lines, file)
    return { file, mediaType: 'video/mp4', extension: 'mp4', ...sidesWithin(film, lines) }
  }
}

const linesOf = ({ video }: MediaFacts): number => (video ? Math.min(video.width, video.height) : 0)

/** Width and height of a film within a number of lines, even as its encoder makes them. */
function sidesWithin({ video }: MediaFacts, lines: number): { width: number; height: number } {
  const { width, height } = video ?? { width: 0, height: 0 }
  const scale = Math.min(1, lines / Math.max(1, Math.min(width, height)))
  const even = (side: number) => Math.floor((side * scale) / 2) * 2
  return { width: even(width), height: even(height) }
}

/** Thousand bits per second of a sound as it is played on a page, and as it is sent for the web. */
const SOUND_KBPS: Partial<Record<Name, number>> = { view: 128, web: 256 }

function soundForms(task: ConversionTask, credit: Credit): (preset: Name) => Promise<MediaForm> {
  const facts = once(() => readMediaFacts(task))
  return async (preset) => ({
    file: await soundToMp3(task, await facts(), { kbps: SOUND_KBPS[preset] ?? 256, credit }),
    ...{ mediaType: 'audio/mpeg', extension: 'mp3', ...NO_SIDES },
  })
}
