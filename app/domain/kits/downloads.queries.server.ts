import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import type { Actor } from '~/domain/audit/audit'
import type { Db } from '~/platform/db.server'

/** Returns the mark of the kit that this network last downloaded for a request; undefined if none in the last 30 days. */
export async function lastKitOf(db: Db, viewer: Viewer, actor: Actor, requestKey: string): Promise<string | undefined> {
  const { kind, id } = placeOf(viewer)
  const line = await db
    .selectFrom('auditEvent')
    .select(sql<string>`facts->>'kit'`.as('kit'))
    .where('subjectKind', '=', kind)
    .where('subjectId', '=', id)
    .where('type', '=', 'package.downloaded')
    .where(sql<boolean>`network is not distinct from ${actor.network ?? null}`)
    .where(sql<boolean>`facts->>'request' = ${requestMark(requestKey)} and at > now() - interval '30 days'`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return line?.kit
}

/** Returns a short id of a kit request, for the records of downloads. */
export const requestMark = (requestKey: string): string => requestKey.slice(0, 16)

/** Returns the portal or share that a kit is downloaded from. */
export const placeOf = (viewer: Viewer): { kind: 'share' | 'portal'; id: string } =>
  viewer.kind === 'link'
    ? { kind: 'share', id: viewer.shareId }
    : { kind: 'portal', id: viewer.kind === 'visitor' ? viewer.portalId : '' }
