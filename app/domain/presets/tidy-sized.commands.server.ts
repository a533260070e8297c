import { sql } from 'kysely'
import { editRecipeOf } from '~/domain/assets/current-edit.server'
import { isShownVersion } from '~/domain/assets/shown-versions.server'
import { publicCreditRow } from '~/domain/metadata/value-sql.server'
import type { Credited, Edited } from '~/domain/renditions/recipes.queries.server'
import { type Db, inTransaction } from '~/platform/db.server'
import type { PresetSettings } from '~/platform/images/preset-settings'
import { LATER } from '~/platform/jobs'
import { askInTransaction } from './ask-for-sized.commands.server'
import { removeSized } from './make-sized.commands.server'
import type { DownloadPreset } from './preset'
import { pageOfRecipe, settingsHash, sizedRecipe, sizedSourceHash, sourcePart } from './preset-recipe.server'
import { listPresets } from './presets.queries.server'
import { hasJob } from './sized-renditions.queries.server'

/** Minutes that a sample is kept, and days that a failure is. */
const SAMPLE_MINUTES = 10
const FAILURE_DAYS = 7

/**
 * Removes sizes that are over, what retired presets made and failures of long ago. Has what was made by earlier settings or
 * contains another credit or edit made anew, at the lowest priority; the former bytes go when the new ones are there. Of versions
 * that nobody sees any more they go at once, and so do single pages. Notes as failed what is waited for and has no job any more.
 * Idempotent.
 */
export async function tidySizedRenditions(db: Db): Promise<void> {
  await db
    .deleteFrom('presetSample')
    .where(sql<boolean>`asked_at < now() - make_interval(mins => ${SAMPLE_MINUTES})`)
    .execute()
  await db
    .updateTable('presetRendition')
    .set({ state: 'failed', reason: 'internal', madeAt: sql<Date>`now()` })
    .where('state', '=', 'waiting')
    .where(sql<boolean>`not ${hasJob}`)
    .execute()
  const presets = new Map((await listPresets(db)).map((preset) => [preset.key, preset]))
  for (const row of await settledRows(db, [...presets.values()])) {
    const preset = row.presetKey === null ? undefined : presets.get(row.presetKey)
    const isOffered = preset?.retiredAt === null && preset.kinds.includes(row.kind)
    const isGone =
      row.isOver || !isOffered || !row.isShown || row.state === 'failed' || pageOfRecipe(row.recipe) !== undefined
    await inTransaction(db, async (trx) => {
      if (isGone || !preset) return removeSized(trx, row.versionId, [row.recipe])
      const { versionId } = row
      const recipe = sizedRecipe(preset.key, preset.settings, row)
      const wanted = { versionId, recipe, presetKey: preset.key, settings: preset.settings }
      await askInTransaction(trx, wanted, { priority: LATER })
    })
  }
}

interface SettledRow extends Credited, Edited {
  versionId: string
  recipe: string
  presetKey: string | null
  settings: PresetSettings
  state: string
  kind: string
  isOver: boolean
  /** Whether the version is the current, approved or a pinned one of an asset outside the bin. */
  isShown: boolean
}

/** Returns the rows that something is to be done about. */
async function settledRows(db: Db, presets: readonly DownloadPreset[]): Promise<SettledRow[]> {
  const rows = await db
    .selectFrom('presetRendition as sized')
    .innerJoin('assetVersion as version', 'version.id', 'sized.versionId')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .innerJoinLateral(publicCreditRow('asset.id').as('credit'), (join) => join.onTrue())
    .where('sized.state', '<>', 'waiting')
    .select(['sized.versionId', 'sized.recipe', 'sized.presetKey', 'sized.state', 'version.kind'])
    .select([sql<PresetSettings>`sized.settings`.as('settings'), editRecipeOf(sql.ref('version.id')).as('edit')])
    .select(['credit.creator', 'credit.copyrightNotice', 'credit.creditLine'])
    .select(
      sql<boolean>`coalesce(sized.expires_at < now(), false)
        or (sized.state = 'failed' and sized.made_at < now() - make_interval(days => ${FAILURE_DAYS}))`.as('isOver'),
    )
    .select(sql<boolean>`asset.deleted_at is null and ${isShownVersion}`.as('isShown'))
    .execute()
  const offered = presets.filter(({ retiredAt }) => retiredAt === null)
  const current = new Map(
    offered.map(
      (each) =>
        [
          each.key,
          { kinds: each.kinds, settings: each.settings, hash: settingsHash(each.key, each.settings) },
        ] as const,
    ),
  )
  return rows.filter((row) => {
    if (row.isOver) return true
    if (row.presetKey === null) return sourcePart(row.recipe) !== sizedSourceHash(row.settings, row)
    const preset = current.get(row.presetKey)
    const from = { ...row, page: pageOfRecipe(row.recipe) }
    return (
      !preset?.kinds.includes(row.kind) || row.recipe !== `${preset.hash}-${sizedSourceHash(preset.settings, from)}`
    )
  })
}
