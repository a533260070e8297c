import { type RawBuilder, sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { coalesce } from '~/platform/coalesce'
import type { Db } from '~/platform/db.server'
import { prepared } from '~/platform/prepared.server'

/** Whose content is asked about: a portal or a link, by id or by what its address says. */
export type ContentScope = { portalId: string } | { portalSlug: string } | { shareId: string } | { tokenHash: string }

type ContentScopeById = { portalId: string } | { shareId: string }

/** The portal or link through which a viewer sees content; undefined for staff and nobody. */
export function contentScopeOf(viewer: Extract<Viewer, { kind: 'visitor' | 'link' }>): ContentScopeById
export function contentScopeOf(viewer: Viewer): ContentScopeById | undefined
export function contentScopeOf(viewer: Viewer): ContentScopeById | undefined {
  if (viewer.kind === 'visitor') return { portalId: viewer.portalId }
  return viewer.kind === 'link' ? { shareId: viewer.shareId } : undefined
}

/** The state of all that a portal or link shows. */
export interface ContentVersion {
  /** Equal at two moments only when nothing that the scope shows was changed between them. */
  version: string
  now: Date
  /** Until when what was made of this version stays right if nothing is changed: an embargo or a licence may end by itself. */
  validUntil: Date
  /** When an embargo, a licence, a portal or a link begins or ends next; null while none is due. */
  turnsAt: Date | null
}

/** Whether content is now what it was then: nothing was changed, and no embargo, licence or link began or ended in between. */
export const isSameContent = (then: ContentVersion, now: ContentVersion): boolean =>
  then.version === now.version && (!then.turnsAt || now.now < then.turnsAt)

/** Pages speak of time too (“until 3 December”), so none is called right for longer than this. */
const LONGEST_SECONDS = 60

/**
 * Returns the content version of a scope by the database clock, in one statement, so that version and time belong together.
 * A scope that does not exist has a version too. The changes of a scope are told apart as a set, whatever order their writers
 * commit in: by their number and the exclusive or of their hashes, which clearing the log does not alter.
 */
export async function contentVersion(db: Db, scope: ContentScope): Promise<ContentVersion> {
  const { rows } = await sql<Omit<ContentVersion, 'validUntil'>>`${prepared}
    with clock as materialized (select date_trunc('milliseconds', clock_timestamp()) as now),
    scope as materialized (${scopeIds(scope)})
    select now,
      (select concat_ws('.', (select string_agg(id::text, '.' order by id) from scope), coalesce(sum(changes), 0),
        to_hex(coalesce(bit_xor(hash), 0))) from (
          select 1::bigint, hashint8extended(id, 0) from content_change where scope_id in (select id from scope)
          union all select changes, hash from content_change_sum where scope_id in (select id from scope)
        ) as change(changes, hash)) as version,
      least((select min(embargo_until) from asset_rights where embargo_until > now),
        (select min(expires_at) from asset_rights where expires_at > now),
        (select min(t) from scope, unnest(array[starts_at, ends_at]) t where t > now)) as "turnsAt"
    from clock`.execute(db)
  const { version, now, turnsAt } = rows[0]!
  const longest = now.getTime() + LONGEST_SECONDS * 1000
  return { version, now, turnsAt, validUntil: new Date(Math.min(longest, turnsAt?.getTime() ?? longest)) }
}

/** Returns the content version of a scope; callers that ask at the same moment share one statement. */
export type AskContentVersion = (scope: ContentScope) => Promise<ContentVersion>

const MOST_SCOPES = 1000

/** Opens the asking for content versions over a database. Nobody is answered with what was true before they asked. */
export function openContentVersions(db: Db): AskContentVersion {
  const asking = new Map<string, () => Promise<ContentVersion>>()
  return (scope) => {
    const key = JSON.stringify(scope)
    const ask = asking.get(key) ?? coalesce(() => contentVersion(db, scope))
    if (asking.size > MOST_SCOPES) asking.clear()
    asking.set(key, ask)
    return ask()
  }
}

/** A link shows the look of its portal too, so both are its scope. */
function scopeIds(scope: ContentScope): RawBuilder<unknown> {
  if ('portalId' in scope || 'portalSlug' in scope) {
    const which = 'portalId' in scope ? sql`id = ${scope.portalId}` : sql`slug = ${scope.portalSlug}`
    return sql`select id, published_at as starts_at, null::timestamptz as ends_at from portal where ${which}`
  }
  const which = 'shareId' in scope ? sql`id = ${scope.shareId}` : sql`token_hash = ${scope.tokenHash}`
  return sql`select id, opens_at as starts_at, expires_at as ends_at from share where ${which}
    union all select portal_id, null, null from share where ${which} and portal_id is not null`
}
