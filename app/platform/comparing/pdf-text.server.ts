import type { ConversionTask } from '~/platform/converters/conversion-task'
import { runStep } from '~/platform/converters/run-step.server'
import { type DocumentText, linesOf } from './text-lines'

const SECONDS = 60

/** Returns the text of a PDF in reading order, by pages; no lines when it has none, as scans. Throws ConvertError. */
export async function readPdfText(task: ConversionTask): Promise<DocumentText> {
  const { stdout } = await runStep(task, {
    program: 'pdftotext',
    seconds: SECONDS,
    args: ({ input }) => ['-q', '-enc', 'UTF-8', input, '-'],
  })
  return linesOf(stdout.toString('utf8'))
}
