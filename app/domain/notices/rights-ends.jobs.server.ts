import { sql } from 'kysely'
import { z } from 'zod'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { addNotices } from './add-notices.commands.server'
import { followersOf } from './followed-notices.server'
import type { NoticeDraft } from './notice'
import type { NoticeTypeName } from './notice-types.server'
import { END_OCCASION, settleEnds } from './settle-ends.commands.server'

/** How long before their end it is told. */
const DAYS_BEFORE = 14

/** Files of one run; the others are told of in the next one. */
const AT_ONCE = 2000

/** Tells managers, and who follows a file, that its rights end soon, once for each end. The worker asks for it every hour. */
export const tellRightsEnds = defineJob('tell_rights_ends', {
  schema: z.object({}),
  maxAttempts: 3,
  key: () => 'tell_rights_ends',
  queue: () => 'rights_ends',
  run: (_payload, { db, zone }: { db: Db; zone: string }) =>
    inTransaction(db, async (trx) => {
      await settleEnds(trx)
      const managers = await endingSoon(trx, 'rights_end', zone)
      await addNotices(
        trx,
        'rights_end',
        managers.map((draft) => ({ ...draft, readers: 'all' })),
      )
      const followed = await endingSoon(trx, 'followed_expires', zone)
      const followers = await followersOf(
        trx,
        followed.map(({ assetId }) => assetId),
      )
      await addNotices(
        trx,
        'followed_expires',
        followed.map((draft) => ({
          ...draft,
          readers: followers.filter(({ assetId }) => assetId === draft.assetId).map(({ personId }) => personId),
        })),
      )
    }),
})

type Ending = Omit<NoticeDraft, 'readers'> & { assetId: string }

async function endingSoon(trx: Tx, type: NoticeTypeName, zone: string): Promise<Ending[]> {
  const isFollowed = sql`(exists (select 1 from follow f where f.asset_id = asset.id)
    or exists (select 1 from collection_asset item join follow f on f.collection_id = item.collection_id where item.asset_id = asset.id))`
  const { rows } = await sql<{ assetId: string; occasion: string; dueOn: string }>`
    select asset.id as "assetId", ${END_OCCASION} as occasion, to_char(r.expires_at at time zone ${zone}, 'YYYY-MM-DD') as "dueOn"
    from asset_rights r join asset on asset.id = r.asset_id
    where r.expires_at > now() and r.expires_at <= now() + make_interval(days => ${DAYS_BEFORE})
      and asset.deleted_at is null and asset.approved_version_id is not null
      and ${type === 'rights_end' ? sql`true` : isFollowed}
      and not exists (select 1 from notice n where n.type = ${type} and n.topic = asset.id::text and n.occasion = ${END_OCCASION})
    order by r.expires_at limit ${AT_ONCE}`.execute(trx)
  return rows.map((row) => ({ ...row, topic: row.assetId }))
}
