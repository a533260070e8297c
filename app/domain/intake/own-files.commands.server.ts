import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { type FileForm, OWN_STATES } from './submission-file'

/** Locks a file that its guest may still change and returns it; throws `upload.unknown`. */
async function lockOwn(trx: Tx, guest: { id: string }, id: string) {
  const file = isId(id)
    ? await trx
        .selectFrom('submissionFile')
        .select(['id', 'briefId', 'stagedId'])
        .where('id', '=', id)
        .where('guestId', '=', guest.id)
        .where('state', 'in', OWN_STATES)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!file) throw new DomainError('upload.unknown')
  return file
}

/** Stores what a guest fills in of a file that is not submitted yet. Throws `upload.unknown`, `brief.slot_gone`. */
export async function fillIn(db: Db, guest: { id: string }, fileId: string, form: FileForm): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { id, briefId } = await lockOwn(trx, guest, fileId)
    const slot = form.slotId
      ? await trx
          .selectFrom('briefSlot')
          .select('id')
          .where('id', '=', form.slotId)
          .where('briefId', '=', briefId)
          .executeTakeFirst()
      : undefined
    if (form.slotId && !slot) throw new DomainError('brief.slot_gone', { field: 'slotId' })
    await trx
      .updateTable('submissionFile')
      .set({ slotId: slot?.id ?? null, texts: JSON.stringify(form.texts), changedAt: sql<Date>`now()` })
      .where('id', '=', id)
      .execute()
    await attach(trx, guest, id, form.releases)
  })
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
  return inTransaction(db, async (trx) => {
    const { id, stagedId } = await lockOwn(trx, guest, fileId)
    await trx.deleteFrom('submissionRelease').where('releaseId', '=', id).execute()
    await trx
      .updateTable('submissionFile')
      .set({ state: 'removed', stagedId: null, changedAt: sql<Date>`now()` })
      .where('id', '=', id)
      .execute()
    return stagedId ?? undefined
  })
}
