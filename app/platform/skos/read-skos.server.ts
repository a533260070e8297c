import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { OwnProcessError, runOwn } from '~/platform/files/own-process.server'
import {
  type Ignored,
  MOST_BYTES,
  type RdfFormat,
  type ReadColumns,
  type ReadConcept,
  SkosError,
  type SkosRefusal,
} from './concept'

const READER = { name: 'skos-reader', source: '../skos/skos-reader.ts' }
const BOUNDS = { timeoutMs: 180_000, cpuSeconds: 60, heap: 1024, data: 2_147_483_648, output: 512 * 1024 * 1024 }

/** What a file of concepts has. */
export interface ReadFile {
  concepts: ReadConcept[]
  columns: ReadColumns
  ignored: Ignored
}

/**
 * Reads the concepts of a file of RDF in a process of its own with limits of memory and time; fetches nothing. `folder` is for
 * temporary files, `language` that of texts that state none. Throws SkosError, and the signal's reason.
 */
export async function readSkos(
  localPath: string,
  { format, language, folder, signal }: { format: RdfFormat; language: string; folder: string; signal?: AbortSignal },
): Promise<ReadFile> {
  if ((await stat(localPath)).size > MOST_BYTES) throw new SkosError('too_large')
  const outPath = path.resolve(folder, 'concepts.ndjson')
  const said = await run([path.resolve(localPath), outPath, format, language], signal)
  if (said.code) throw new SkosError(said.code, said.facts)
  const lines = createInterface({ input: createReadStream(outPath), crlfDelay: Number.POSITIVE_INFINITY })
  let facts: Omit<ReadFile, 'concepts'> | undefined
  const concepts: ReadConcept[] = []
  for await (const line of lines) {
    if (facts) concepts.push(JSON.parse(line))
    else facts = JSON.parse(line)
  }
  if (!facts) throw new SkosError('broken')
  return { ...facts, concepts }
}

interface Said {
  code?: SkosRefusal
  facts?: { line?: number; detail?: string }
}

async function run(given: string[], signal: AbortSignal | undefined): Promise<Said> {
  try {
    return JSON.parse(await runOwn(READER, given, { ...BOUNDS, signal }))
  } catch (error) {
    if (!(error instanceof OwnProcessError)) throw error
    throw new SkosError(error.code === 'failed' ? 'broken' : 'too_slow', {}, { cause: error })
  }
}
