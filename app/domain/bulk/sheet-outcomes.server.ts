import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { type Content, isSame, valuesAt } from '~/domain/metadata/value'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { type Db, dbNow } from '~/platform/db.server'
import type { AssetOutcome } from './outcomes.server'

/** What a row of a spreadsheet changes of its asset: what a field had when the sheet was read, and what it gets. */
export interface RowChange {
  fieldId: number
  locale: string
  before: Content[]
  values: Content[]
}

/** Returns what the rows of a spreadsheet would do to these assets; what was changed since it was read stays as it is. */
export async function sheetOutcomesOf(
  db: Db,
  { viewer, editId }: { viewer: Viewer; editId: string },
  assetIds: readonly string[],
): Promise<AssetOutcome[]> {
  const decisionOn = await authorize(db, viewer, assetIds, await dbNow(db))
  const rows = await changesOfRows(db, editId, assetIds)
  const fields = [...new Set([...rows.values()].flatMap((changes) => changes.map(({ fieldId }) => fieldId)))]
  const stored = await valuesOf(db, assetIds, { fields })
  return assetIds.map((assetId): AssetOutcome => {
    if (!decisionOn('see', assetId)?.allowed) return { assetId, refused: 'unknown', changes: [] }
    const changes = rows.get(assetId) ?? []
    const isLater = changes.some(({ fieldId, locale, before, values }) => {
      const now = valuesAt(stored.get(assetId) ?? [], { fieldId, locale })
      return !isSame(now, before) && !isSame(now, values)
    })
    if (isLater) return { assetId, refused: 'changed_since', changes: [] }
    return { assetId, changes: changes.map((change) => ({ assetId, ...change })) }
  })
}

async function changesOfRows(db: Db, editId: string, assetIds: readonly string[]): Promise<Map<string, RowChange[]>> {
  const rows = await db
    .selectFrom('bulkEditAsset')
    .select(['assetId', sql<RowChange[] | null>`changes`.as('changes')])
    .where('editId', '=', editId)
    .where('assetId', '=', sql<string>`any(${assetIds}::uuid[])`)
    .execute()
  return new Map(rows.map(({ assetId, changes }) => [assetId, changes ?? []]))
}
