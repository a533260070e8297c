import { open } from 'node:fs/promises'
import { listArchive } from '~/platform/files/archive-entries.server'
import { ArchiveError } from '~/platform/files/archive-listing'
import type { Contents } from '~/platform/files/contents'
import { FontError } from '~/platform/files/font-facts'
import { readFontFacts } from '~/platform/files/font-facts.server'
import { ModelError } from '~/platform/files/model-facts'
import { readModelFacts } from '~/platform/files/model-facts.server'
import { looksLikeText } from '~/platform/files/signatures'
import { readTextPreview } from '~/platform/files/text-preview.server'
import type { ConversionTask } from './conversion-task'
import { type ConvertCode, ConvertError } from './convert-error'
import { readMediaFacts } from './media-facts.server'
import { readPeaks } from './sound.server'

/** Reads what the viewer of a file that is no document needs to know. Throws ConvertError, `empty` when there is nothing to be shown. */
export async function readContents(task: ConversionTask): Promise<Contents> {
  const { kind } = task.sniffed
  try {
    const read = READERS[kind]
    if (read) return await read(task)
  } catch (error) {
    throw convertErrorOf(error)
  }
  throw new ConvertError('empty')
}

const READERS: Partial<Record<string, (task: ConversionTask) => Promise<Contents>>> = {
  video: async (task) => ({ type: 'film', facts: await readMediaFacts(task) }),
  audio: async (task) => ({ type: 'sound', facts: await readMediaFacts(task), peaks: await readPeaks(task) }),
  font: async ({ localPath }) => ({ type: 'font', facts: await readFontFacts(localPath) }),
  model: async ({ localPath, sniffed }) => ({
    ...{ type: 'model', facts: await readModelFacts(localPath, sniffed.extension) },
  }),
  archive: async ({ localPath, sniffed }) => ({
    ...{ type: 'archive', listing: await listArchive(localPath, sniffed.extension) },
  }),
  ...{ text: readText, code: readText, data: readText },
}

async function readText({ localPath, sniffed }: ConversionTask): Promise<Contents> {
  if (!looksLikeText(await headOf(localPath))) throw new ConvertError('empty')
  return { type: 'text', preview: await readTextPreview(localPath, sniffed.extension) }
}

const HEAD_BYTES = 4096

async function headOf(localPath: string): Promise<Buffer> {
  const file = await open(localPath)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const CODES: Record<string, ConvertCode> = {
  ...{ truncated: 'truncated', too_large: 'too_large', timeout: 'timeout', unsupported: 'empty', empty: 'empty' },
}

function convertErrorOf(error: unknown): unknown {
  const isOfReader = error instanceof ArchiveError || error instanceof FontError || error instanceof ModelError
  return isOfReader ? new ConvertError(CODES[error.code] ?? 'failed', undefined, { cause: error }) : error
}
