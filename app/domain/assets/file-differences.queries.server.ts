import { sql } from 'kysely'
import { type MetadataValue, valuesAt } from '~/domain/metadata/value'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import type { Db } from '~/platform/db.server'
import type { FileTag } from '~/platform/metadata/tags/file-tag'
import { type DifferenceState, type SaidValues, saysTheSame } from './file-difference'

/** What the file of a version says in a field, and what the asset has there. */
export interface FileDifference extends SaidValues {
  stored: MetadataValue[]
  state: DifferenceState
}

/**
 * Returns where the file of the current version says something else than the asset and nobody has decided it, and what was taken
 * of it by itself, in the order of the fields. Checks no permission.
 */
export async function fileDifferences(db: Db, assetId: string): Promise<FileDifference[]> {
  const rows = await db
    .selectFrom('fileDifference as difference')
    .innerJoin('asset', 'asset.currentVersionId', 'difference.versionId')
    .innerJoin('metadataField as field', 'field.id', 'difference.fieldId')
    .where('asset.id', '=', assetId)
    .where('difference.state', 'in', ['open', 'newer'])
    .innerJoin('assetVersion as version', 'version.id', 'difference.versionId')
    .where((eb) =>
      eb.or([eb('difference.state', '=', 'open'), eb('version.createdAt', '>', sql<Date>`now() - interval '7 days'`)]),
    )
    .where('field.retiredAt', 'is', null)
    .orderBy('field.id')
    .orderBy('difference.locale')
    .select(['difference.fieldId', 'difference.locale', 'difference.state'])
    .select(sql<SaidValues['values']>`difference.said`.as('values'))
    .execute()
  if (rows.length === 0) return []
  const stored = (await valuesOf(db, [assetId], { fields: rows.map(({ fieldId }) => fieldId) })).get(assetId) ?? []
  return rows.flatMap((row): FileDifference[] => {
    const own = valuesAt(stored, row)
    const isAlike = saysTheSame(row.fieldId, row.values, own)
    // What was settled by hand meanwhile is no difference; what was taken by itself is told as long as it is there.
    return isAlike === (row.state === 'newer') ? [{ ...row, stored: own }] : []
  })
}

/** Returns what the file of a version says in the built-in fields, and its tags; undefined when that was not read. */
export async function saidBy(db: Db, versionId: string): Promise<{ said: SaidValues[]; tags: FileTag[] } | undefined> {
  const row = await db
    .selectFrom('assetVersion as version')
    .innerJoin('fileTags as tags', 'tags.sha256', 'version.sha256')
    .where('version.id', '=', versionId)
    .select([sql<SaidValues[] | null>`tags.said`.as('said'), sql<FileTag[]>`tags.tags`.as('tags')])
    .executeTakeFirst()
  return row?.said ? { said: row.said, tags: row.tags } : undefined
}
