import { sql } from 'kysely'
import type { SubmissionFileState } from '#db/schema/intake'
import { cleanFileName, cleanPath } from '~/domain/assets/file-name'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId, newId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import { type Brief, briefState } from './brief'
import { checkFile } from './check-file.jobs.server'
import { lockBrief } from './lock-brief.server'
import { GONE_STATES, OWN_STATES } from './submission-file'

export interface GivenFile {
  /** Its name in staging, which is that of its upload. */
  stagedId: string
  fileName: string
  relativePath?: string | null
  byteSize: number
  slotId?: string | null
  /** The file whose new version it is. */
  replacesId?: string | null
  isRelease?: boolean
}

/** Which guest sends, for which brief, at what moment. */
export interface Sender {
  guest: { id: string }
  briefId: string
  now: Date
}

/**
 * Records a file that a guest begins to send. The brief is locked meanwhile, so that as many files and bytes as it allows are begun
 * and no more, however many are sent at once. Throws `brief.closed`, `brief.full_files`, `brief.full_bytes`, `brief.slot_gone`,
 * `upload.empty`, `upload.unknown`.
 */
export async function openFile(db: Db, { guest, briefId, now }: Sender, file: GivenFile): Promise<string> {
  if (file.byteSize === 0) throw new DomainError('upload.empty')
  return inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, briefId)
    const replaces = await replaceable(trx, guest, file.replacesId)
    // What a reviewer asked for may come after the deadline.
    if (!replaces && briefState(brief, now) !== 'open') throw new DomainError('brief.closed')
    if (brief.closedAt) throw new DomainError('brief.closed')
    if (file.slotId && !brief.slots.some(({ id }) => id === file.slotId)) throw new DomainError('brief.slot_gone')
    if (!replaces) await requireRoom(trx, brief, file.byteSize)
    const id = newId()
    await trx
      .insertInto('submissionFile')
      .values({
        ...{ id, briefId, guestId: guest.id, stagedId: file.stagedId, byteSize: file.byteSize },
        ...{ fileName: cleanFileName(file.fileName), relativePath: cleanPath(file.relativePath) ?? null },
        ...{ slotId: replaces?.slotId ?? (file.slotId || null), replacesId: replaces?.id ?? null },
        isRelease: file.isRelease ?? false,
        texts: JSON.stringify(await textsForAll(trx, guest, briefId)),
      })
      .execute()
    return id
  })
}

/** Returns what the guest has filled in once for all files. */
async function textsForAll(trx: Tx, guest: { id: string }, briefId: string): Promise<Record<string, string>> {
  const last = await trx
    .selectFrom('submissionFile as file')
    .where('file.guestId', '=', guest.id)
    .where('file.isRelease', '=', false)
    .where('file.state', 'in', OWN_STATES)
    .select(
      sql<Record<
        string,
        string
      > | null>`(select jsonb_object_agg(field.key, file.texts ->> field.key) from brief_field asked
        join metadata_field field on field.id = asked.field_id
        where asked.brief_id = ${briefId} and asked.is_for_all and file.texts ? field.key)`.as('texts'),
    )
    .orderBy('file.changedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.texts ?? {}
}

/** Throws unless a brief has room for one more file of so many bytes. */
async function requireRoom(trx: Tx, brief: Brief, bytes: number): Promise<void> {
  if (brief.mostFiles === null && brief.mostBytes === null) return
  const { files, sum } = await trx
    .selectFrom('submissionFile')
    .where('briefId', '=', brief.id)
    .where('state', 'not in', GONE_STATES)
    // A new version takes the place of a file that is counted.
    .where('replacesId', 'is', null)
    .select([sql<number>`count(*)::int`.as('files'), sql<number>`coalesce(sum(byte_size), 0)::float8`.as('sum')])
    .executeTakeFirstOrThrow()
  if (brief.mostFiles !== null && files >= brief.mostFiles)
    throw new DomainError('brief.full_files', { most: brief.mostFiles })
  if (brief.mostBytes !== null && sum + bytes > brief.mostBytes)
    throw new DomainError('brief.full_bytes', { most: brief.mostBytes })
}

/** Returns the guest's own file that a new version may be sent of, since a reviewer asked for changes; throws `upload.unknown`. */
async function replaceable(trx: Tx, guest: { id: string }, id: string | null | undefined) {
  if (!id) return undefined
  const found = isId(id)
    ? await trx
        .selectFrom('submissionFile as file')
        .innerJoin('assetVersion as version', 'version.id', 'file.versionId')
        .select(['file.id', 'file.slotId'])
        .where('file.id', '=', id)
        .where('file.guestId', '=', guest.id)
        .where('file.state', '=', 'taken')
        .where('version.state', '=', 'changes_asked')
        .executeTakeFirst()
    : undefined
  if (!found) throw new DomainError('upload.unknown')
  return found
}

/** Enqueues the check of a file all of whose bytes have arrived, so that it runs even if the sender goes away. Idempotent. */
export async function finishFile(db: Db, stagedId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const file = await trx
      .updateTable('submissionFile')
      .set({ state: 'checking' as SubmissionFileState, changedAt: sql<Date>`now()` })
      .where('stagedId', '=', stagedId)
      .where('state', '=', 'receiving')
      .returning('id')
      .executeTakeFirst()
    if (file) await enqueue(trx, checkFile, { fileId: file.id })
  })
}
