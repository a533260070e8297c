import type { MetadataField } from '~/domain/metadata/field'
import { columnOf, type SheetColumn } from './columns'

/** A column of a spreadsheet that is read, by its header. */
export interface ReadColumn {
  header: string
  column: SheetColumn
}

/** Returns the columns of a spreadsheet that are ours, each once; others are not read. */
export function readColumns(headers: readonly string[], fields: readonly MetadataField[]): ReadColumn[] {
  const seen = new Set<string>()
  return headers.flatMap((header) => {
    const column = columnOf(header, fields)
    const key = JSON.stringify(column && [column.has, column.has === 'values' ? [column.field.id, column.locale] : ''])
    if (!column || seen.has(key)) return []
    seen.add(key)
    return [{ header, column }]
  })
}
