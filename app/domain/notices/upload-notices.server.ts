import { sql } from 'kysely'
import type { AuditEvent } from '~/domain/audit/events.server'
import { mayReleaseHeld } from '~/domain/identity/permissions'
import { ROLES } from '~/domain/identity/person'
import type { Tx } from '~/platform/db.server'
import type { NoticeDraft } from './notice'
import { aboutAsset } from './review-notices.server'

/** Uploads that were refused, for who uploaded. */
export const uploadRefused = async (_trx: Tx, events: AuditEvent[]): Promise<NoticeDraft[]> =>
  events.flatMap(({ id, at, subjectId, subjectName, actorId, facts }) =>
    subjectId && actorId
      ? [
          {
            ...{ topic: subjectId, occasion: String(id), at, path: '/library', title: subjectName ?? subjectId },
            ...{ actorId, facts: { reason: String(facts.reason ?? '') }, readers: [actorId] },
          },
        ]
      : [],
  )

/** Files that broke the rules of their folder, for who brought them and those who may let them in. */
export async function fileHeld(trx: Tx, events: AuditEvent[]): Promise<NoticeDraft[]> {
  const versions = events.flatMap(({ facts }) => (typeof facts.versionId === 'string' ? facts.versionId : []))
  const held = await trx
    .selectFrom('versionHold')
    .where('versionId', '=', sql<string>`any(${versions}::uuid[])`)
    .where('releasedAt', 'is', null)
    .select('versionId')
    .forShare()
    .execute()
  const isHeld = new Set(held.map(({ versionId }) => versionId))
  const roles = ROLES.filter((role) => mayReleaseHeld({ id: '', role }))
  const managers = await trx
    .selectFrom('person')
    .where('role', 'in', roles)
    .where('disabledAt', 'is', null)
    .select('id')
    .execute()
  const readers = managers.map(({ id }) => id)
  return events
    .filter(({ facts }) => isHeld.has(String(facts.versionId)))
    .map((event) => ({
      ...aboutAsset(event),
      readers: event.actorId ? [event.actorId, ...readers] : readers,
    }))
}
