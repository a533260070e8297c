import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Contents } from '~/platform/files/contents'
import type { Credit } from '~/platform/images/credit'
import { familyOf } from '~/platform/images/families'
import type { MediaPresetName, PresetName } from '~/platform/images/presets'
import { readContents } from './contents.server'
import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { filmStrip, filmToMp4 } from './film.server'
import { type MediaFacts, readMediaFacts } from './media-facts.server'
import { officeToPdf, readPdfFacts } from './pages.server'
import { soundToMp3 } from './sound.server'
import { writeWebPdf } from './web-pdf.server'

type Name = PresetName | MediaPresetName

/** A form that is not drawn by our decoder. Two forms may be one file. */
export interface MediaForm {
  preset: Name
  file: string
  mediaType: string
  /** Ending of its file name. */
  extension: string
  width: number | null
  height: number | null
}

const NO_SIDES = { width: null, height: null } as const

/** Makes those of the forms of a film, sound, document or other file that are wanted, one after the other. Throws ConvertError. */
export async function* mediaForms(
  task: ConversionTask,
  wanted: readonly Name[],
  credit: Credit,
): AsyncGenerator<MediaForm> {
  const family = familyOf(task.sniffed.kind)
  if (family === 'document') return yield* documentForms(task, wanted, credit)
  if (wanted.includes('contents')) yield contentsForm(task, await readContents(task))
  const others = wanted.filter((name) => name !== 'contents')
  if (others.length === 0) return
  if (family === 'film') yield* filmForms(task, others, credit)
  else if (family === 'sound') yield* soundForms(task, others, credit)
  else throw new ConvertError('empty')
}

async function contentsForm({ workDir }: ConversionTask, contents: Contents): Promise<MediaForm> {
  const file = path.join(workDir, 'contents.json')
  await writeFile(file, JSON.stringify(contents))
  return { preset: 'contents', file, mediaType: 'application/json', extension: 'json', ...NO_SIDES }
}

/** Documents that LibreOffice does not read, or takes for text. */
const UNREADABLE: ReadonlySet<string> = new Set(['indd', 'idml', 'epub', 'mobi', 'pages', 'numbers', 'cfb', 'msg'])

/** A document is read on a page as it is sent for the web. */
async function* documentForms(
  task: ConversionTask,
  wanted: readonly Name[],
  credit: Credit,
): AsyncGenerator<MediaForm> {
  if (UNREADABLE.has(task.sniffed.extension)) throw new ConvertError('empty')
  const localPath = task.sniffed.kind === 'pdf' ? task.localPath : await officeToPdf(task)
  const pdf = { ...task, localPath }
  if (wanted.includes('contents')) yield contentsForm(task, { type: 'document', facts: await readPdfFacts(pdf) })
  const others = wanted.filter((name) => name !== 'contents')
  if (others.length === 0) return
  const file = await writeWebPdf(pdf, credit)
  for (const preset of others) yield { preset, file, mediaType: 'application/pdf', extension: 'pdf', ...NO_SIDES }
}

/** Lines of the shorter side of a film as it is played on a page, and as it is sent for the web. */
const FILM_LINES: Partial<Record<Name, number>> = { view: 720, web: 1080 }

async function* filmForms(task: ConversionTask, wanted: readonly Name[], credit: Credit): AsyncGenerator<MediaForm> {
  const facts = await readMediaFacts(task)
  if (!facts.video) throw new ConvertError('empty', 'ffmpeg')
  const made = new Map<number, string>()
  for (const preset of wanted) {
    if (preset === 'strip') {
      yield { preset, file: await filmStrip(task, facts), mediaType: 'image/jpeg', extension: 'jpg', ...NO_SIDES }
      continue
    }
    // Films are not enlarged: of a small one both forms are the same.
    const lines = Math.min(FILM_LINES[preset] ?? 1080, linesOf(facts))
    const file = made.get(lines) ?? (await filmToMp4(task, facts, { lines, credit }))
    made.set(lines, file)
    yield { preset, file, mediaType: 'video/mp4', extension: 'mp4', ...sidesWithin(facts, lines) }
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

async function* soundForms(task: ConversionTask, wanted: readonly Name[], credit: Credit): AsyncGenerator<MediaForm> {
  const facts = await readMediaFacts(task)
  for (const preset of wanted) {
    const file = await soundToMp3(task, facts, { kbps: SOUND_KBPS[preset] ?? 256, credit })
    yield { preset, file, mediaType: 'audio/mpeg', extension: 'mp3', ...NO_SIDES }
  }
}
