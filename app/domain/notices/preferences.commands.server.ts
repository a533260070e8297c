import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import type { Channel } from './notice'
import type { NoticeLetters } from './notice-letters-token.server'
import { NOTICE_TYPE_NAMES, type NoticeTypeName, typeOf } from './notice-types.server'
import { channelsOf } from './preferences.queries.server'

/** Chooses how a person is told of types. What somebody waits for cannot be switched off: it stays in the inbox. */
export async function chooseChannels(
  db: Db,
  personId: string,
  channels: Partial<Record<NoticeTypeName, Channel>>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const type of NOTICE_TYPE_NAMES) {
      const channel = channels[type]
      if (channel) await choose(trx, personId, type, channel === 'none' && typeOf(type).isAlwaysTold ? 'app' : channel)
    }
  })
}

async function choose(trx: Tx, personId: string, type: NoticeTypeName, channel: Channel): Promise<void> {
  await trx
    .insertInto('noticePreference')
    .values({ personId, type, channel })
    .onConflict((oc) => oc.columns(['personId', 'type']).doUpdateSet({ channel }))
    .execute()
}

/** Ends letters of a type, or the daily one: the notices stay in the inbox. Does nothing when they are over. */
export async function endNoticeLetters(db: Db, { personId, of }: NoticeLetters): Promise<void> {
  await inTransaction(db, async (trx) => {
    const person = await trx.selectFrom('person').where('id', '=', personId).select('id').forUpdate().executeTakeFirst()
    if (!person) return
    const channels = await channelsOf(trx, personId)
    for (const type of NOTICE_TYPE_NAMES) {
      const channel = channels[type]
      const isEnded =
        of === 'daily' ? channel === 'daily' : of === type && (channel === 'daily' || channel === 'instant')
      if (isEnded) await choose(trx, personId, type, 'app')
    }
  })
}
