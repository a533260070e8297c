import { type AuditEvent, defineSubscriber } from '~/domain/audit/events.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { addNotices } from './add-notices.commands.server'
import { NOTICE_TYPE_NAMES, type NoticeTypeName, typeOf } from './notice-types.server'
import { settleNotices } from './settle-notices.commands.server'

/** Makes the notices of the events of an act, and ends those whose cause they took away. May run twice. */
export const makeNotices = defineSubscriber('make_notices', {
  maxAttempts: 25,
  receive: (events, { db }: { db: Db }) =>
    inTransaction(db, async (trx) => {
      for (const type of NOTICE_TYPE_NAMES) await receiveFor(trx, type, events)
    }),
})

async function receiveFor(trx: Tx, type: NoticeTypeName, events: AuditEvent[]): Promise<void> {
  const { settledBy = [], settles = {}, makes = {} } = typeOf(type)
  const endings = events.flatMap(({ type, subjectId, at }) =>
    subjectId && settledBy.some((each) => each === type) ? [{ topic: subjectId, at }] : [],
  )
  await settleNotices(trx, type, endings)
  const of = (name: string) => events.filter((event) => event.type === name)
  for (const [name, settle] of Object.entries(settles)) if (of(name).length > 0) await settle(trx, of(name))
  for (const [name, make] of Object.entries(makes))
    if (of(name).length > 0) await addNotices(trx, type, await make(trx, of(name)))
}
