import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { RowCells } from '~/domain/cells/cell'
import { cellKey } from '~/domain/cells/cell'
import type { LibraryLook } from '~/domain/identity/library-look'
import { useBeforePaint } from '~/ui/before-paint'
import { urls } from '~/urls'
import type { ResultList } from '../result/result-list'
import type { ListFocus } from '../result/use-list-focus'
import type { Editing } from './cell-editor'
import type { TableContent } from './cell-target'
import { cellColumns, type TableField } from './columns'
import { useAnnounced } from './use-announced'
import { useCellEdits } from './use-cell-edits'
import { useCells } from './use-cells'
import { useColumns } from './use-columns'
import { useRangeActs } from './use-range-acts'
import { revealCell } from './use-synced-scroll'
import { useTable } from './use-table'

/** What the page loaded for the table. */
export interface TableData {
  fields: TableField[]
  /** By the ids of assets; empty where the page was looked at as a grid. */
  cells: Record<string, RowCells>
  mayEdit: boolean
  locale: string
  personId: string
}

interface Asked {
  data: TableData
  look: LibraryLook
  onLook: (change: Partial<LibraryLook>) => void
  list: ResultList
  focus: ListFocus
  root: RefObject<HTMLElement>
  place: ColumnPlace
  onLarge: (row: number) => void
  isShown: boolean
}

/** The column in the Tab order; the same object while the table is shown, so that rows find what takes the focus. */
export interface ColumnPlace {
  column: number
  setColumn: (column: number) => void
  targetIn: (item: HTMLElement) => HTMLElement | null
}

/** Returns the active column, from 0 for the name of the file, and what of a row takes the focus. */
export function useColumnPlace(): ColumnPlace {
  const [column, set] = useState(0)
  const latest = useRef(0)
  const setColumn = useCallback((next: number) => {
    latest.current = next
    set(next)
  }, [])
  const targetIn = useCallback((item: HTMLElement) => {
    const cell = item.querySelector<HTMLElement>(`[data-column="${latest.current}"]`)
    if (cell) revealCell(item.parentElement, cell)
    return cell ?? item.querySelector<HTMLElement>('[data-column]')
  }, [])
  return { column, setColumn, targetIn }
}

/** All that the table of a result is drawn from. */
export function useTableState({ data, look, onLook, list, focus, root, place, onLarge, isShown }: Asked) {
  const { fields, mayEdit, locale } = data
  const { announced, announce } = useAnnounced()
  const { columns, choose, setWidth } = useColumns({
    ...{ stored: look.columns, fields, mayEdit, locale },
    onChange: (chosen) => onLook({ columns: chosen }),
  })
  const store = useCells(data.personId, data.cells, columns)
  const [conflict, setConflict] = useState<{ id: string; key: string }>()
  const content: TableContent = { columns, store, mayEdit, title: fields.find(({ key }) => key === 'title') }
  const edits = useCellEdits(store, announce)
  const acts = useRangeActs({ content, pages: list.pages, edits, announce })
  const column = Math.min(place.column, columns.length)
  const view = useTable({
    ...{ root, list, focus, content, acts, announce, column, setColumn: place.setColumn, onLarge },
    onConflict: (id, key) => setConflict({ id, key }),
  })
  useWantedCells(isShown, content, list)
  useEffect(() => {
    store.onSaved = (id, row) => list.pages.patch(id, { title: row.name.text })
    store.onAnswer = (_save, answer) => answer.is !== 'saved' && announce(answer.is === 'refused' ? answer.reason : '')
  }, [store, list.pages, announce])
  return {
    ...{ columns, choose, setWidth, store, view, column, mayEdit, fields, edits, announced, conflict },
    showConflict: setConflict,
    /** Values that a cell may get: of the vocabulary or the keywords, or those that the column has in other rows. */
    suggest: async (editing: Editing, text: string): Promise<string[]> =>
      editing.field.isSuggested ? valuesLike(editing.field.key, text) : columnValues(store, list, editing, text),
  }
}

export type TableState = ReturnType<typeof useTableState>

/** Has the cells of the drawn rows loaded. */
function useWantedCells(isShown: boolean, { store, columns }: TableContent, { pages, items }: ResultList): void {
  const version = pages.version()
  const [first, last] = [items[0] ?? 0, items.at(-1) ?? 0]
  useBeforePaint(() => {
    if (!isShown) return
    const ids = items.flatMap((index) => pages.at(index)?.id ?? [])
    store.want(ids, cellColumns(columns))
  }, [isShown, store, columns, pages, version, first, last])
}

async function valuesLike(field: string, text: string): Promise<string[]> {
  const response = await fetch(urls.library.cellValues(field, text), { headers: { accept: 'application/json' } })
  return response.ok ? ((await response.json()) as { values: string[] }).values : []
}

const MOST_VALUES = 8

function columnValues(store: TableState['store'], list: ResultList, editing: Editing, text: string): string[] {
  const key = cellKey(editing.field.key, editing.locale)
  const begin = text.trim().toLocaleLowerCase()
  if (!begin || editing.column === 0) return []
  const values = new Set<string>()
  for (const index of list.items) {
    const id = list.pages.at(index)?.id
    const value = id && store.of(id).row?.cells[key]?.text
    if (value?.toLocaleLowerCase().startsWith(begin)) values.add(value)
  }
  return [...values].slice(0, MOST_VALUES)
}
