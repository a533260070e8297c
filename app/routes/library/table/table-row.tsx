import { Link } from '@remix-run/react'
import { type ChangeEvent, memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cellKey } from '~/domain/cells/cell'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { classes } from '~/ui/classes'
import type { Choose } from '../result/use-choice'
import { RowPicture } from '../row-picture'
import type { RowState } from './cell-store'
import type { TableColumn } from './columns'
import { ROLES } from './roles'
import { CellMark, TableCell } from './table-cell'

export interface RowProps {
  asset: StaffAsset
  index: number
  to: string
  columns: readonly TableColumn[]
  state: RowState
  /** The column in the Tab order, if it is in this row; undefined without scripts. */
  active?: number
  /** The columns of the range, if it goes through this row. */
  start: number
  end: number
  chosen: boolean
  onChoose?: Choose
  zone: string
  locale: string
  /** The column that is edited, and its editor. */
  editing?: number
  editor?: ReactNode
}

const tabIndexOf = (active: number | undefined, place: number) =>
  active === undefined ? undefined : active === place ? 0 : -1

/** One asset in the table; drawn again only when something of it changes. */
export const TableRow = memo(function TableRow(props: RowProps) {
  const { asset, index, columns, state, active, start, end, chosen, zone, locale, editing, editor } = props
  const isInRange = (place: number) => place >= start && place <= end
  return (
    <tr
      {...ROLES.row}
      className="result-row"
      data-id={asset.id}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={active === undefined || !props.onChoose ? undefined : chosen}
    >
      <NameCell {...props} isInRange={isInRange(0)} />
      {columns.map((column, at) => (
        <TableCell
          key={column.key}
          {...{ asset, column, state, zone, locale }}
          place={at + 1}
          tabIndex={tabIndexOf(active, at + 1)}
          isInRange={isInRange(at + 1)}
        >
          {editing === at + 1 ? editor : undefined}
        </TableCell>
      ))}
    </tr>
  )
})

function NameCell({
  asset,
  index,
  to,
  state,
  active,
  chosen,
  onChoose,
  editing,
  editor,
  isInRange,
}: RowProps & { isInRange: boolean }) {
  const { t } = useTranslation(['ui', 'table'])
  const onChange = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) =>
    onChoose?.(asset.id, target.checked, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
  const draft = [...state.drafts.values()].find(
    ({ field, locale }) => cellKey(field, locale) === cellKey('title', state.row?.name.locale ?? ''),
  )
  const title = draft?.text || state.row?.name.text || asset.title
  return (
    <th
      {...ROLES.name}
      scope="row"
      className={classes(
        ...['cell', 'cell-name', isInRange && 'cell-in-range', editing === 0 && 'cell-editing'],
        draft && `cell-${draft.status}`,
      )}
      data-column={0}
      aria-colindex={1}
      tabIndex={tabIndexOf(active, 0)}
    >
      {onChoose && (
        <span className="column-check">
          <input
            type="checkbox"
            className="checkbox"
            name="assets"
            value={asset.id}
            tabIndex={active === undefined ? undefined : -1}
            autoComplete="off"
            aria-label={t('tile.select', { title })}
            checked={chosen}
            onChange={onChange}
          />
        </span>
      )}
      <RowPicture asset={asset} />
      {editing === 0 ? (
        editor
      ) : (
        <span className="cell-text">
          <Link
            to={to}
            tabIndex={active === undefined ? undefined : -1}
            draggable={false}
            dir="auto"
            lang={state.row?.name.locale || undefined}
            data-row={index}
          >
            {title}
          </Link>
        </span>
      )}
      <CellMark draft={draft} />
    </th>
  )
}
