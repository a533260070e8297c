import { sql } from 'kysely'
import { record } from '~/domain/audit/audit-log.commands.server'
import { briefToken } from '~/domain/guests/guest-token.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { sha256Hex } from '~/platform/ids.server'
import type { Brief } from './brief'
import { briefSubject, lockBrief } from './lock-brief.server'

/** An open link that is taken away and made again has another address: who has the former one does not come in again. */
export async function setOpenLink(trx: Tx, brief: Brief, isOpenLink: boolean, secret: string): Promise<void> {
  if (brief.isOpenLink === isOpenLink) return
  await writeOpenLink(trx, brief.id, isOpenLink, secret)
}

/** Gives the open link of a brief another address; personal links stay. Does nothing without an open link. Throws `brief.unknown`. */
export const renewOpenLink = (db: Db, by: Person, id: string, secret: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, id)
    if (!brief.isOpenLink) return
    await writeOpenLink(trx, id, true, secret)
    await record(trx, actorOf(by), 'brief.changed', briefSubject(brief), { isLinkRenewed: true })
  })

async function writeOpenLink(trx: Tx, id: string, isOpen: boolean, secret: string): Promise<void> {
  const { tokenNumber } = await trx
    .updateTable('brief')
    .set({ tokenHash: null, tokenNumber: sql<number>`token_number + 1` })
    .where('id', '=', id)
    .returning('tokenNumber')
    .executeTakeFirstOrThrow()
  if (!isOpen) return
  const tokenHash = sha256Hex(briefToken(secret, id, tokenNumber))
  await trx.updateTable('brief').set({ tokenHash }).where('id', '=', id).execute()
}

/** Returns the token of the open link of a brief; undefined when it has none. */
export async function openLinkToken(db: Db, id: string, secret: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('brief')
    .select('tokenNumber')
    .where('id', '=', id)
    .where('tokenHash', 'is not', null)
    .executeTakeFirst()
  return row && briefToken(secret, id, row.tokenNumber)
}
