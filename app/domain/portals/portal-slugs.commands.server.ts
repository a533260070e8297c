import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'

/** Key of the advisory lock under which portals change slugs, so that two never take the same one. */
const SLUGS_KEY = 'portal slugs'

/**
 * Reserves the slug `to` for a portal: removes redirects of `to` to other portals, and adds a redirect from `from`, its
 * former slug. The caller writes the slug itself. Throws `portal.slug_taken` while another portal has it,
 * `portal.slug_in_bin` while that one is in the bin.
 */
export async function takeSlug(trx: Tx, portalId: string, to: string, from?: string): Promise<void> {
  if (from === to) return
  await sql`select pg_advisory_xact_lock(hashtextextended(${SLUGS_KEY}, 0))`.execute(trx)
  const taken = await trx.selectFrom('portal').select('deletedAt').where('slug', '=', to).executeTakeFirst()
  if (taken) throw new DomainError(taken.deletedAt ? 'portal.slug_in_bin' : 'portal.slug_taken', { field: 'slug' })
  await trx.deleteFrom('portalOldSlug').where('slug', '=', to).execute()
  if (from) await trx.insertInto('portalOldSlug').values({ slug: from, portalId }).execute()
}
