import type { Tx } from '~/platform/db.server'
import { pickText } from '~/platform/language'
import { lockAndFind } from '~/platform/lock.server'
import type { Brief } from './brief'
import { findBrief } from './briefs.queries.server'

/** Locks a brief until the transaction ends and returns it; throws `brief.unknown`. */
export const lockBrief = (trx: Tx, id: string): Promise<Brief> =>
  lockAndFind(trx, id, { table: 'brief', find: findBrief, unknown: 'brief.unknown' })

/** A brief as the subject of an audit event. */
export const briefSubject = (brief: Brief) => ({
  ...{ kind: 'brief' as const, id: brief.id },
  name: pickText(brief.title, brief.sourceLocale, 'en')?.value,
})
