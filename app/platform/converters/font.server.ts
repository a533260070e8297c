import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { FontError, type FontFacts } from '~/platform/files/font-facts'
import { readFontOutline } from '~/platform/files/font-facts.server'
import type { ConversionTask, ConvertedPicture } from './conversion-task'
import { ConvertError } from './convert-error'
import { pictureFile, runForFile } from './run-step.server'

/** Letters of a specimen by script (ISO 15924), in the order in which a font is asked for them. */
const LETTERS: readonly [script: string, letters: string][] = [
  ['Latn', 'Aa'],
  ['Arab', 'أب'],
  ['Grek', 'Αα'],
  ['Cyrl', 'Аа'],
  ['Hebr', 'אב'],
  ['Deva', 'अआ'],
  ['Thai', 'กข'],
  ['Hang', '가나'],
  ['Hani', '永字'],
  ['Kana', 'アイ'],
]
const MOST_LETTERS = 8

/** Draws a few letters in a font, on transparency: of a script that it has, else its first characters. Throws ConvertError. */
export async function drawSpecimen(
  task: ConversionTask,
  { format, family = '', subfamily = '', scripts, ranges }: FontFacts,
): Promise<ConvertedPicture> {
  // Pango draws no packed fonts, but boxes in their place.
  if (format === 'WOFF' || format === 'WOFF2') return drawOutline(task, scripts, ranges)
  const letters = LETTERS.find(([script]) => scripts.includes(script))?.[1] ?? firstOf(ranges)
  const file = await runForFile(task, {
    program: 'vips',
    args: ({ input, outDir }) => [
      ...['text', `${outDir}/specimen.png`, `<span>${letters}</span>`, '--fontfile', input],
      ...['--font', `${family} ${subfamily}`.replace(/[,\p{C}]/gu, ' ').trim(), '--rgba'],
      ...['--width', '1500', '--height', '900', '--align', 'centre'],
    ],
  })
  return pictureFile(file, 'png')
}

async function drawOutline(
  task: ConversionTask,
  scripts: FontFacts['scripts'],
  ranges: FontFacts['ranges'],
): Promise<ConvertedPicture> {
  const first = String.fromCodePoint(...pointsOf(ranges))
  const letters = LETTERS.find(([script]) => scripts.includes(script))?.[1] ?? first
  const { paths, width, ascent, descent } = await readFontOutline(task.localPath, letters).catch((error: unknown) => {
    throw error instanceof FontError ? new ConvertError('failed', undefined, { cause: error }) : error
  })
  const height = ascent - descent
  if (!(width > 0 && height > 0)) throw new ConvertError('empty')
  const file = path.join(task.workDir, 'specimen.svg')
  const scale = Math.min(1500 / width, 900 / height)
  await writeFile(
    file,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 ${-ascent} ${width} ${height}" width="${Math.ceil(width * scale)}" height="${Math.ceil(height * scale)}"><g transform="scale(1 -1)">${paths}</g></svg>`,
  )
  return pictureFile(file, 'svg')
}

/** The first characters that a font has besides controls and spaces, as references, since some of them are markup. */
const firstOf = (ranges: FontFacts['ranges']): string =>
  pointsOf(ranges)
    .map((point) => `&#${point};`)
    .join('')

function pointsOf(ranges: FontFacts['ranges']): number[] {
  const found: number[] = []
  for (const [first, last] of ranges)
    for (let point = Math.max(first, 0x21); point <= last && found.length < MOST_LETTERS; point++) found.push(point)
  return found
}
