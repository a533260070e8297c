import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { limitAsks } from '~/domain/identity/asks-a-minute.server'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import { forgetPictures } from './forget-pictures.commands.server'
import { KEPT_MINUTES } from './picture-search'
import { drawPictureSearchJob, forgetPictureSearches } from './picture-search.jobs.server'

/** Pictures that one person may search by in a minute. */
const MOST_A_MINUTE = 20
const [WAIT_MS, LOOK_MS] = [25_000, 50]

/**
 * Has a picture looked at by the worker, so that others can be found that are like it, and returns the id of the search. Its bytes
 * are gone as soon as it was looked at, and the rest after an hour. Throws beside `file`: `picture.unreadable` for a file that is no
 * picture or damaged, `picture.slow`; and `throttled`.
 */
export async function searchByPicture(
  db: Db,
  by: Person,
  { bytes, fileName, signal }: { bytes: Buffer; fileName: string; signal: AbortSignal },
): Promise<string> {
  const id = await keepPicture(db, by, { bytes, fileName })
  for (const deadline = performance.now() + WAIT_MS; performance.now() < deadline && !signal.aborted; ) {
    await pause(LOOK_MS)
    const search = await db
      .selectFrom('pictureSearch')
      .select(['reason', sql<boolean>`layout is not null`.as('isDone')])
      .where('id', '=', id)
      .executeTakeFirst()
    if (search?.isDone) return id
    if (!search || search.reason) throw new DomainError('picture.unreadable', { field: 'file' })
  }
  await db.deleteFrom('pictureSearch').where('id', '=', id).execute()
  throw new DomainError('picture.slow', { field: 'file' })
}

const keepPicture = (db: Db, by: Person, { bytes, fileName }: { bytes: Buffer; fileName: string }): Promise<string> =>
  inTransaction(db, async (trx) => {
    await forgetPictures(trx)
    await limitAsks(trx, by, 'pictureSearch', MOST_A_MINUTE)
    const id = newId()
    const file = { fileName: fileName.slice(0, 255), bytes }
    const unknown = { sha256: null, picture: null, colours: null, shares: null, layout: null, hash: null, reason: null }
    await trx
      .insertInto('pictureSearch')
      .values({ id, personId: by.id, ...file, ...unknown })
      .execute()
    await enqueue(trx, drawPictureSearchJob, { searchId: id })
    await enqueue(trx, forgetPictureSearches, {}, { afterSeconds: 60 * KEPT_MINUTES + 1 })
    return id
  })
