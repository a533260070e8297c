import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import type { Content } from './value'

/** One change of a field in one language. */
export interface ValueChangeLine {
  id: number
  fieldId: number
  locale: string
  before: Content[]
  after: Content[]
  at: Date
  actorName: string
  /** The change of many assets that it was a part of. */
  editId: string | null
  /** The name of the template that says so. */
  templateName: string | null
  /** The number of the version whose file says so. */
  versionNumber: number | null
}

/**
 * Returns the changes of an asset's values, newest first, older than the change `before`. Checks no permission: call it only
 * for assets that the viewer curates.
 */
export async function historyOfValues(
  db: Db,
  assetId: string,
  { before, limit }: { before?: number; limit: number },
): Promise<ValueChangeLine[]> {
  if (!isId(assetId)) return []
  return db
    .selectFrom('metadataChange as change')
    .leftJoin('metadataTemplate as template', 'template.id', 'change.templateId')
    .select(['change.id', 'change.fieldId', 'change.locale', 'change.at', 'change.actorName', 'change.editId'])
    .select([sql<Content[]>`change.before`.as('before'), sql<Content[]>`change.after`.as('after')])
    .leftJoin('assetVersion as version', 'version.id', 'change.versionId')
    .select(['template.name as templateName', 'version.number as versionNumber'])
    .where('change.assetId', '=', assetId)
    .$if(before !== undefined, (query) => query.where('change.id', '<', before ?? 0))
    .orderBy('change.id', 'desc')
    .limit(limit)
    .execute()
}

/** Returns one change of an asset's values; undefined when it has none of this id. */
export async function findValueChange(db: Db, assetId: string, id: number): Promise<ValueChangeLine | undefined> {
  const [line] = await historyOfValues(db, assetId, { before: id + 1, limit: 1 })
  return line?.id === id ? line : undefined
}
