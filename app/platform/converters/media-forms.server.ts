import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Credit } from '~/platform/images/credit'
import { familyOf } from '~/platform/images/families'
import type { MediaPresetName, PresetName } from '~/platform/images/presets'
import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { filmStrip, filmToMp4 } from './film.server'
import { type MediaFacts, readMediaFacts } from './media-facts.server'
import { officeToPdf } from './pages.server'
import { readPeaks, soundToMp3 } from './sound.server'
import { writeWebPdf } from './web-pdf.server'

/** A form that is not a picture. */
export interface MediaForm {
  file: string
  mediaType: string
  /** Ending of its file name. */
  extension: string
  width: number | null
  height: number | null
}

export type MediaForms = Map<PresetName | MediaPresetName, MediaForm>

/** Makes those of the forms of a film, sound or document that are wanted. Throws ConvertError. */
export async function makeMediaForms(
  task: ConversionTask,
  wanted: readonly (PresetName | MediaPresetName)[],
  credit: Credit,
): Promise<MediaForms> {
  const family = familyOf(task.sniffed.kind)
  if (family === 'document') return documentForms(task, wanted, credit)
  if (family === 'film') return filmForms(task, wanted, credit)
  if (family === 'sound') return soundForms(task, wanted, credit)
  throw new ConvertError('empty')
}

const NO_SIDES = { width: null, height: null } as const

/** A document is read on a page as it is sent for the web. */
async function documentForms(task: ConversionTask, wanted: readonly string[], credit: Credit): Promise<MediaForms> {
  const pdf = task.sniffed.extension === 'pdf' ? task.localPath : await officeToPdf(task)
  const file = await writeWebPdf({ ...task, localPath: pdf }, credit)
  const form = { file, mediaType: 'application/pdf', extension: 'pdf', ...NO_SIDES }
  return new Map((['view', 'web'] as const).filter((name) => wanted.includes(name)).map((name) => [name, form]))
}

const MP4 = { mediaType: 'video/mp4', extension: 'mp4' } as const
const VIEW_LINES = 720
const WEB_LINES = 1080

async function filmForms(task: ConversionTask, wanted: readonly string[], credit: Credit): Promise<MediaForms> {
  const facts = await readMediaFacts(task)
  if (!facts.video) return soundForms(task, wanted, credit)
  const forms: MediaForms = new Map()
  if (wanted.includes('strip'))
    forms.set('strip', { file: await filmStrip(task, facts), mediaType: 'image/jpeg', extension: 'jpg', ...NO_SIDES })
  if (wanted.includes('view'))
    forms.set('view', {
      file: await filmToMp4(task, facts, { lines: VIEW_LINES, credit }),
      ...MP4,
      ...sidesWithin(facts, VIEW_LINES),
    })
  if (!wanted.includes('web')) return forms
  const seen = forms.get('view')
  const file = seen && linesOf(facts) <= VIEW_LINES ? seen.file : undefined
  forms.set('web', {
    file: file ?? (await filmToMp4(task, facts, { lines: WEB_LINES, credit })),
    ...MP4,
    ...sidesWithin(facts, WEB_LINES),
  })
  return forms
}

/** Width and height of a film within a number of lines, even as its encoder makes them. */
function sidesWithin({ video }: MediaFacts, lines: number): { width: number; height: number } {
  const { width, height } = video ?? { width: 0, height: 0 }
  const scale = Math.min(1, lines / Math.max(1, Math.min(width, height)))
  const even = (side: number) => Math.floor((side * scale) / 2) * 2
  return { width: even(width), height: even(height) }
}

const linesOf = ({ video }: MediaFacts): number => (video ? Math.min(video.width, video.height) : 0)

const MP3 = { mediaType: 'audio/mpeg', extension: 'mp3', ...NO_SIDES } as const

async function soundForms(task: ConversionTask, wanted: readonly string[], credit: Credit): Promise<MediaForms> {
  const facts = await readMediaFacts(task)
  const forms: MediaForms = new Map()
  if (wanted.includes('contents')) {
    const file = path.join(task.workDir, 'contents.json')
    await writeFile(file, JSON.stringify({ peaks: await readPeaks(task) }))
    forms.set('contents', { file, mediaType: 'application/json', extension: 'json', ...NO_SIDES })
  }
  if (wanted.includes('view')) forms.set('view', { file: await soundToMp3(task, facts, { kbps: 128, credit }), ...MP3 })
  if (wanted.includes('web')) forms.set('web', { file: await soundToMp3(task, facts, { kbps: 256, credit }), ...MP3 })
  return forms
}
