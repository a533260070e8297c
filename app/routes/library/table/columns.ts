import type { CellColumn } from '~/domain/cells/cells.queries.server'
import { columnsIn, type LibraryColumns, MOST_COLUMNS } from '~/domain/identity/library-columns'
import type { MetadataField } from '~/domain/metadata/field'
import { LOCALES } from '~/platform/language'

/** Facts of a file that columns show; nobody edits them here. */
export const FACTS = ['type', 'state', 'pixels', 'file_name', 'size', 'embargo', 'expires', 'added'] as const
export type Fact = (typeof FACTS)[number]

/** A field that columns are made of. */
export interface TableField extends Pick<MetadataField, 'key' | 'type' | 'isLocalizable' | 'isRequired' | 'kinds'> {
  /** In the language of the page; absent for a built-in field that has the name of the product. */
  label?: string
  mostLength: number
  isList: boolean
  /** Whether values of it are suggested. */
  isSuggested: boolean
}

/** A column as it is shown, beside the name of the file; `width` in pixels. */
export type TableColumn = { key: string; width: number } & (
  | { of: 'fact'; fact: Fact }
  | { of: 'field'; field: TableField /** Empty for a field without languages. */; locale: string }
)

/** Columns of those who chose none: for those who edit, what they are most often asked for. */
const defaults = (mayEdit: boolean, locale: string): string[] =>
  mayEdit
    ? [
        ...[`field:description:${locale}`, 'field:keywords', 'field:credit_line'],
        ...['fact:state', 'fact:type', 'fact:added'],
      ]
    : ['fact:type', 'fact:state', 'fact:pixels', 'fact:added']

/** Returns the columns that are shown; those whose field is gone are left out. */
export function shownColumns(
  chosen: LibraryColumns,
  { fields, mayEdit, locale }: { fields: readonly TableField[]; mayEdit: boolean; locale: string },
): TableColumn[] {
  const known = new Map(allColumns(fields).map((column) => [column.key, column]))
  const columns = columnsIn(chosen) ?? defaults(mayEdit, locale).map((key) => ({ key, width: undefined }))
  return columns.flatMap(({ key, width }) => {
    const column = known.get(key)
    return column ? [{ ...column, width: width ?? column.width }] : []
  })
}

/** Returns every column that there is, in the order of the schema, then the facts. */
export const allColumns = (fields: readonly TableField[]): TableColumn[] => [
  ...fields.flatMap((field): TableColumn[] =>
    (field.isLocalizable ? LOCALES : ['']).map((locale) => ({
      ...{ key: `field:${field.key}${locale && `:${locale}`}`, width: widthOf(field) },
      ...{ of: 'field', field, locale },
    })),
  ),
  ...FACTS.map((fact): TableColumn => ({ key: `fact:${fact}`, width: FACT_WIDTHS[fact], of: 'fact', fact })),
]

const FACT_WIDTHS: Record<Fact, number> = {
  ...{ type: 150, state: 150, pixels: 130, file_name: 220 },
  ...{ size: 100, embargo: 160, expires: 160, added: 160 },
}

/** Texts of more characters are edited in a box of several lines. */
const ONE_LINE = 300

export const isLong = ({ type, mostLength, isList }: TableField): boolean =>
  !isList && (type === 'rich_text' || (type === 'text' && mostLength > ONE_LINE))

function widthOf(field: TableField): number {
  if (field.type === 'number' || field.type === 'boolean') return 110
  if (field.type === 'date') return 150
  return isLong(field) ? 320 : 220
}

/** Returns the fields and languages of columns as an address names them: `keywords` or `title:en`. */
export const fieldColumns = (keys: readonly string[]): CellColumn[] =>
  keys.slice(0, MOST_COLUMNS + 1).flatMap((key) => {
    const [, field, locale = ''] = /^([a-z][a-z0-9_]{0,39})(?::([a-z]{2,3}))?$/.exec(key) ?? []
    return field ? [{ field, locale }] : []
  })

/** Returns the fields and languages of the columns that show fields. */
export const cellColumns = (columns: readonly TableColumn[]): CellColumn[] =>
  columns.flatMap((column) => (column.of === 'field' ? [{ field: column.field.key, locale: column.locale }] : []))
