import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { PresetSettings } from '~/platform/images/preset-settings'
import type { Localized } from '~/platform/language'
import type { DownloadPreset } from './preset'
import { settingsHash } from './preset-recipe.server'

const presets = (db: Db) =>
  db
    .selectFrom('downloadPreset')
    .select(['key', 'kinds', 'tier', 'embeds', 'embedLanguage', 'changedAt', 'retiredAt'])
    .select([sql<Localized>`names`.as('names'), sql<PresetSettings>`settings`.as('settings')])

type PresetRow = Awaited<ReturnType<ReturnType<typeof presets>['executeTakeFirstOrThrow']>>

const presetOf = ({ embeds, embedLanguage, ...preset }: PresetRow): DownloadPreset => ({
  ...preset,
  ...(embeds && { texts: { embeds, embedLanguage } }),
})

/** Returns all presets in their order, retired ones last. */
export const listPresets = async (db: Db): Promise<DownloadPreset[]> =>
  (await presets(db).orderBy(sql`retired_at is not null`).orderBy('position').orderBy('key').execute()).map(presetOf)

/** Returns the presets that are offered for a kind of file, in their order. */
export async function presetsOfKind(db: Db, kind: string): Promise<DownloadPreset[]> {
  const rows = await presets(db)
    .where('retiredAt', 'is', null)
    .where(sql<boolean>`${kind} = any(kinds)`)
    .orderBy('position')
    .orderBy('key')
    .execute()
  return rows.map(presetOf)
}

/** Returns a preset, retired or not; undefined when there is none of this key. */
export async function findPreset(db: Db, key: string): Promise<DownloadPreset | undefined> {
  const row = await presets(db).where('key', '=', key).executeTakeFirst()
  return row && presetOf(row)
}

/** What was made by a preset. */
export interface PresetUse {
  /** Renditions in the store. */
  made: number
  /** Of those, the ones that settings of before made; they are replaced in the background. */
  old: number
  failed: number
}

/** Returns what was made by each preset, by its key. */
export async function usesOfPresets(db: Db, all: readonly DownloadPreset[]): Promise<Map<string, PresetUse>> {
  const rows = await db
    .selectFrom('presetRendition')
    .where('presetKey', 'is not', null)
    .groupBy(['presetKey', 'state', sql`split_part(recipe, '-', 1)`])
    .select(['presetKey', 'state', sql<string>`split_part(recipe, '-', 1)`.as('hash')])
    .select(sql<number>`count(*)::int`.as('count'))
    .execute()
  return new Map(
    all.map(({ key, settings }) => {
      const current = settingsHash(key, settings)
      const own = rows.filter((row) => row.presetKey === key)
      const sum = (fits: (row: (typeof own)[number]) => boolean) =>
        own.filter(fits).reduce((total, { count }) => total + count, 0)
      const made = sum(({ state }) => state === 'made')
      const old = sum(({ state, hash }) => state === 'made' && hash !== current)
      return [key, { made, old, failed: sum(({ state, hash }) => state === 'failed' && hash === current) }]
    }),
  )
}
