import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { visibleTo } from '~/domain/access/visible-to.server'
import { shownVersion } from '~/domain/delivery/staff-assets.queries.server'
import { FIELD_ID } from '~/domain/metadata/built-in'
import type { MetadataField } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { type MetadataValue, textsIn, valuesAt } from '~/domain/metadata/value'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { pickText } from '~/platform/language'
import { type Cell, cellKey, type RowCells } from './cell'
import { cellTexts } from './cell-texts.queries.server'

/** Most assets whose cells are read at once. */
export const MOST_READ = 120

/** A field in a language. */
export interface CellColumn {
  field: string
  locale: string
}

/**
 * Returns the cells of those assets that the viewer may see, by their ids; fields that are not known have none. Who sees only
 * approved assets gets of public fields what was approved.
 */
export async function cellsOf(
  { db, viewer, now }: ViewScope,
  ids: readonly string[],
  columns: readonly CellColumn[],
  locale: string,
): Promise<Record<string, RowCells>> {
  const known = ids.filter(isId).slice(0, MOST_READ)
  if (known.length === 0) return {}
  const assets = await db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', shownVersion(viewer))
    .innerJoin('storedObject as object', 'object.sha256', 'version.sha256')
    .where('asset.id', '=', sql<string>`any(${known}::uuid[])`)
    .where(visibleTo(viewer, now))
    .select(['asset.id', 'asset.sourceLocale', 'version.fileName', 'object.byteSize'])
    .execute()
  const keys = new Set(columns.map(({ field }) => field))
  // What a value leads to may be an asset that viewers do not see.
  const isRead = ({ key, retiredAt, type }: MetadataField) =>
    keys.has(key) && !retiredAt && (curates(viewer) || type !== 'asset')
  const fields = (await listFields(db)).filter(isRead)
  const read = {
    fields: [FIELD_ID.title, ...fields.map(({ id }) => id)],
    isPublic: !curates(viewer),
  }
  const seen = assets.map(({ id }) => id)
  const values = await valuesOf(db, seen, read)
  const pending = await pendingOf(db, read.isPublic ? [] : seen)
  const textOf = await cellTexts(db, values.values(), locale)
  const idOf = new Map(fields.map(({ key, id }) => [key, id]))
  const cellAt = (own: readonly MetadataValue[], assetId: string, fieldId: number, language: string) => {
    const at = valuesAt(own, { fieldId, locale: language })
    if (at.length === 0) return undefined
    const cell: Cell = { text: textOf(fieldId, at) }
    if (pending.get(assetId)?.has(fieldId)) cell.isPending = true
    if (at.some(({ status }) => status === 'stale')) cell.isStale = true
    return cell
  }
  return Object.fromEntries(
    assets.map(({ id, sourceLocale, fileName, byteSize }): [string, RowCells] => {
      const own = values.get(id) ?? []
      const title = pickText(textsIn(own, FIELD_ID.title), locale, sourceLocale)
      const cells = columns.flatMap(({ field, locale: language }): [string, Cell][] => {
        const fieldId = idOf.get(field)
        const cell = fieldId === undefined ? undefined : cellAt(own, id, fieldId, language)
        return cell ? [[cellKey(field, language), cell]] : []
      })
      const name = { text: title?.value ?? fileName, locale: title?.locale ?? sourceLocale, isFileName: !title }
      return [id, { name, fileName, byteSize: Number(byteSize), cells: Object.fromEntries(cells) }]
    }),
  )
}

/** Returns the ids of the fields whose changes wait for approval, by asset. */
async function pendingOf(db: Db, ids: readonly string[]): Promise<Map<string, Set<number>>> {
  const pending = new Map<string, Set<number>>()
  if (ids.length === 0) return pending
  const rows = await db
    .selectFrom('metadataPending as pending')
    .innerJoin('asset', 'asset.id', 'pending.assetId')
    .where('pending.assetId', '=', sql<string>`any(${ids}::uuid[])`)
    .where('asset.approvedVersionId', 'is not', null)
    .select(['pending.assetId', 'pending.fieldId'])
    .execute()
  for (const { assetId, fieldId } of rows) pending.set(assetId, (pending.get(assetId) ?? new Set()).add(fieldId))
  return pending
}
