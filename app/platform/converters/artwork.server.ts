import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { runStep } from './run-step.server'

/** What Illustrator writes on the only page of a file that it saved without PDF content. */
const NOTICE = /saved without PDF Content/i

/** Throws ConvertError `empty` for an Illustrator file whose drawing is in its private part alone, which no other program reads. */
export async function requireArtwork(task: ConversionTask): Promise<void> {
  const { stdout } = await runStep(task, {
    program: 'pdftotext',
    seconds: 30,
    args: ({ input }) => ['-q', '-enc', 'UTF-8', '-f', '1', '-l', '1', input, '-'],
  })
  if (NOTICE.test(stdout.toString('utf8').replace(/\s+/g, ' '))) throw new ConvertError('empty')
}
