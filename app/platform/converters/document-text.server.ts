import { createReadStream, createWriteStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { asPdf } from './document-pdf.server'
import { throwLocked } from './pages.server'
import { runForFile } from './run-step.server'

const SECONDS = 120
/** A book of a thousand pages has three megabytes. */
const MOST_BYTES = 32 * 1024 * 1024

/**
 * Writes the text of a document in reading order, in UTF-8, with an empty line between pages. Throws ConvertError, `no_text` for one
 * without words, as scans are, and `too_large` for more than `mostBytes`.
 */
export async function writeText(task: ConversionTask, mostBytes = MOST_BYTES): Promise<string> {
  const pdf = await asPdf(task).catch((error: unknown) => {
    throw error instanceof ConvertError && error.code === 'empty' ? new ConvertError('no_text') : error
  })
  const raw = await runForFile(pdf, {
    program: 'pdftotext',
    seconds: SECONDS,
    outputBytes: mostBytes,
    // Its complaints tell a locked file from a damaged one.
    args: ({ input, outDir }) => ['-enc', 'UTF-8', '-eol', 'unix', input, `${outDir}/text`],
  }).catch(throwLocked)
  const file = path.join(task.workDir, 'text.txt')
  let hasLetters = false
  await pipeline(
    createReadStream(raw, 'utf8'),
    async function* (parts: AsyncIterable<string>) {
      for await (const part of parts) {
        const text = plain(part)
        hasLetters ||= /[\p{L}\p{N}]/u.test(text)
        yield text
      }
    },
    createWriteStream(file),
  )
  if (!hasLetters) throw new ConvertError('no_text')
  return file
}

/** A form feed ends a page. Other control characters would act on the terminal or editor of whoever reads the text. */
const plain = (text: string): string =>
  text.replace(/\f/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
