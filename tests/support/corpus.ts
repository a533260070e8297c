import { existsSync, readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'

/** Small real files in the repository; CREDITS.md beside them describes each and how it was made. */
export const testFiles = path.resolve(import.meta.dirname, '../files')

/** The path of a file of tests/files; throws when it does not exist. */
export function testFile(name: string): string {
  const file = path.join(testFiles, name)
  if (!existsSync(file)) throw new Error(`tests/files has no ${name}`)
  return file
}

/** Real files of a brand team, optional, outside of the repository. */
export const corpus = process.env.VITRINE_CORPUS ?? path.resolve(import.meta.dirname, '../../../shared/corpus')

export const hasCorpus = existsSync(corpus)
if (!hasCorpus) console.info(`no corpus of real files at ${corpus} (VITRINE_CORPUS): the tests read tests/files alone`)

/** Paths within the corpus; empty without a corpus. */
export const corpusFiles: string[] = hasCorpus ? filesUnder(corpus) : []

/** All real files, of tests/files and of the corpus, by a name that tells them apart. */
export const realFiles: { name: string; localPath: string }[] = [
  ...filesUnder(testFiles).map((name) => ({ name: `files/${name}`, localPath: path.join(testFiles, name) })),
  ...corpusFiles.map((name) => ({ name, localPath: path.join(corpus, name) })),
]

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
}

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
