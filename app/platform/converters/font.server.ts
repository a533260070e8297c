import type { ConversionTask, ConvertedPicture } from './conversion-task'
import { pictureFile, runForFile } from './run-step.server'

/** Draws letters in a font, on transparency. Throws ConvertError. */
export async function drawSpecimen(task: ConversionTask, text: string): Promise<ConvertedPicture> {
  const file = await runForFile(task, {
    program: 'vips',
    args: ({ input, outDir }) => [
      ...['text', `${outDir}/specimen.png`, text, '--fontfile', input],
      ...['--width', '1500', '--height', '900', '--align', 'centre', '--rgba'],
    ],
  })
  return pictureFile(file, 'png')
}
