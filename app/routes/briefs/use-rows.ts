import { type RefObject, useEffect, useRef, useState } from 'react'
import { dispatchChange } from '~/ui/unsaved-changes'

/** A row of a list that is edited; its key stays while it moves. */
export interface Row<T> {
  key: number
  value: T
}

export interface Rows<T> {
  rows: Row<T>[]
  /** The list, whose form is told of changes. */
  list: RefObject<HTMLOListElement>
  /** Where focus goes when the last row is removed. */
  adder: RefObject<HTMLButtonElement>
  add: () => void
  remove: (key: number) => void
  /** Moves a row up or down, or to the place of another one. */
  step: (key: number, by: -1 | 1) => void
  drop: (key: number, at: number) => void
}

type Focus = { row: number; on: string } | 'adder'

/** Holds the rows of a list: added, removed and moved by keyboard and mouse, with focus where the work goes on. */
export function useRows<T>(first: readonly T[], blank: T): Rows<T> {
  const [rows, setRows] = useState(() => first.map((value, key): Row<T> => ({ key, value })))
  const next = useRef(first.length)
  const list = useRef<HTMLOListElement>(null)
  const adder = useRef<HTMLButtonElement>(null)
  const focus = useRef<Focus>()
  const told = useRef(rows)
  useEffect(() => {
    if (told.current === rows) return
    told.current = rows
    dispatchChange(list.current)
    const to = focus.current
    focus.current = undefined
    if (to === 'adder') adder.current?.focus()
    else if (to) list.current?.querySelector<HTMLElement>(`[data-row="${to.row}"] ${to.on}`)?.focus()
  }, [rows])
  const change = (to: Row<T>[], then: Focus) => {
    focus.current = then
    setRows(to)
  }
  const place = (key: number) => rows.findIndex((row) => row.key === key)
  const moved = (from: number, to: number) => {
    const all = [...rows]
    all.splice(to, 0, ...all.splice(from, 1))
    return all
  }
  return {
    ...{ rows, list, adder },
    add: () => {
      const key = next.current++
      change([...rows, { key, value: blank }], { row: key, on: 'input, select' })
    },
    remove: (key) => {
      const at = place(key)
      const beside = rows[at + 1] ?? rows[at - 1]
      change(
        rows.filter((row) => row.key !== key),
        beside ? { row: beside.key, on: '[data-act="remove"]' } : 'adder',
      )
    },
    step: (key, by) => {
      const to = place(key) + by
      const isEnd = to === 0 || to === rows.length - 1
      const act = by < 0 === isEnd ? 'down' : 'up'
      change(moved(place(key), to), { row: key, on: `[data-act="${isEnd ? act : by < 0 ? 'up' : 'down'}"]` })
    },
    drop: (key, at) => change(moved(place(key), at), { row: key, on: '[data-act="remove"]' }),
  }
}

/** Returns the places of rows that are there to be filled in without scripts. */
export const spareRows = <T>({ rows }: Rows<T>, wanted: number, most: number): number[] =>
  [...Array(Math.max(0, Math.min(wanted, most - rows.length))).keys()].map((more) => rows.length + more)
