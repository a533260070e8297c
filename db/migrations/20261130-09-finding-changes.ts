import { triggersOf } from './20261125-04-content-change'

/**
 * A finding about an original changes what portals and shares deliver: cached pages and planned kits of before are not valid
 * any more.
 */
export const findingChanges = triggersOf(
  'object_finding',
  `select scopes_of_assets(array(select v.asset_id from changed c
    join asset_version v on v.sha256 = substr(c.object_key, 11) where c.object_key like 'originals/%'))`,
)
