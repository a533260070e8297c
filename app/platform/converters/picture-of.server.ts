import { FontError } from '~/platform/files/font-facts'
import { readFontFacts } from '~/platform/files/font-facts.server'
import type { Sniffed } from '~/platform/files/sniff.server'
import { familyOf } from '~/platform/images/families'
import type { ConversionTask, ConvertedPicture } from './conversion-task'
import { ConvertError } from './convert-error'
import { drawLayered, drawOffice, drawRaw, takeEmbedded } from './embedded.server'
import { filmPoster } from './film.server'
import { drawSpecimen } from './font.server'
import { readMediaFacts } from './media-facts.server'
import { drawModel } from './model.server'
import { drawArtwork, drawPage, drawPostScript } from './pages.server'
import { decodeByVips, decodeHeif, decodeJpegXl } from './photos.server'
import { drawWaveform, readPeaks, soundCover } from './sound.server'

type Draw = (task: ConversionTask) => Promise<ConvertedPicture>

/** How a picture is made of the file types that our own decoder does not read. */
const BY_EXTENSION: Record<string, Draw> = {
  ...{ heic: decodeHeif, heif: decodeHeif, jxl: decodeJpegXl },
  ...{ jp2: decodeByVips, jpx: decodeByVips, j2c: decodeByVips, bmp: decodeByVips, ico: decodeByVips },
  ...{ exr: decodeByVips, hdr: decodeByVips },
  ...{ indd: takeEmbedded, sketch: takeEmbedded, pages: takeEmbedded, numbers: takeEmbedded, kra: takeEmbedded },
  ...{ psd: drawLayered, psb: drawLayered },
  ...{ glb: drawModel, gltf: drawModel, stl: drawModel, obj: drawModel },
  ...{ pdf: drawPage, ai: drawIllustrator, eps: drawPostScript, ps: drawPostScript },
}

const BY_KIND: Record<string, Draw> = {
  raw: drawRaw,
  font: drawFont,
  ...{ document: drawOffice, presentation: drawOffice, spreadsheet: drawOffice },
  ...{ video: drawMedia, audio: drawMedia },
}

/** Fonts and notes of music that no converter reads. */
const WITHOUT: ReadonlySet<string> = new Set(['eot', 'pfa', 'pfb', 'mid', 'midi'])

const drawerOf = ({ extension, kind }: Sniffed): Draw | undefined => BY_EXTENSION[extension] ?? BY_KIND[kind]

/** Whether there is a way to make a picture of a file type that our own decoder does not read. */
export const isConvertible = (sniffed: Sniffed): boolean =>
  !WITHOUT.has(sniffed.extension) && drawerOf(sniffed) !== undefined && familyOf(sniffed.kind) !== undefined

/** Makes a picture of a file. Throws ConvertError; `empty` for a type of which none can be made. */
export async function pictureOf(task: ConversionTask): Promise<ConvertedPicture> {
  const draw = drawerOf(task.sniffed)
  if (!draw) throw new ConvertError('empty')
  return draw(task)
}

/** Before version 9 Illustrator files are PostScript. */
async function drawIllustrator(task: ConversionTask): Promise<ConvertedPicture> {
  return task.sniffed.mediaType === 'application/postscript' ? drawPostScript(task) : drawArtwork(task)
}

/** A frame of a film; a container without pictures is a sound: its cover, else its waveform. */
async function drawMedia(task: ConversionTask): Promise<ConvertedPicture> {
  const facts = await readMediaFacts(task)
  if (facts.video && task.sniffed.kind === 'video') return filmPoster(task, facts)
  return facts.hasCover ? soundCover(task) : drawWaveform(task, await readPeaks(task))
}

/** A font that has no Latin letters shows those that it has. */
async function drawFont(task: ConversionTask): Promise<ConvertedPicture> {
  const facts = await readFontFacts(task.localPath).catch((error: unknown) => {
    throw error instanceof FontError ? new ConvertError('failed', undefined, { cause: error }) : error
  })
  return drawSpecimen(task, facts)
}
