import { sql } from 'kysely'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import { cleanFileName, cleanPath } from './file-name'
import { inspectUpload } from './inspect-upload.jobs.server'
import type { UploadFacts, UploadState } from './upload'
import { cleanNote } from './version-note'

/** Records an upload that begins; throws `upload.empty`, `asset.unknown`. */
export async function openUpload(
  db: Db,
  by: Person,
  input: {
    id: string
    byteSize: number
    fileName: string
    relativePath?: string | null
    targetAssetId?: string | null
    key?: string | null
    note?: string | null
    folderId?: string | null
    keepsFolders?: boolean
    templateId?: string | null
    /** Then it becomes no asset: an import reads it. */
    isForImport?: boolean
  },
): Promise<void> {
  if (input.byteSize === 0) throw new DomainError('upload.empty')
  const target = input.targetAssetId || null
  if (target && !(isId(target) && (await assetExists(db, target)))) throw new DomainError('asset.unknown')
  await db
    .insertInto('upload')
    .values({
      id: input.id,
      personId: by.id,
      fileName: cleanFileName(input.fileName),
      relativePath: cleanPath(input.relativePath) ?? null,
      byteSize: input.byteSize,
      targetAssetId: target,
      reason: null,
      facts: JSON.stringify(factsOf(input)),
      assetId: null,
      dismissedAt: null,
    })
    .execute()
}

interface GivenFacts {
  key?: string | null
  note?: string | null
  folderId?: string | null
  keepsFolders?: boolean
  templateId?: string | null
  isForImport?: boolean
}

const factsOf = ({ key, note, folderId, keepsFolders, templateId, isForImport }: GivenFacts): UploadFacts => ({
  ...(isForImport ? { purpose: 'import' } : {}),
  ...(isId(folderId ?? '') && folderId ? { folderId } : {}),
  ...(keepsFolders ? { keepsFolders } : {}),
  ...(templateId && isId(templateId) ? { templateId } : {}),
  ...(isId(key ?? '') && key ? { key } : {}),
  ...(cleanNote(note) ? { note: cleanNote(note) } : {}),
})

/**
 * Enqueues the inspection of a complete upload, so that it runs even if the sender disconnects; one for an import is complete
 * and stays staged. Idempotent.
 */
export async function finishReceiving(db: Db, by: Person, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const [upload] = await trx
      .updateTable('upload')
      .set({
        state: sql<UploadState>`case when facts ->> 'purpose' = 'import' then 'done' else 'inspecting' end`,
        changedAt: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .where('state', '=', 'receiving')
      .returning(['fileName', 'byteSize', 'state'])
      .execute()
    if (!upload) return
    const subject = { kind: 'upload' as const, id, name: upload.fileName }
    await record(trx, actorOf(by), 'upload.received', subject, { bytes: upload.byteSize })
    if (upload.state === 'inspecting') await enqueue(trx, inspectUpload, { uploadId: id })
  })
}

/** Cancels an incomplete upload; idempotent. Throws `upload.settled` once all its bytes have arrived. */
export async function cancelUpload(db: Db, id: string): Promise<void> {
  const cancelled = await db
    .updateTable('upload')
    .set({ state: 'cancelled', changedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', 'in', ['receiving', 'cancelled'])
    .returning('id')
    .executeTakeFirst()
  if (!cancelled) throw new DomainError('upload.settled')
}

/**
 * Applies a person's decision about an upload that waits for one: ingest a duplicate anyway, retry a failed one, or dismiss
 * it. Returns whether the staged bytes can be discarded. Throws `upload.unknown`, `upload.settled`.
 */
export async function answerUpload(
  db: Db,
  by: Person,
  id: string,
  intent: 'dismiss' | 'new_version' | 'keep_both' | 'retry',
): Promise<{ discard: boolean }> {
  return inTransaction(db, async (trx) => {
    const upload = await trx
      .selectFrom('upload')
      .select(['state', sql<UploadFacts>`facts`.as('facts')])
      .where('id', '=', id)
      .where('personId', '=', by.id)
      .forUpdate()
      .executeTakeFirst()
    if (!upload) throw new DomainError('upload.unknown')
    if (intent === 'dismiss') {
      if (upload.state === 'inspecting') throw new DomainError('upload.settled')
      await trx.updateTable('upload').set({ dismissedAt: sql<Date>`now()` }).where('id', '=', id).execute()
      return { discard: true }
    }
    const wanted = intent === 'retry' ? 'failed' : 'duplicate'
    if (upload.state !== wanted) throw new DomainError('upload.settled')
    const facts: UploadFacts = intent === 'retry' ? upload.facts : { ...upload.facts, answer: intent }
    await trx
      .updateTable('upload')
      .set({ state: 'inspecting', reason: null, facts: JSON.stringify(facts), changedAt: sql<Date>`now()` })
      .where('id', '=', id)
      .execute()
    await enqueue(trx, inspectUpload, { uploadId: id })
    return { discard: false }
  })
}

const assetExists = (db: Db, id: string) =>
  db.selectFrom('asset').select('id').where('id', '=', id).where('deletedAt', 'is', null).executeTakeFirst()
