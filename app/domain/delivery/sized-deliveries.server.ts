import type { ViewScope } from '~/domain/access/access'
import { decide } from '~/domain/access/decide'
import type { SizedWanted } from '~/domain/presets/ask-for-sized.commands.server'
import { sizedRecipe } from '~/domain/presets/preset-recipe.server'
import { findPreset } from '~/domain/presets/presets.queries.server'
import { type SizedRendition, sizedRenditionsOfAll } from '~/domain/presets/sized-renditions.queries.server'
import { isId } from '~/platform/ids.server'
import type { DeliverableFile } from './deliverables.queries.server'
import { sizedFile } from './sized-delivery.server'
import { loadSizedFacts, mayHaveForm } from './sized-facts.queries.server'

/** What a preset makes of one of many assets: a file, something to be made, or nothing that the viewer may have. */
export type SizedDelivery =
  | { outcome: 'deliverable'; assetId: string; deliverable: DeliverableFile }
  | { outcome: 'unmade'; assetId: string; wanted: SizedWanted; isAsked: boolean }
  | { outcome: 'refused'; assetId: string }

/** Decides for each of many assets, in two statements, whether the viewer may have what a preset makes of its approved version. */
export async function deliverSized(
  scope: ViewScope,
  ids: readonly string[],
  presetKey: string,
): Promise<SizedDelivery[]> {
  const { db, viewer, now } = scope
  const preset = await findPreset(db, presetKey)
  const assetIds = ids.filter(isId)
  const loaded =
    preset && !preset.retiredAt && assetIds.length > 0
      ? await loadSizedFacts(db, viewer, { kind: 'delivered', assetIds })
      : []
  const allowed = loaded.flatMap((asset) => {
    if (!preset?.kinds.includes(asset.version.kind) || !mayHaveForm(asset.version, preset.settings)) return []
    if (!decide(viewer, preset.tier, asset, now).allowed) return []
    return [[asset.id, { asset, recipe: sizedRecipe(preset.key, preset.settings, asset.version) }] as const]
  })
  const known = new Map(allowed)
  const rows = await sizedRenditionsOfAll(
    db,
    [...known.values()].map(({ asset, recipe }) => ({ versionId: asset.version.id, recipe })),
  )
  return ids.map((assetId) => {
    const found = known.get(assetId)
    if (!found || !preset) return { outcome: 'refused', assetId }
    const { asset, recipe } = found
    const row = rows.get(`${asset.version.id} ${recipe}`)
    if (row?.state === 'made')
      return { outcome: 'deliverable', assetId, deliverable: sizedFile(asset, row, preset.texts) }
    if (asset.version.isBroken || (row?.state === 'failed' && !isPassing(row, now)))
      return { outcome: 'refused', assetId }
    const wanted = { versionId: asset.version.id, recipe, presetKey: preset.key, settings: preset.settings }
    return { outcome: 'unmade', assetId, wanted, isAsked: row?.state === 'waiting' }
  })
}

/** Minutes after which it is worth while to try again what failed for no reason of the file. */
const AGAIN_AFTER_MINUTES = 10

/** Whether a failure of some time ago is one of the installation, such as a converter that was missing, and not of the file. */
const isPassing = ({ reason, madeAt }: SizedRendition, now: Date): boolean =>
  (reason === 'internal' || /^(no_converter|missing):/.test(reason ?? '')) &&
  madeAt !== null &&
  madeAt.getTime() < now.getTime() - AGAIN_AFTER_MINUTES * 60_000
