import { existsSync, readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'

/** Real files of a brand team, which lie beside the project where its tests are developed. */
export const corpus = process.env.VITRINE_CORPUS ?? path.resolve(import.meta.dirname, '../../../shared/corpus')

export const hasCorpus = existsSync(corpus)
if (!hasCorpus) console.info(`skipped: no corpus of real files at ${corpus} (VITRINE_CORPUS)`)

/** Paths within the corpus, or none. */
export const corpusFiles: string[] = hasCorpus
  ? readdirSync(corpus, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(corpus, path.join(entry.parentPath, entry.name)))
      .sort()
  : []

/** The first 64 KiB of a file. */
export async function headOf(localPath: string): Promise<Buffer> {
  const file = await open(localPath)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
