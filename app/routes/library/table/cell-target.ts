import { cellKey } from '~/domain/cells/cell'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import type { CellStore } from './cell-store'
import type { TableColumn, TableField } from './columns'

/** A cell that can be edited. */
export interface CellTarget {
  id: string
  field: TableField
  locale: string
  /** What the server has. */
  before: string
  /** What is shown: what was typed last, or else what the server has. */
  text: string
}

/** Why a cell cannot be edited; a key of the `table` locale file. */
export type ReadOnlyBecause = 'role' | 'fact' | 'kind' | 'loading'

export interface TableContent {
  /** Beside the name of the file, which is column 0. */
  columns: readonly TableColumn[]
  /** The field of the title, which the name of a file shows. */
  title: TableField | undefined
  store: CellStore
  mayEdit: boolean
}

/** Returns what is edited in a column of an asset's row, or why nothing is. */
export function targetOf(
  { columns, title, store, mayEdit }: TableContent,
  asset: Pick<StaffAsset, 'id' | 'kind'> | undefined,
  place: number,
): { target: CellTarget; because?: undefined } | { because: ReadOnlyBecause; target?: undefined } {
  const column = columns[place - 1]
  if (!mayEdit) return { because: 'role' }
  if (place > 0 && column?.of !== 'field') return { because: 'fact' }
  const field = column?.of === 'field' ? column.field : title
  const state = asset && store.of(asset.id)
  if (!asset || !field || !state?.row) return { because: 'loading' }
  if (field.kinds && !field.kinds.includes(asset.kind)) return { because: 'kind' }
  const locale = column?.of === 'field' ? column.locale : state.row.name.locale
  const key = cellKey(field.key, locale)
  if (column && !state.loaded.has(key)) return { because: 'loading' }
  const { name, cells } = state.row
  const before = column ? (cells[key]?.text ?? '') : name.isFileName ? '' : name.text
  return { target: { id: asset.id, field, locale, before, text: state.drafts.get(key)?.text ?? before } }
}
