import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { enqueueAll } from '~/platform/queue.server'
import { checkFile } from './check-file.jobs.server'
import { type FileForm, OWN_STATES } from './submission-file'

/** Locks files that their guest may still change, and returns them; throws `upload.unknown` unless all are the guest's own. */
async function lockOwn(trx: Tx, guest: { id: string }, ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  const files = wanted.every(isId)
    ? await trx
        .selectFrom('submissionFile')
        .select(['id', 'briefId', 'stagedId'])
        .where(sql<boolean>`id = any(${wanted}::uuid[])`)
        .where('guestId', '=', guest.id)
        .where('state', 'in', OWN_STATES)
        .orderBy('id')
        .forUpdate()
        .execute()
    : []
  if (files.length === 0 || files.length < wanted.length) throw new DomainError('upload.unknown')
  return files
}

/**
 * Stores what a guest fills in of files that are not submitted yet, all or none; what the form does not name stays. Throws
 * `upload.unknown`, `brief.slot_gone`.
 */
export async function fillIn(
  db: Db,
  guest: { id: string },
  files: string | readonly string[],
  { slotId, texts, releases }: FileForm,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const own = await lockOwn(trx, guest, typeof files === 'string' ? [files] : files)
    const ids = own.map(({ id }) => id)
    if (slotId) await requireSlot(trx, own[0]?.briefId, slotId)
    await trx
      .updateTable('submissionFile')
      .set({
        ...(slotId !== undefined && { slotId: slotId || null }),
        ...(texts && { texts: sql<string>`texts || ${JSON.stringify(texts)}::jsonb` }),
        changedAt: sql<Date>`now()`,
      })
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
      .execute()
    if (releases) for (const id of ids) await attach(trx, guest, id, releases)
    if (slotId !== undefined) await checkAgain(trx, ids)
  })
}

async function requireSlot(trx: Tx, briefId: string | undefined, slotId: string): Promise<void> {
  const slot = await trx
    .selectFrom('briefSlot')
    .select('id')
    .where('id', '=', slotId)
    .where('briefId', '=', briefId ?? null)
    .executeTakeFirst()
  if (!slot) throw new DomainError('brief.slot_gone', { field: 'slotId' })
}

/** A slot may ask for more pixels than another: files that were checked for one are checked again for the other. */
async function checkAgain(trx: Tx, ids: readonly string[]): Promise<void> {
  const moved = await trx
    .updateTable('submissionFile')
    .set({ state: 'checking' })
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('state', 'in', ['ready', 'refused'])
    .where('isRelease', '=', false)
    .where(
      sql<boolean>`exists (select from brief_slot slot where slot.brief_id = submission_file.brief_id and slot.rules is not null)`,
    )
    .returning('id as fileId')
    .execute()
  await enqueueAll(trx, checkFile, moved)
}

/** Attaches those of `releases` that are the guest's own releases, in place of those before. */
async function attach(trx: Tx, guest: { id: string }, fileId: string, releases: readonly string[]): Promise<void> {
  await trx.deleteFrom('submissionRelease').where('fileId', '=', fileId).execute()
  await trx
    .insertInto('submissionRelease')
    .columns(['fileId', 'releaseId'])
    .expression((eb) =>
      eb
        .selectFrom('submissionFile as release')
        .select([sql<string>`${fileId}::uuid`.as('fileId'), 'release.id as releaseId'])
        .where(sql<boolean>`release.id = any(${releases}::uuid[])`)
        .where('release.guestId', '=', guest.id)
        .where('release.isRelease', '=', true)
        .where('release.state', 'not in', ['removed', 'refused', 'failed']),
    )
    .execute()
}

/**
 * Takes a file away that is not submitted yet, and returns its name in staging, to be discarded; undefined when nothing is staged.
 * Throws `upload.unknown`.
 */
export async function removeFile(db: Db, guest: { id: string }, fileId: string): Promise<string | undefined> {
  const [stagedId] = await removeFiles(db, guest, [fileId])
  return stagedId
}

/** Takes several files away, all or none, and returns the names of those that are staged. Throws `upload.unknown`. */
export async function removeFiles(db: Db, guest: { id: string }, fileIds: readonly string[]): Promise<string[]> {
  return inTransaction(db, async (trx) => {
    const own = await lockOwn(trx, guest, fileIds)
    const ids = own.map(({ id }) => id)
    await trx.deleteFrom('submissionRelease').where(sql<boolean>`release_id = any(${ids}::uuid[])`).execute()
    await trx
      .updateTable('submissionFile')
      .set({ state: 'removed', stagedId: null, changedAt: sql<Date>`now()` })
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
      .execute()
    return own.flatMap(({ stagedId }) => stagedId ?? [])
  })
}
