import { sql } from 'kysely'
import type { Db, Tx } from '~/platform/db.server'
import type { Appearance } from '~/platform/images/appearance.server'
import { signed } from './hamming-index'
import { keysOf, signatureOf } from './nearness-keys'
import { APPEARANCE_RECIPE, lookColumns } from './stored-look'

/** Stores what the picture of a version looks like, in place of what it looked like before. */
export async function storeAppearance(trx: Tx, versionId: string, appearance: Appearance): Promise<void> {
  const { colours, shares, layout } = lookColumns(appearance)
  await sql`insert into picture_appearance (version_id, asset_id, recipe, colours, shares, layout, signature, keys)
    select id, asset_id, ${APPEARANCE_RECIPE}, ${colours}::int[], ${shares}::smallint[], ${layout}::bytea,
      ${signed(signatureOf(layout))}::bigint, ${keysOf(layout).map(signed)}::bigint[]
    from asset_version where id = ${versionId}
    on conflict (version_id) do update set recipe = excluded.recipe, colours = excluded.colours, shares = excluded.shares,
      layout = excluded.layout, signature = excluded.signature, keys = excluded.keys, reason = null, made_at = now()`.execute(
    trx,
  )
}

/** Notes that the picture of a version could not be read, unless it was before. */
export async function noteUnread(db: Db, versionId: string, reason: string): Promise<void> {
  await sql`insert into picture_appearance (version_id, asset_id, recipe, colours, shares, keys, reason)
    select id, asset_id, ${APPEARANCE_RECIPE}, '{}', '{}', '{}', ${reason} from asset_version where id = ${versionId}
    on conflict (version_id) do update set made_at = now() where picture_appearance.reason is not null`.execute(db)
}

/** Forgets what the picture of a version looked like, since it must not be found by it any more. */
export async function forgetAppearance(trx: Tx, versionId: string): Promise<void> {
  await trx.deleteFrom('pictureAppearance').where('versionId', '=', versionId).execute()
}
