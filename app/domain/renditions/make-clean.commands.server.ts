import path from 'node:path'
import { originalKey } from '~/domain/assets/ingest.commands.server'
import type { Db } from '~/platform/db.server'
import { writeCleanOriginal } from '~/platform/images/clean/clean-original.server'
import { CleanError } from '~/platform/images/clean/source'
import { noteUnmade, pointAt } from './outcomes.commands.server'
import { type RenditionWork, renditionKey } from './rendition-work'

/** Makes the original without location, serial numbers and editing history; uses the original itself if it has none. */
export async function makeClean({ db, storage, source, outDir, localPath }: RenditionWork): Promise<void> {
  const { mediaType, extension, sha256 } = source
  const file = path.join(outDir, 'clean')
  try {
    const clean = await writeCleanOriginal(localPath, mediaType, file)
    const objectKey = clean ? renditionKey(source, 'clean', extension) : originalKey(sha256)
    if (clean) await storage.adopt(file, objectKey, { mediaType })
    const bytes = clean ?? (await storedFacts(db, sha256))
    await pointAt({ db, storage }, source, [
      { preset: 'clean', objectKey, ...bytes, mediaType, width: null, height: null },
    ])
  } catch (error) {
    if (!(error instanceof CleanError)) throw error
    await noteUnmade(db, source, ['clean'], { state: 'failed', reason: `clean_${error.code}`, isFinal: true })
  }
}

const storedFacts = (db: Db, sha256: string) =>
  db
    .selectFrom('storedObject')
    .select(['sha256', 'crc32', 'byteSize'])
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
