import { type RawBuilder, sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { PresetSettings } from '~/platform/images/preset-settings'

/** A rendition made for a download, in whatever state. */
export interface SizedRendition {
  versionId: string
  recipe: string
  presetKey: string | null
  settings: PresetSettings
  state: 'waiting' | 'made' | 'failed'
  reason: string | null
  objectKey: string | null
  sha256: string | null
  crc32: number | null
  byteSize: number | null
  mediaType: string | null
  width: number | null
  height: number | null
  /** When it was made or failed. */
  madeAt: Date | null
}

const rows = (db: Db) =>
  db
    .selectFrom('presetRendition')
    .select(['versionId', 'recipe', 'presetKey', 'state', 'reason', 'objectKey', 'sha256', 'crc32', 'byteSize'])
    .select(['mediaType', 'width', 'height', 'madeAt', sql<PresetSettings>`settings`.as('settings')])

/**
 * SQL on `preset_rendition`: whether a job is there that makes the rendition or will. A job whose last attempt was given back by
 * a worker that died has no attempt left and runs no more.
 */
export const hasJob: RawBuilder<boolean> = sql<boolean>`exists (select 1 from graphile_worker.jobs job
  where job.key = 'sized:' || preset_rendition.version_id::text || ':' || preset_rendition.recipe
    and (job.attempts < job.max_attempts or job.locked_at is not null))`

/** Whether a rendition is not over, as SQL: a size without a preset ends. */
const isKept: RawBuilder<boolean> = sql<boolean>`(expires_at is null or expires_at > now())`

/** Returns the renditions of a version by their recipes. */
export const sizedRenditionsOf = (db: Db, versionId: string, recipes: readonly string[]): Promise<SizedRendition[]> =>
  rows(db)
    .where('versionId', '=', versionId)
    .where('recipe', '=', sql<string>`any(${recipes}::text[])`)
    .where(isKept)
    .execute()

/** Returns the renditions of many versions by one recipe each, by `<version> <recipe>`. */
export async function sizedRenditionsOfAll(
  db: Db,
  wanted: readonly { versionId: string; recipe: string }[],
): Promise<Map<string, SizedRendition>> {
  if (wanted.length === 0) return new Map()
  const [versions, recipes] = [wanted.map(({ versionId }) => versionId), wanted.map(({ recipe }) => recipe)]
  const found = await rows(db)
    .where(
      sql<boolean>`(version_id, recipe) in (select * from unnest(${versions}::uuid[], ${recipes}::text[]) as w(id, recipe))`,
    )
    .where(isKept)
    .execute()
  return new Map(found.map((row) => [`${row.versionId} ${row.recipe}`, row]))
}

/** Returns a rendition whether it is over or not; undefined when there is none. */
export const findSizedRendition = (db: Db, versionId: string, recipe: string): Promise<SizedRendition | undefined> =>
  rows(db).where('versionId', '=', versionId).where('recipe', '=', recipe).executeTakeFirst()

/** Returns the object keys of all renditions made for downloads of an asset's versions. */
export async function sizedObjectsOf(db: Db, assetId: string): Promise<string[]> {
  const found = await db
    .selectFrom('presetRendition')
    .innerJoin('assetVersion as version', 'version.id', 'presetRendition.versionId')
    .where('version.assetId', '=', assetId)
    .where('presetRendition.objectKey', 'is not', null)
    .select('presetRendition.objectKey')
    .execute()
  return found.flatMap(({ objectKey }) => objectKey ?? [])
}
