import type { Contents } from '~/platform/files/contents'
import { type Storage, StorageError } from '~/platform/storage'

/** What the index takes of the contents of a file. */
export interface FileContents {
  durationMs?: number
  /** The beginning of its text. */
  text?: string
}

/** Objects that say what a file contains: data for its viewer, and its text as it was made for a download. */
export interface ContentsObjects {
  contentsKey: string | null
  textKey: string | null
}

/** Of which versions the objects are read: those of others say nothing that is indexed. */
const READ_KINDS = new Set(['video', 'audio', 'text', 'code', 'data', 'pdf', 'document', 'presentation', 'spreadsheet'])

export const objectsToRead = ({ kind, contentsKey, textKey }: ContentsObjects & { kind: string }): ContentsObjects =>
  READ_KINDS.has(kind) ? { contentsKey, textKey } : { contentsKey: null, textKey: null }

/** Contents are bounded where they are made; larger ones are not read. */
const MOST_BYTES = 4 * 1024 * 1024
const MOST_TEXT_BYTES = 100_000

/** Reads what the objects say; an object that is missing or too large says nothing. */
export async function readFileContents(storage: Storage, objects: ContentsObjects): Promise<FileContents> {
  const found: FileContents = {}
  if (objects.contentsKey) Object.assign(found, await contentsAt(storage, objects.contentsKey))
  if (objects.textKey) found.text = await beginningOf(storage, objects.textKey)
  return found
}

async function contentsAt(storage: Storage, key: string): Promise<FileContents> {
  const bytes = await storage.readSmall(key, MOST_BYTES).catch(unlessUnreadable)
  if (!bytes) return {}
  const contents = JSON.parse(bytes.toString('utf8')) as Contents
  if (contents.type === 'film' || contents.type === 'sound')
    return { durationMs: Math.min(Math.round(contents.facts.duration * 1000), 2 ** 31 - 1) }
  return contents.type === 'text' ? { text: contents.preview.text } : {}
}

async function beginningOf(storage: Storage, key: string): Promise<string | undefined> {
  const parts: Buffer[] = []
  try {
    const range = { start: 0, end: MOST_TEXT_BYTES - 1 }
    const head = await storage.head(key)
    if (!head || head.size === 0) return undefined
    for await (const part of await storage.read(key, head.size > MOST_TEXT_BYTES ? { range } : {}))
      parts.push(part as Buffer)
  } catch (error) {
    unlessUnreadable(error)
    return undefined
  }
  return Buffer.concat(parts).toString('utf8')
}

/** An object that is away is found by the scrub; one that cannot be read now fails the job, which is tried again. */
function unlessUnreadable(error: unknown): undefined {
  if (error instanceof StorageError && error.code !== 'unavailable') return undefined
  throw error
}
