import { readFile } from 'node:fs/promises'
import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { linksIn, type PdfLink } from './pdf-links'
import { runForFile } from './run-step.server'

const SECONDS = 120
/** Bytes of pages without anything on them, and their annotations. */
const MOST_BYTES = 32 * 1024 * 1024

/**
 * Returns the links of a PDF that lead to the web, to an e-mail address or to another page; none where they cannot be read.
 * Ghostscript writes it without what is drawn, in which links are found without reading the file itself. Throws the signal's reason.
 */
export async function readLinks(task: ConversionTask): Promise<PdfLink[]> {
  try {
    const file = await runForFile(task, {
      program: 'gs',
      seconds: SECONDS,
      outputBytes: MOST_BYTES,
      args: ({ input, outDir }) => [
        ...['-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=pdfwrite', '-dCompatibilityLevel=1.7'],
        ...['-dAutoRotatePages=/None', '-dPreserveAnnots=true', '-dFILTERIMAGE', '-dFILTERTEXT', '-dFILTERVECTOR'],
        ...['-o', `${outDir}/links.pdf`, input],
      ],
    })
    return linksIn(await readFile(file, 'latin1'))
  } catch (error) {
    if (error instanceof ConvertError) return []
    throw error
  }
}
