import type { Viewer } from '~/domain/access/access'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import type { Content } from '~/domain/metadata/value'
import { type Db, dbNow } from '~/platform/db.server'
import type { RefusedBecause } from './bulk-edit'
import { nextAssets } from './bulk-edits.queries.server'
import type { AssetOutcome } from './outcomes.server'

/** Assets that a preview looks at, in parts, and changes that it shows. */
const [MOST_SEEN, PART, SHOWN] = [3000, 300, 8]

/** A change of one asset, before it is made. */
export interface PreviewedChange {
  assetId: string
  title: string
  fieldId: number
  locale: string
  before: readonly Content[]
  after: readonly Content[]
}

/** What a change of many assets would do. */
export interface BulkEditPreview {
  /** How many assets were looked at, from the first. */
  seen: number
  changed: number
  unchanged: number
  refused: Partial<Record<RefusedBecause, number>>
  examples: PreviewedChange[]
}

/** Returns what a planned change would do to its first assets, now, by what `outcomes` says of each. */
export async function previewBulkEdit(
  db: Db,
  { viewer, editId, locale }: { viewer: Viewer; editId: string; locale: string },
  outcomes: (assetIds: readonly string[]) => Promise<AssetOutcome[]>,
): Promise<BulkEditPreview> {
  const preview: BulkEditPreview = { seen: 0, changed: 0, unchanged: 0, refused: {}, examples: [] }
  const examples: Omit<PreviewedChange, 'title'>[] = []
  let after = -1
  while (preview.seen < MOST_SEEN) {
    const part = await nextAssets(db, editId, { after, limit: PART })
    const ids = part.map(({ assetId }) => assetId)
    for (const { assetId, refused, changes, isAssigned } of await outcomes(ids)) {
      preview.seen++
      if (refused) preview.refused[refused] = (preview.refused[refused] ?? 0) + 1
      else if (changes.length === 0 && !isAssigned) preview.unchanged++
      else preview.changed++
      for (const { fieldId, locale: language = '', before, values } of changes)
        if (examples.length < SHOWN) examples.push({ assetId, fieldId, locale: language, before, after: values })
    }
    if (part.length < PART) break
    after = part.at(-1)?.position ?? after
  }
  const now = await dbNow(db)
  const titled = await staffAssets({ db, viewer, now }, [...new Set(examples.map(({ assetId }) => assetId))], locale)
  const titles = new Map(titled.map(({ id, title }) => [id, title]))
  preview.examples = examples.map((example) => ({ ...example, title: titles.get(example.assetId) ?? '' }))
  return preview
}
