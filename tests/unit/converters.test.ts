import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test, vi } from 'vitest'
import { conversionFolder, missingConverters } from '#tests/support/converters'
import { corpus, corpusFiles, headOf } from '#tests/support/corpus'
import type { ConversionTask } from '~/platform/converters/conversion-task'
import { type ConvertCode, ConvertError } from '~/platform/converters/convert-error'
import { isConvertible, pictureOf } from '~/platform/converters/picture-of.server'
import type { ConverterName } from '~/platform/converters/programs'
import { sniff } from '~/platform/files/sniff.server'
import { isDecoded } from '~/platform/images/probe.server'

// LibreOffice takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 180_000 })

const { workDir } = conversionFolder()

type Row = [name: string, converter: ConverterName, width: number, height: number]

/** Sides of the picture of each file: pages, slides and drawings 2048 pixels long, photographs and films as they are. */
const PICTURES: Row[] = [
  ...sized('poppler', 2048, 1583, ['brand-kit/FINOS Brand Visual Guidelines.pdf']),
  ...sized('poppler', 1583, 2048, ['docs/testPDF_AdobeIllustrator.pdf', 'xmp-matrix/BlueSquare.pdf']),
  ...sized('poppler', 1448, 2048, ['docs/testPDF_protected.pdf']),
  // The art alone, which fills a part of the page.
  ...sized(
    'poppler',
    2048,
    885,
    ['CMYK', 'RGB', 'White'].map((ink) => `brand-kit/FINOS_Icon_Wordmark_Name_horz_${ink}.ai`),
  ),
  ...sized('poppler', 2026, 2048, ['brand-kit/Python.ai']),
  ...sized('poppler', 1640, 2048, ['xmp-matrix/BlueSquare.ai']),
  ...sized('ghostscript', 2253, 825, ['brand-kit/2025_CALM_Horizontal.eps']),
  ...sized('ghostscript', 2048, 885, ['brand-kit/FINOS_Icon_Wordmark_Name_horz_PMS_C.eps']),
  ...sized('ghostscript', 2048, 2048, ['brand-kit/football_logo.eps']),
  ...sized('ghostscript', 1640, 2048, ['xmp-matrix/BlueSquare.eps']),
  ...sized('libheif', 4032, 3024, ['photos/IMG_1034.heic', 'photos/IMG_2682.heic']),
  // Upright: it was taken with the phone held upright.
  ...sized('libheif', 3024, 4032, ['photos/IMG_2927.HEIC']),
  ...sized('libheif', 1280, 854, ['photos/example.heic']),
  ...sized('libjxl', 1440, 1080, ['photos/8bit-sRGB.jxl']),
  ...sized('libraw', 1224, 816, ['raw/canon_eos_6d.dng']),
  ...sized('libreoffice', 2048, 1153, ['brand-kit/2021 - FINOS Deck template for PROJECTS.pptx']),
  ...sized('libreoffice', 2048, 1152, ['brand-kit/FINOS Presentation Template (ODF).odp', 'docs/testPPT_charts.pptx']),
  ...sized('libreoffice', 1583, 2048, ['brand-kit/FINOS Document Template.docx', 'docs/testEXCEL_charts.xlsx']),
  ...sized('libreoffice', 2048, 1537, ['docs/testKeynote.key']),
  ...sized('ffmpeg', 720, 480, ['video/elf.mp4', 'video/elf.webm', 'xmp-matrix/BlueSquare.mov']),
  ...sized('ffmpeg', 720, 1280, ['video/quicktime-hvc1.mov']),
  ...sized('ffmpeg', 320, 568, ['video/with-gps.mov']),
  ...sized(
    'ffmpeg',
    1600,
    900,
    ['ambi_drone.flac', 'testMP3i18n.mp3', 'viper.mp3', 'viper.ogg'].map((name) => `audio/${name}`),
  ),
  ...sized('ffmpeg', 1600, 900, ['xmp-matrix/BlueSquare.mp3', 'xmp-matrix/BlueSquare.wav']),
]

/** Raw files of which the corpus has the beginning alone, without a preview: LibRaw itself would draw black or noise. */
const REFUSED: [name: string, code: ConvertCode][] = [
  ['raw/CanonRaw.cr2', 'failed'],
  ['raw/CanonRaw.cr3', 'truncated'],
  ['raw/DNG.dng', 'truncated'],
  ['raw/Nikon.nef', 'truncated'],
]

function sized(converter: ConverterName, width: number, height: number, names: string[]): Row[] {
  return names.map((name) => [name, converter, width, height])
}

async function taskOf(name: string): Promise<ConversionTask> {
  const localPath = path.join(corpus, name)
  const sniffed = await sniff(localPath, await headOf(localPath), path.basename(localPath))
  return { localPath, sniffed, workDir: workDir() }
}

/** The sides of a picture and how much its brightest channel varies; of a blank one by less than 1. */
async function look(task: ConversionTask) {
  const { file } = await pictureOf(task)
  const { autoOrient } = await sharp(file).metadata()
  const { channels } = await sharp(file).resize(256, 256, { fit: 'inside' }).flatten({ background: '#808080' }).stats()
  return { width: autoOrient.width, height: autoOrient.height, spread: Math.max(...channels.map(({ stdev }) => stdev)) }
}

const known = new Set([...PICTURES, ...REFUSED].map(([name]) => name))
/** Sides are rounded where points of a page become pixels. */
const ROUNDING = 1

describe.skipIf(corpusFiles.length === 0)('real files', () => {
  const here = PICTURES.filter(
    ([, converter]) => !missingConverters.has(converter) && !missingConverters.has('poppler'),
  )

  test.each(here)('%s is drawn by %s, %i × %i pixels and not blank', async (name, _, width, height) => {
    const picture = await look(await taskOf(name))
    expect(picture.spread).toBeGreaterThan(1)
    expect(Math.abs(picture.width - width)).toBeLessThanOrEqual(ROUNDING)
    expect(Math.abs(picture.height - height)).toBeLessThanOrEqual(ROUNDING)
  })

  test.skipIf(missingConverters.has('libraw')).each(REFUSED)('%s is cut and ends as %s', async (name, code) => {
    await expect(pictureOf(await taskOf(name))).rejects.toMatchObject({ code, converter: 'libraw' })
  })

  test('every other file that needs a converter has a picture that is not blank, or a ConvertError', async () => {
    for (const name of corpusFiles.filter((each) => !known.has(each))) {
      const task = await taskOf(name)
      if (isDecoded(task.sniffed) || !isConvertible(task.sniffed)) continue
      // Drawn in model-posters.test.ts
      if (task.sniffed.kind === 'model') continue
      const outcome = await look(task).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome, name).toBeInstanceOf(ConvertError)
      else expect(outcome, name).toMatchObject({ spread: expect.toSatisfy((spread: number) => spread > 1) })
    }
  })
})
