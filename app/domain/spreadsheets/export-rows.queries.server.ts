import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { type Content, type MetadataValue, valuesAt } from '~/domain/metadata/value'
import { valueTexts } from '~/domain/metadata/value-texts.queries.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { matchingIds } from '~/domain/search/library.queries.server'
import type { LibrarySearch } from '~/domain/search/library-filter'
import type { Db } from '~/platform/db.server'
import { inOrderOf } from '~/platform/in-order'
import { columnsOf, headerOf, type SheetColumn } from './columns'
import { writtenCell } from './written-cell'

/** Assets of one export, and how many are read at once. */
const [MOST_ASSETS, PART] = [200_000, 300]

/** Yields a spreadsheet of the assets that match a filter for the viewer: headers, then a row for each, with terms by their names in `locale`. */
export async function* exportRows(scope: ViewScope, search: LibrarySearch, locale: string): AsyncGenerator<string[]> {
  const fields = (await listFields(scope.db)).filter(({ retiredAt }) => !retiredAt)
  const columns = columnsOf(fields)
  yield columns.map(headerOf)
  const { ids } = await matchingIds(scope, search, MOST_ASSETS)
  for (let at = 0; at < ids.length; at += PART) {
    const part = ids.slice(at, at + PART)
    const values = await valuesOf(scope.db, part)
    const names = await fileNames(scope.db, part)
    const textOf = await valueTexts(scope.db, values.values(), { locale, isReadBack: true })
    for (const [id, fileName] of names)
      yield columns.map((column) => cellOf(column, { id, fileName, values: values.get(id) ?? [], textOf }))
  }
}

/** In the order of the ids, without those that are gone meanwhile. */
async function fileNames(db: Db, ids: readonly string[]): Promise<[id: string, fileName: string][]> {
  const rows = await db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .select(['asset.id', 'version.fileName'])
    .where('asset.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return inOrderOf(ids, rows).map(({ id, fileName }) => [id, fileName])
}

interface RowOfAsset {
  id: string
  fileName: string
  values: readonly MetadataValue[]
  textOf: (values: readonly Content[]) => string
}

function cellOf(column: SheetColumn, { id, fileName, values, textOf }: RowOfAsset): string {
  if (column.has === 'id') return id
  if (column.has === 'file_name') return fileName
  const own = valuesAt(values, { fieldId: column.field.id, locale: column.locale })
  return writtenCell(column.field.id, own, textOf)
}
