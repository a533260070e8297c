import type { FontFacts } from '~/platform/files/font-facts'
import type { ConversionTask, ConvertedPicture } from './conversion-task'
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
  { family = '', subfamily = '', scripts, ranges }: FontFacts,
): Promise<ConvertedPicture> {
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

/** The first characters that a font has besides controls and spaces, as references, since some of them are markup. */
function firstOf(ranges: FontFacts['ranges']): string {
  const found: number[] = []
  for (const [first, last] of ranges)
    for (let point = Math.max(first, 0x21); point <= last && found.length < MOST_LETTERS; point++) found.push(point)
  return found.map((point) => `&#${point};`).join('')
}
