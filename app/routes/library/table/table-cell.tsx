import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cellKey } from '~/domain/cells/cell'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { formatBytes, formatDate, formatNumber } from '~/i18n/format'
import { classes } from '~/ui/classes'
import { Icon } from '~/ui/icon'
import { typeLabel } from '~/ui/type-label'
import { StateBadge } from '../state-badge'
import type { Draft, RowState } from './cell-store'
import { shownText } from './cell-text'
import type { Fact, TableColumn } from './columns'
import { gridCell, ROLES } from './roles'

export interface CellProps {
  asset: StaffAsset
  column: TableColumn
  /** Of the column, from 1 behind the name. */
  place: number
  state: RowState
  tabIndex?: 0 | -1
  isInRange: boolean
  zone: string
  locale: string
  /** The editor in place of the text. */
  children?: ReactNode
}

/** One cell of the table, with the state of what was typed into it. */
export const TableCell = memo(function TableCell(props: CellProps) {
  const { asset, column, place, state, tabIndex, isInRange, children } = props
  const isOff = column.of === 'field' && column.field.kinds !== null && !column.field.kinds.includes(asset.kind)
  const draft = column.of === 'field' ? state.drafts.get(cellKey(column.field.key, column.locale)) : undefined
  return (
    <td
      {...(tabIndex === undefined ? ROLES.cell : gridCell(column.of === 'fact' || isOff, isInRange))}
      className={classes(
        ...['cell', column.of === 'fact' && 'cell-fact', isOff && 'cell-off', isInRange && 'cell-in-range'],
        ...[children !== undefined && 'cell-editing', draft && `cell-${draft.status}`],
      )}
      data-column={place}
      aria-colindex={place + 1}
      aria-invalid={draft && draft.status !== 'saving' ? true : undefined}
      tabIndex={tabIndex}
    >
      {children ??
        (column.of === 'fact' ? (
          <FactText {...props} fact={column.fact} />
        ) : (
          <FieldText {...props} draft={draft} isOff={isOff} />
        ))}
    </td>
  )
})

function FieldText({ column, state, draft, isOff, locale }: CellProps & { draft?: Draft; isOff: boolean }) {
  const { t } = useTranslation(['table', 'common'])
  if (column.of !== 'field') return null
  if (isOff) return <span className="sr-only">{t('read_only.kind')}</span>
  const key = cellKey(column.field.key, column.locale)
  const cell = state.row?.cells[key]
  const text = draft?.text ?? cell?.text ?? ''
  return (
    <>
      <span className="cell-text" dir={isPlain(column) ? undefined : 'auto'} lang={column.locale || undefined}>
        {shownText(column.field, text, t as never, locale)}
      </span>
      <CellMark draft={draft} isPending={cell?.isPending} isStale={cell?.isStale} />
    </>
  )
}

const isPlain = (column: TableColumn) =>
  column.of === 'field' && ['number', 'date', 'boolean'].includes(column.field.type)

/** What is to be known of a cell: that it was not saved, or waits for approval, or translates a text that was changed. */
export function CellMark({ draft, isPending, isStale }: { draft?: Draft; isPending?: boolean; isStale?: boolean }) {
  const { t } = useTranslation('table')
  if (draft?.status === 'refused') return <Mark icon="error" text={t('mark.refused', { reason: draft.reason })} />
  if (draft?.status === 'conflict') return <Mark icon="warning" text={t('mark.conflict')} />
  if (draft) return null
  if (isPending) return <Mark icon="clock" text={t('mark.pending')} />
  return isStale ? <Mark icon="language" text={t('mark.stale')} /> : null
}

const Mark = ({ icon, text }: { icon: 'error' | 'warning' | 'clock' | 'language'; text: string }) => (
  <span className="cell-mark" title={text}>
    <Icon name={icon} />
    <span className="sr-only">{text}</span>
  </span>
)

function FactText({ asset, state, fact, zone, locale }: CellProps & { fact: Fact }) {
  const { t } = useTranslation(['library', 'ui'])
  const day = (instant: Date | null) => instant && formatDate(instant, locale, zone)
  switch (fact) {
    case 'type':
      return <span className="cell-text">{typeLabel(t(`kind.${asset.kind}`), asset.extension)}</span>
    case 'state':
      return <StateBadge asset={asset} />
    case 'pixels':
      return asset.width && asset.height ? (
        <span className="cell-text numbers">{`${formatNumber(asset.width, locale)} × ${formatNumber(asset.height, locale)}`}</span>
      ) : null
    case 'file_name':
      return (
        <span className="cell-text" dir="auto">
          {state.row?.fileName}
        </span>
      )
    case 'size':
      return <span className="cell-text numbers">{state.row && formatBytes(state.row.byteSize, locale)}</span>
    case 'embargo':
      return <span className="cell-text numbers">{day(asset.embargoUntil)}</span>
    case 'expires':
      return <span className="cell-text numbers">{day(asset.expiresAt)}</span>
    case 'added':
      return <span className="cell-text numbers">{day(asset.createdAt)}</span>
  }
}
