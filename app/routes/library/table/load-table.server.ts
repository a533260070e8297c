import type { ViewScope } from '~/domain/access/access'
import type { RowCells } from '~/domain/cells/cell'
import { cellsOf } from '~/domain/cells/cells.queries.server'
import type { LibraryLook } from '~/domain/identity/library-look'
import { labelOf, mostLengthOf } from '~/domain/metadata/field'
import { isList } from '~/domain/metadata/field-input'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { isReference } from '~/domain/metadata/reference'
import type { Db } from '~/platform/db.server'
import { cellColumns, shownColumns, type TableField } from './columns'

/** Returns the fields that columns are made of, in the order of the schema; those who edit nothing get the public ones. */
export async function loadFields(db: Db, mayEdit: boolean, locale: string): Promise<TableField[]> {
  const fields = (await listFields(db)).filter(
    ({ retiredAt, isPublic, type }) => !retiredAt && (mayEdit || (isPublic && type !== 'asset')),
  )
  return fields.map((field) => ({
    ...{ key: field.key, type: field.type, isLocalizable: field.isLocalizable, isRequired: field.isRequired },
    ...{ kinds: field.kinds, label: labelOf(field, locale), mostLength: mostLengthOf(field), isList: isList(field) },
    isSuggested: (isReference(field.type) && field.type !== 'asset') || isList(field),
  }))
}

/** Returns the cells of the assets of a page, where it is looked at as a table; of other pages none. */
export const loadCells = async (
  scope: ViewScope,
  { look, fields, mayEdit, ids, locale }: PageOfTable,
): Promise<Record<string, RowCells>> =>
  look.view === 'table'
    ? cellsOf(scope, ids, cellColumns(shownColumns(look.columns, { fields, mayEdit, locale })), locale)
    : {}

interface PageOfTable {
  look: LibraryLook
  fields: readonly TableField[]
  mayEdit: boolean
  ids: readonly string[]
  locale: string
}
