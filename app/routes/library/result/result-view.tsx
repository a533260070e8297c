import { type ReactNode, useEffect, useRef } from 'react'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import type { LibraryLook } from '~/domain/identity/library-look'
import { useBeforePaint } from '~/ui/before-paint'
import { useShortcut } from '~/ui/shortcuts'
import type { LibraryQuery } from '~/urls'
import { CellsDialog } from '../table/cells-dialog'
import { ConflictDialog } from '../table/conflict-dialog'
import { TableBar } from '../table/table-bar'
import { type TableData, useColumnPlace, useTableState } from '../table/use-table-state'
import { LargePicture } from './large-picture'
import { ResultBar } from './result-bar'
import type { ResultPages } from './result-pages'
import { ResultTable, SampleRows } from './result-table'
import { ResultTiles, SampleTiles } from './result-tiles'
import { SidePanel } from './side-panel'
import type { Choose } from './use-choice'
import { useLook } from './use-look'
import { useResultList } from './use-result-list'

export interface ResultViewProps {
  pages: ResultPages<StaffAsset>
  /** Position of the first asset that the page loaded, from 0, and how many it loaded. */
  begin: number
  loaded: number
  filter: LibraryQuery
  look: LibraryLook
  table: TableData
  /** Undefined for those who may not select. */
  selecting?: { chosen: ReadonlySet<string>; onChoose: Choose; onTicked: (ids: string[]) => void }
  /** Below the list: the acts on the selection. */
  children?: ReactNode
}

/** A result of any length, as a grid or a table, with the panel of details beside it. */
export function ResultView(props: ResultViewProps) {
  const { pages, begin, loaded, filter, look: stored, selecting, children } = props
  const { look, change } = useLook(stored)
  const [tiles, rows] = [useRef<HTMLUListElement>(null), useRef<HTMLTableSectionElement>(null)]
  const [sampleTiles, sampleRows] = [useRef<HTMLUListElement>(null), useRef<HTMLDivElement>(null)]
  const isGrid = look.view === 'grid'
  const place = useColumnPlace()
  const { list, focus, shownLarge, showLarge } = useResultList({
    ...{ pages, begin, loaded, filter, look: `${look.view} ${look.density}` },
    root: isGrid ? tiles : rows,
    sample: isGrid ? sampleTiles : sampleRows,
    chosen: selecting?.chosen,
    onChoose: selecting?.onChoose,
    targetIn: isGrid ? undefined : place.targetIn,
  })
  const table = useTableState({
    ...{ data: props.table, look, onLook: change, list, focus, root: rows, place, onLarge: showLarge },
    isShown: !isGrid,
  })
  useReturn(shownLarge, focus.moveTo)
  useTicks(isGrid ? tiles : rows, selecting?.onTicked)
  useShortcut('i', () => change({ panel: look.panel === 'open' ? 'closed' : 'open' }))
  const { layout, window, count } = list
  // Above and below the list its nearest row counts as seen.
  const seenEnd = Math.max(window.seenEnd, window.seenFirst + 1)
  const inSight = layout
    ? [Math.min(window.seenFirst * layout.columns, count), Math.min(seenEnd * layout.columns, count)]
    : [begin, begin + loaded]
  return (
    <div className="result" data-panel={look.panel}>
      <div className="result-main">
        <ResultBar
          {...{ look, onLook: change, total: pages.total }}
          from={(inSight[0] ?? 0) + 1}
          to={inSight[1] ?? 0}
        />
        {isGrid ? (
          <>
            <SampleTiles root={sampleTiles} density={look.density} />
            <ResultTiles list={list} root={tiles} density={look.density} />
          </>
        ) : (
          <>
            <SampleRows root={sampleRows} density={look.density} />
            {layout && <TableBar table={table} list={list} />}
            <ResultTable list={list} root={rows} density={look.density} table={table} />
          </>
        )}
        {children}
      </div>
      {look.panel === 'open' && <SidePanel asset={pages.at(focus.active)} to={list.addressOf} />}
      {table.edits.proposal && (
        <CellsDialog
          proposal={table.edits.proposal}
          fields={table.fields}
          onConfirm={table.edits.confirm}
          onCancel={table.edits.cancel}
        />
      )}
      {table.conflict && (
        <ConflictDialog store={table.store} cell={table.conflict} onClose={() => table.showConflict(undefined)} />
      )}
      {shownLarge !== undefined && (
        <LargePicture
          list={list}
          index={shownLarge}
          onMove={(index) => {
            showLarge(index)
            focus.setActive(index)
          }}
          onClose={() => showLarge(undefined)}
        />
      )}
    </div>
  )
}

/** When the large picture is closed, focus goes to its tile, and not to that from which the first one was opened. */
function useReturn(shownLarge: number | undefined, moveTo: (index: number) => void): void {
  const last = useRef<number>()
  useEffect(() => {
    const from = last.current
    last.current = shownLarge
    if (from === undefined || shownLarge !== undefined) return
    // The dialog gives the focus back in the next frame.
    const frame = requestAnimationFrame(() => moveTo(from))
    return () => cancelAnimationFrame(frame)
  }, [shownLarge, moveTo])
}

/** Takes the boxes that were ticked before scripts ran into the selection. */
function useTicks(list: React.RefObject<HTMLElement>, onTicked: ((ids: string[]) => void) | undefined): void {
  useBeforePaint(() => {
    const ticked = [...(list.current?.querySelectorAll<HTMLInputElement>('[name="assets"]:checked') ?? [])]
    if (ticked.length > 0) onTicked?.(ticked.map((box) => box.value))
  }, [])
}
