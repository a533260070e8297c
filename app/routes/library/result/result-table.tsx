import { type CSSProperties, Fragment, type RefObject, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '~/ui/classes'
import { useDefaultTimeZone } from '../default-time-zone'
import { CellEditor } from '../table/cell-editor'
import { grid, gridCell, ROLES } from '../table/roles'
import { columnName, TableHead } from '../table/table-head'
import { TableRow } from '../table/table-row'
import { useSyncedScroll } from '../table/use-synced-scroll'
import type { TableState } from '../table/use-table-state'
import type { ResultListProps } from './result-list'

interface ResultTableProps extends Omit<ResultListProps<HTMLTableSectionElement>, 'density'> {
  table: TableState
  density: 's' | 'm' | 'l'
}

/** A result as a table whose rows have one height; those out of sight are replaced by blank space. */
export function ResultTable({ list, root, density, table }: ResultTableProps) {
  const { pages, items, count, active, layout, addressOf, chosen, onChoose } = list
  const { columns, store, view, column, suggest, setWidth } = table
  const { range, editing, onEnd, events } = view
  const { t, i18n } = useTranslation(['table', 'library', 'metadata'])
  const zone = useDefaultTimeZone()
  const head = useRef<HTMLTableSectionElement>(null)
  useSyncedScroll(head, root)
  const rowHeight = layout?.rowHeight ?? 0
  const widths = useMemo(() => columns.map(({ width }) => `${width}px`).join(' '), [columns])
  const isGrid = layout !== undefined
  const editorName = editing && nameOf(table, editing.column, t as never)
  let next = 0
  return (
    <section className={classes('result-table', `result-rows-${density}`)} aria-label={t('label')}>
      <table
        {...(isGrid ? grid(!table.mayEdit) : ROLES.table)}
        className="cells"
        style={{ '--columns': widths } as CSSProperties}
        aria-label={t('label')}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 1}
      >
        <thead ref={head} {...ROLES.group}>
          <TableHead columns={columns} onWidth={setWidth} isGrid={isGrid} />
        </thead>
        <tbody ref={root} {...ROLES.group} {...events}>
          {items.map((index) => {
            const asset = pages.at(index)
            const skipped = index - next
            next = index + 1
            const isIn =
              isGrid &&
              index >= range.top &&
              index <= range.bottom &&
              (range.top !== range.bottom || range.start !== range.end)
            const isEdited = editing !== undefined && editing.id === asset?.id
            return (
              <Fragment key={asset?.id ?? index}>
                {layout && skipped > 0 && <Space height={skipped * rowHeight} />}
                {asset ? (
                  <TableRow
                    {...{ asset, index, onChoose, zone, columns }}
                    state={store.of(asset.id)}
                    locale={i18n.language}
                    to={addressOf(asset.id)}
                    active={isGrid ? (index === active ? column : -1) : undefined}
                    start={isIn ? range.start : -1}
                    end={isIn ? range.end : -1}
                    chosen={chosen.has(asset.id)}
                    editing={isEdited ? editing.column : undefined}
                    editor={
                      isEdited ? <CellEditor {...{ editing, suggest, onEnd }} label={editorName ?? ''} /> : undefined
                    }
                  />
                ) : (
                  <tr {...ROLES.row} className="result-row" tabIndex={-1} data-index={index} aria-rowindex={index + 2}>
                    <td {...(isGrid ? gridCell(true) : ROLES.cell)} className="cell cell-name" />
                  </tr>
                )}
              </Fragment>
            )
          })}
          {layout && count > next && <Space height={(count - next) * rowHeight} />}
        </tbody>
      </table>
    </section>
  )
}

const nameOf = ({ columns }: TableState, place: number, t: (key: string) => string): string => {
  const column = columns[place - 1]
  return column ? columnName(column, t) : t('table:name')
}

const Space = ({ height }: { height: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a table without controls takes no focus
  <tr aria-hidden="true" style={{ blockSize: `${height}px` }}>
    <td />
  </tr>
)

/** One row of the height that style sheets give it, on which the layout is measured. */
export const SampleRows = ({ root, density }: { root: RefObject<HTMLDivElement>; density: 's' | 'm' | 'l' }) => (
  <div className="sample" aria-hidden="true">
    <div ref={root} className={`result-rows-${density}`}>
      <div className="result-row" />
    </div>
  </div>
)
