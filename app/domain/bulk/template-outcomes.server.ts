import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { findApplicable, loadTemplate } from '~/domain/templates/applied-template.queries.server'
import { type Template, templateChanges } from '~/domain/templates/template'
import { type Db, dbNow } from '~/platform/db.server'
import { kindsOf } from './kinds.queries.server'
import type { AssetOutcome } from './outcomes.server'

/** Returns what a template would do to each of these assets, in their order; what they have counts as what a file says. */
export async function templateOutcomesOf(
  db: Db,
  { viewer, templateId }: { viewer: Viewer; templateId: string },
  assetIds: readonly string[],
): Promise<AssetOutcome[]> {
  const decisionOn = await authorize(db, viewer, assetIds, await dbNow(db))
  const kinds = await kindsOf(db, assetIds)
  const found = await findApplicable(db, templateId)
  if (!found) return assetIds.map((assetId) => ({ assetId, refused: 'invalid', changes: [] }))
  const byKind = new Map<string, Template>()
  for (const kind of new Set(kinds.values())) byKind.set(kind, await loadTemplate(db, found, kind))
  const stored = await valuesOf(db, assetIds)
  const current = await templatesOf(db, assetIds)
  return assetIds.map((assetId): AssetOutcome => {
    const kind = kinds.get(assetId)
    const template = kind === undefined ? undefined : byKind.get(kind)
    if (!kind || !template || !decisionOn('see', assetId)?.allowed) return { assetId, refused: 'unknown', changes: [] }
    if (found.kinds !== null && !found.kinds.includes(kind)) return { assetId, refused: 'other_kind', changes: [] }
    const changes = templateChanges(template, assetId, stored.get(assetId) ?? [])
    return { assetId, changes, isAssigned: current.get(assetId) !== templateId }
  })
}

async function templatesOf(db: Db, assetIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ assetId: string; templateId: string }>`
    select distinct on (asset_id) asset_id as "assetId", template_id as "templateId" from asset_template
    where asset_id = any(${assetIds}::uuid[]) order by asset_id, id desc`.execute(db)
  return new Map(rows.map(({ assetId, templateId }) => [assetId, templateId]))
}
