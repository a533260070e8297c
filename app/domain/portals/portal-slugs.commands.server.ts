import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'

/** Key of the lock under which portals take slugs: two that ask for one slug at the same moment ask one after the other. */
const SLUGS_KEY = 'portal slugs'

/**
 * Gives a portal the slug `to`: no other portal is led to by it any more, and `from`, the slug it had, leads to this one for
 * good. The caller writes the slug itself. Throws `portal.slug_taken` while another portal has it, `portal.slug_in_bin`
 * while that one is in the bin.
 */
export async function takeSlug(trx: Tx, portalId: string, to: string, from?: string): Promise<void> {
  if (from === to) return
  await sql`select pg_advisory_xact_lock(hashtextextended(${SLUGS_KEY}, 0))`.execute(trx)
  const taken = await trx.selectFrom('portal').select('deletedAt').where('slug', '=', to).executeTakeFirst()
  if (taken) throw new DomainError(`portal.${taken.deletedAt ? 'slug_in_bin' : 'slug_taken'}`, { field: 'slug' })
  await trx.deleteFrom('portalOldSlug').where('slug', '=', to).execute()
  if (from) await trx.insertInto('portalOldSlug').values({ slug: from, portalId }).execute()
}
