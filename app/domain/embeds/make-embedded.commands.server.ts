import path from 'node:path'
import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { EmbedError } from '~/platform/embedding/embed-error'
import type { EmbeddedTexts } from '~/platform/embedding/embedded-texts'
import { writeMetadata } from '~/platform/embedding/write-metadata.server'
import type { Interruptible } from '~/platform/jobs'
import { type Storage, StorageError } from '~/platform/storage'
import { removeFolder, temporaryFolder, withLocalCopy } from '~/platform/storage/local-copy.server'
import { type EmbeddedKey, embeddedKey } from './embedded-form'

interface Services extends Interruptible {
  db: Db
  storage: Storage
  /** Folder for temporary files. */
  tempDir: string
}

const rowOf = (db: Db, { versionId, sourceSha256, textsHash }: EmbeddedKey) =>
  db
    .selectFrom('embeddedForm')
    .where('versionId', '=', versionId)
    .where('sourceSha256', '=', sourceSha256)
    .where('textsHash', '=', textsHash)
    .where('state', '=', 'waiting')

/**
 * Makes a form that is waited for: its bytes are stored before its row says so. Does nothing for one that is made or gone; notes
 * why texts cannot be written into the file. Throws the signal's reason.
 */
export async function makeEmbeddedForm({ db, storage, tempDir, signal }: Services, key: EmbeddedKey): Promise<void> {
  const row = await rowOf(db, key)
    .select(['sourceKey', 'mediaType', sql<EmbeddedTexts>`texts`.as('texts')])
    .executeTakeFirst()
  if (!row) return
  const { sourceKey, mediaType, texts } = row
  const workDir = await temporaryFolder(tempDir)
  try {
    const outFile = path.join(workDir, 'form')
    const written = await withLocalCopy(storage, sourceKey, tempDir, (localPath) =>
      writeMetadata({ localPath, mediaType, outFile }, texts, signal),
    )
    const objectKey = embeddedKey(key)
    await storage.adopt(outFile, objectKey, { mediaType })
    await settle(db, key, { ...written, objectKey, state: 'made', reason: null })
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof EmbedError) return embeddedFailed(db, key, error.code)
    // The source was replaced meanwhile; who waits asks for a form of the new one.
    if (error instanceof StorageError && error.code === 'missing') return removeRow(db, key)
    throw error
  } finally {
    await removeFolder(workDir)
  }
}

/** Notes that texts cannot be written into a file. */
export const embeddedFailed = (db: Db, key: EmbeddedKey, reason: string): Promise<void> =>
  settle(db, key, { state: 'failed', reason })

interface Settled {
  state: 'made' | 'failed'
  reason: string | null
  objectKey?: string
  sha256?: string
  crc32?: number
  byteSize?: number
}

async function settle(db: Db, { versionId, sourceSha256, textsHash }: EmbeddedKey, columns: Settled): Promise<void> {
  await db
    .updateTable('embeddedForm')
    .set({ ...columns, madeAt: sql<Date>`now()` })
    .where('versionId', '=', versionId)
    .where('sourceSha256', '=', sourceSha256)
    .where('textsHash', '=', textsHash)
    .where('state', '=', 'waiting')
    .execute()
}

async function removeRow(db: Db, { versionId, sourceSha256, textsHash }: EmbeddedKey): Promise<void> {
  await db
    .deleteFrom('embeddedForm')
    .where('versionId', '=', versionId)
    .where('sourceSha256', '=', sourceSha256)
    .where('textsHash', '=', textsHash)
    .where('state', '=', 'waiting')
    .execute()
}
