import { useMemo, useState } from 'react'
import { type LibraryColumn, type LibraryColumns, writeColumns } from '~/domain/identity/library-columns'
import { shownColumns, type TableColumn, type TableField } from './columns'

interface Chosen {
  /** What the person has chosen; kept with the look of the library. */
  stored: LibraryColumns
  fields: readonly TableField[]
  mayEdit: boolean
  locale: string
  onChange: (columns: LibraryColumns) => void
}

/** Returns the columns of the table, and changes them. */
export function useColumns({ stored, fields, mayEdit, locale, onChange }: Chosen) {
  const [widening, setWidening] = useState<{ key: string; width: number }>()
  const chosen = useMemo(() => shownColumns(stored, { fields, mayEdit, locale }), [stored, fields, mayEdit, locale])
  const columns = useMemo(
    () =>
      chosen.map(
        (column): TableColumn => (column.key === widening?.key ? { ...column, width: widening.width } : column),
      ),
    [chosen, widening],
  )
  const isDefault = (column: TableColumn) =>
    shownColumns(column.key, { fields, mayEdit, locale })[0]?.width === column.width
  const keep = (next: readonly TableColumn[]) =>
    onChange(
      writeColumns(
        next.map((column): LibraryColumn => ({ key: column.key, width: isDefault(column) ? undefined : column.width })),
      ),
    )
  return {
    columns,
    /** Without columns those of the default. */
    choose: keep,
    setWidth: (key: string, width: number, isDone: boolean) => {
      const within = shownColumns(`${key}=${Math.max(10, Math.min(999, Math.round(width)))}`, {
        fields,
        mayEdit,
        locale,
      })[0]?.width
      if (within === undefined) return
      setWidening(isDone ? undefined : { key, width: within })
      if (isDone) keep(chosen.map((column) => (column.key === key ? { ...column, width: within } : column)))
    },
  }
}
