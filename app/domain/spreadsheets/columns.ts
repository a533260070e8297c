import type { MetadataField } from '~/domain/metadata/field'
import { LOCALES } from '~/platform/language'

/** What a column of a spreadsheet has: the id of the asset, the name of its file, or a field in a language. */
export type SheetColumn =
  | { has: 'id' }
  | { has: 'file_name' }
  | { has: 'values'; field: MetadataField /** Empty for a field without languages. */; locale: string }

/** Returns the columns of an export, in the order of the schema. */
export const columnsOf = (fields: readonly MetadataField[]): SheetColumn[] => [
  { has: 'id' },
  { has: 'file_name' },
  ...fields.flatMap((field): SheetColumn[] =>
    (field.isLocalizable ? LOCALES : ['']).map((locale) => ({ has: 'values', field, locale })),
  ),
]

/** Returns the header of a column; it has the key of the field, which never changes. */
export const headerOf = (column: SheetColumn): string =>
  column.has === 'values' ? headerOfField(column.field.key, column.locale) : column.has

/** Returns the header of a field in a language, which is empty for a field without languages. */
export const headerOfField = (key: string, locale: string): string => (locale ? `${key} [${locale}]` : key)

/** Returns the column of a header; undefined for one that is none of ours. */
export function columnOf(header: string, fields: readonly MetadataField[]): SheetColumn | undefined {
  const clean = header.trim().toLowerCase()
  return columnsOf(fields).find((column) => headerOf(column).toLowerCase() === clean)
}
