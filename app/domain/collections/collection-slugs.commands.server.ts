import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'

/** Key of the advisory lock under which collections change slugs. */
const SLUGS_KEY = 'collection slugs'

const lockSlugs = (trx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended(${SLUGS_KEY}, 0))`.execute(trx)

/**
 * Reserves the slug `to` for a collection: removes redirects of `to` to other collections, and adds a redirect from `from`,
 * its former slug. The caller writes the slug itself. Throws `collection.slug_taken` while another collection has it,
 * `collection.slug_in_bin` while that one is in the bin.
 */
export async function takeSlug(trx: Tx, collectionId: string, to: string, from: string): Promise<void> {
  if (from === to) return
  await lockSlugs(trx)
  const taken = await trx.selectFrom('collection').select('deletedAt').where('slug', '=', to).executeTakeFirst()
  if (taken)
    throw new DomainError(taken.deletedAt ? 'collection.slug_in_bin' : 'collection.slug_taken', { field: 'slug' })
  await trx.deleteFrom('collectionOldSlug').where('slug', '=', to).execute()
  await trx.insertInto('collectionOldSlug').values({ slug: from, collectionId }).execute()
}

/** Returns `wanted`, or `wanted` with a number appended if a collection has that slug or had it before. */
export async function freeSlug(trx: Tx, wanted: string): Promise<string> {
  await lockSlugs(trx)
  const { rows } = await sql<{ slug: string }>`
    select slug from collection where slug like ${`${wanted}%`}
    union select slug from collection_old_slug where slug like ${`${wanted}%`}`.execute(trx)
  const taken = new Set(rows.map((row) => row.slug))
  if (!taken.has(wanted)) return wanted
  let n = 2
  while (taken.has(`${wanted}-${n}`)) n++
  return `${wanted}-${n}`
}
