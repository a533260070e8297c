import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { type Content, isSame, valuesAt } from '~/domain/metadata/value'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { type Db, dbNow } from '~/platform/db.server'
import type { AssetOutcome } from './outcomes.server'

interface Made {
  assetId: string
  fieldId: number
  locale: string
  before: Content[]
  after: Content[]
}

/** Returns what taking back a change would do to each of these assets; what was changed again since stays as it is. */
export async function undoOutcomesOf(
  db: Db,
  { viewer, editId }: { viewer: Viewer; editId: string },
  assetIds: readonly string[],
): Promise<AssetOutcome[]> {
  const decisionOn = await authorize(db, viewer, assetIds, await dbNow(db))
  const made = await madeChanges(db, editId, assetIds)
  const stored = await valuesOf(db, assetIds, { fields: [...new Set(made.map(({ fieldId }) => fieldId))] })
  return assetIds.map((assetId): AssetOutcome => {
    if (!decisionOn('see', assetId)?.allowed) return { assetId, refused: 'unknown', changes: [] }
    const changes: AssetOutcome['changes'] = []
    let isLater = false
    for (const { fieldId, locale, before, after } of made.filter((change) => change.assetId === assetId)) {
      const now = valuesAt(stored.get(assetId) ?? [], { fieldId, locale })
      if (isSame(now, after)) changes.push({ assetId, fieldId, locale, before: now, values: before })
      else isLater = true
    }
    return { assetId, changes, refused: isLater ? 'changed_since' : undefined }
  })
}

const madeChanges = (db: Db, editId: string, assetIds: readonly string[]): Promise<Made[]> =>
  db
    .selectFrom('metadataChange')
    .select(['assetId', 'fieldId', 'locale'])
    .select([sql<Content[]>`before`.as('before'), sql<Content[]>`after`.as('after')])
    .where('editId', '=', editId)
    .where('assetId', '=', sql<string>`any(${assetIds}::uuid[])`)
    .execute()
