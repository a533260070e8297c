import { useNavigate } from '@remix-run/react'
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { cellKey } from '~/domain/cells/cell'
import type { ResultList } from '../result/result-list'
import type { ListFocus } from '../result/use-list-focus'
import type { AfterEdit, Editing } from './cell-editor'
import { type CellPlace, isSingle, rangeOf } from './cell-range'
import { type TableContent, targetOf } from './cell-target'
import { cellAfter, typesText } from './table-keys'
import { useClipboard } from './use-clipboard'
import { saveCell, type useRangeActs } from './use-range-acts'

export interface TableParts {
  root: RefObject<HTMLElement>
  list: ResultList
  focus: ListFocus
  content: TableContent
  acts: ReturnType<typeof useRangeActs>
  announce: (text: string) => void
  column: number
  setColumn: (column: number) => void
  onLarge: (row: number) => void
  onConflict: (id: string, key: string) => void
}

/**
 * Keys and pointer of the table. A cell is edited by F2, Enter or by typing; in the column of names and in facts, where nothing is
 * typed, single letters are the shortcuts of the page, and Enter opens the file.
 */
export function useTable(parts: TableParts) {
  const { root, list, focus, content, acts, announce, column, setColumn } = parts
  const { t } = useTranslation('table')
  const navigate = useNavigate()
  const [anchor, setAnchor] = useState<CellPlace>()
  const [editing, setEditing] = useState<Editing>()
  const here: CellPlace = { row: list.active, column }
  const range = rangeOf(anchor ?? here, here)
  const columns = content.columns.length + 1

  const moveTo = (place: CellPlace, extends_ = false) => {
    setAnchor(extends_ ? (anchor ?? here) : undefined)
    setColumn(place.column)
    focus.moveTo(place.row)
  }
  const edit = (start: 'keep' | 'empty', at = here): boolean => {
    const asset = list.pages.at(at.row)
    const { target, because } = targetOf(content, asset, at.column)
    if (because) {
      announce(t(`read_only.${because}`))
      return false
    }
    const key = cellKey(target.field.key, target.locale)
    if (content.store.of(target.id).drafts.get(key)?.status === 'conflict') parts.onConflict(target.id, key)
    else
      flushSync(() => {
        setAnchor(undefined)
        setEditing({ ...target, ...at, shown: target.text, text: start === 'empty' ? '' : target.text })
      })
    return true
  }
  const onEnd = (text: string | undefined, after: AfterEdit) => {
    if (!editing) return
    if (text !== undefined) saveCell(content, { ...editing, text: editing.shown }, text)
    setEditing(undefined)
    if (after !== 'stay') moveTo(placeAfter(editing, after, { rows: list.count, columns }))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || !list.layout || isInner(event.target)) return
    if (act(event)) {
      event.preventDefault()
      event.stopPropagation()
      event.nativeEvent.stopImmediatePropagation()
    } else if (!event.defaultPrevented && !event.nativeEvent.cancelBubble) list.events.onKeyDown(event)
  }
  /** Returns whether the key was one of the table's. */
  const act = (event: KeyboardEvent): boolean => {
    const { key, shiftKey, altKey } = event
    if (altKey) return false
    const isCommand = event.ctrlKey || event.metaKey
    const to = cellAfter(event, {
      ...{ ...here, rows: list.count, columns, isMirrored: isMirrored(root.current) },
      page: Math.max(1, list.window.seenEnd - list.window.seenFirst - 3),
    })
    if (to) moveTo(to, shiftKey)
    else if (isCommand && key.toLowerCase() === 'z' && !shiftKey) void acts.undo()
    else if (isCommand && key.toLowerCase() === 'd') void acts.fill(range)
    else if (isCommand) return false
    else if (key === 'Escape' && !isSingle(range)) setAnchor(undefined)
    else if (key === 'F2') edit('keep')
    else if (key === 'Enter') open()
    else if ((key === 'Delete' || key === 'Backspace') && (column > 0 || !isSingle(range))) void acts.clear(range)
    else if (key === ' ' && shiftKey) choose()
    else if (key === ' ') parts.onLarge(here.row)
    else if (column > 0 && typesText(event) && targetOf(content, list.pages.at(here.row), column).target) {
      // The control has the focus when the character arrives, which so is typed into it.
      edit('empty')
      event.stopPropagation()
      event.nativeEvent.stopImmediatePropagation()
      return false
    } else return false
    return true
  }
  const open = () => {
    const asset = list.pages.at(here.row)
    if (asset && (column === 0 || !content.mayEdit)) navigate(list.addressOf(asset.id))
    else edit('keep')
  }
  const choose = () => {
    const asset = list.pages.at(here.row)
    if (asset) list.onChoose?.(asset.id, !list.chosen.has(asset.id), false)
  }

  const pointer = usePointer({ root, moveTo, edit, here, setAnchor })
  useClipboard({
    isHere: () => !editing && !!root.current?.contains(document.activeElement),
    ...{ copy: () => acts.copy(range), paste: (text) => void acts.paste(range, text) },
  })
  const columnKeys = content.columns.map(({ key }) => key)
  return { range, editing, onEnd, events: { ...list.events, ...pointer, onKeyDown }, moveTo, edit, columnKeys }
}

export type Table = ReturnType<typeof useTable>

/** Keys of a control within a cell are its own. */
const isInner = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('input:not([type="checkbox"]), textarea, select, button') !== null

const isMirrored = (element: Element | null): boolean => !!element && getComputedStyle(element).direction === 'rtl'

function placeAfter(at: CellPlace, after: AfterEdit, { rows, columns }: { rows: number; columns: number }): CellPlace {
  const { row, column } = at
  if (after === 'down') return { row: Math.min(row + 1, rows - 1), column }
  if (after === 'up') return { row: Math.max(row - 1, 0), column }
  if (after === 'next') return { row, column: Math.min(column + 1, columns - 1) }
  return after === 'previous' ? { row, column: Math.max(column - 1, 0) } : { row, column }
}

interface Pointing {
  root: RefObject<HTMLElement>
  here: CellPlace
  moveTo: (place: CellPlace, extends_?: boolean) => void
  edit: (start: 'keep', at: CellPlace) => boolean
  setAnchor: (place: CellPlace | undefined) => void
}

/** A click goes to a cell, with Shift or by dragging to a range, a double click edits; a finger edits with a second touch. */
function usePointer({ root, here, moveTo, edit, setAnchor }: Pointing) {
  const dragged = useRef<string>()
  const placeOf = (target: EventTarget | null): CellPlace | undefined => {
    if (!(target instanceof Element) || target.closest('a, input, select, textarea, button, .column-check'))
      return undefined
    const cell = target.closest<HTMLElement>('[data-column]')
    const row = cell?.closest<HTMLElement>('[data-index]')
    if (!cell || !row || !root.current?.contains(row)) return undefined
    return { row: Number(row.dataset.index), column: Number(cell.dataset.column) }
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      const place = placeOf(event.target)
      if (!place || event.button !== 0) return
      if (event.shiftKey) event.preventDefault()
      const isAgain = place.row === here.row && place.column === here.column
      if (event.pointerType === 'touch' && isAgain) return void edit('keep', place)
      dragged.current = event.pointerType === 'mouse' ? `${place.row} ${place.column}` : undefined
      if (event.shiftKey) moveTo(place, true)
      else {
        setAnchor(undefined)
        moveTo(place)
      }
    },
    onPointerMove: (event: PointerEvent) => {
      if (dragged.current === undefined || event.buttons !== 1) return
      const place = placeOf(event.target)
      if (!place || dragged.current === `${place.row} ${place.column}`) return
      dragged.current = `${place.row} ${place.column}`
      moveTo(place, true)
    },
    onPointerUp: () => {
      dragged.current = undefined
    },
    onDoubleClick: (event: React.MouseEvent) => {
      const place = placeOf(event.target)
      if (place) edit('keep', place)
    },
  }
}
