import { type RawBuilder, sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { coalesce } from '~/platform/coalesce'
import type { Db } from '~/platform/db.server'
import { prepared } from '~/platform/prepared.server'
import { required } from '~/platform/required'

/** The portal or share whose content is meant: by id, or by the slug or hashed token in its address. */
export type ContentScope = { portalId: string } | { portalSlug: string } | { shareId: string } | { tokenHash: string }

type ContentScopeById = { portalId: string } | { shareId: string }

/** Returns the portal or share through which a viewer sees content; undefined for staff and anonymous viewers. */
export function contentScopeOf(viewer: Extract<Viewer, { kind: 'visitor' | 'link' }>): ContentScopeById
export function contentScopeOf(viewer: Viewer): ContentScopeById | undefined
export function contentScopeOf(viewer: Viewer): ContentScopeById | undefined {
  if (viewer.kind === 'visitor') return { portalId: viewer.portalId }
  return viewer.kind === 'link' ? { shareId: viewer.shareId } : undefined
}

/** The state of everything that a portal or share shows. */
export interface ContentVersion {
  /** Two versions are equal only when nothing that the scope shows was changed between them. */
  version: string
  now: Date
  /** Until when output of this version is valid if nothing is changed; an embargo or a licence may end by itself. */
  validUntil: Date
  /** When the next embargo, licence, portal or share begins or ends; null while none is due. */
  turnsAt: Date | null
}

/** Whether content is unchanged between two reads: nothing was edited, and no embargo, licence or share began or ended. */
export const isSameContent = (then: ContentVersion, now: ContentVersion): boolean =>
  then.version === now.version && (!then.turnsAt || now.now < then.turnsAt)

/** Pages also show relative times (“until 3 December”), so none is valid for longer than this. */
const LONGEST_SECONDS = 60

/**
 * Returns the content version of a scope at the database clock; one statement, so that version and time are consistent.
 * A scope that does not exist has a version too. The version identifies the set of the scope's changes by their number and
 * the XOR of their hashes, because writers may commit in any order; folding the log keeps both.
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
  const { version, now, turnsAt } = required(rows[0], 'row of the clock')
  const longest = now.getTime() + LONGEST_SECONDS * 1000
  return { version, now, turnsAt, validUntil: new Date(Math.min(longest, turnsAt?.getTime() ?? longest)) }
}

/** Returns the content version of a scope; concurrent calls share one statement. */
export type AskContentVersion = (scope: ContentScope) => Promise<ContentVersion>

const MOST_SCOPES = 1000

/** Returns a coalescing `contentVersion`. A call never gets the result of a statement that began before it. */
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

/** A share also shows the theme of its portal, so the portal belongs to its scope. */
function scopeIds(scope: ContentScope): RawBuilder<unknown> {
  if ('portalId' in scope || 'portalSlug' in scope) {
    const which = 'portalId' in scope ? sql`id = ${scope.portalId}` : sql`slug = ${scope.portalSlug}`
    return sql`select id, published_at as starts_at, null::timestamptz as ends_at from portal where ${which}`
  }
  const which = 'shareId' in scope ? sql`id = ${scope.shareId}` : sql`token_hash = ${scope.tokenHash}`
  return sql`select id, opens_at as starts_at, expires_at as ends_at from share where ${which}
    union all select portal_id, null, null from share where ${which} and portal_id is not null`
}
