import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import type { Actor } from '~/domain/audit/audit'
import type { Db } from '~/platform/db.server'

/** The mark of the kit that a network last took when it asked for this; undefined when it took none of late. */
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

/** A short name for what was asked for, for the record of downloads. */
export const requestMark = (requestKey: string): string => requestKey.slice(0, 16)

/** The portal or link that a kit is taken from. */
export const placeOf = (viewer: Viewer): { kind: 'share' | 'portal'; id: string } =>
  viewer.kind === 'link'
    ? { kind: 'share', id: viewer.shareId }
    : { kind: 'portal', id: viewer.kind === 'visitor' ? viewer.portalId : '' }
