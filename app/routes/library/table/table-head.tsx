import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LEAST_WIDTH, MOST_WIDTH } from '~/domain/identity/library-columns'
import { fieldName } from '../../metadata/field-name'
import type { TableColumn } from './columns'
import { ROLES } from './roles'

interface HeadProps {
  columns: readonly TableColumn[]
  /** Shows a width while it changes, and keeps it when it has. */
  onWidth: (key: string, width: number, isDone: boolean) => void
  /** Whether scripts run, so that columns can be made wider. */
  isGrid: boolean
}

/** The names of the columns, with edges by which they are made wider: by dragging, or the arrow keys. */
export function TableHead({ columns, onWidth, isGrid }: HeadProps) {
  const { t } = useTranslation(['table', 'library', 'metadata'])
  return (
    <tr {...ROLES.row} aria-rowindex={1} className="table-heads">
      <th {...ROLES.head} scope="col" className="cell cell-name" aria-colindex={1}>
        {t('name')}
      </th>
      {columns.map((column, at) => {
        const name = columnName(column, t as never)
        return (
          <th key={column.key} {...ROLES.head} scope="col" className="cell" aria-colindex={at + 2}>
            <span className="cell-text">{name}</span>
            {isGrid && (
              <ColumnEdge
                name={name}
                width={column.width}
                onWidth={(width, isDone) => onWidth(column.key, width, isDone)}
              />
            )}
          </th>
        )
      })}
    </tr>
  )
}

/** Returns the name of a column: of the fact, or of the field with its language. `t` is of `table`. */
export function columnName(column: TableColumn, t: (key: string, values?: object) => string): string {
  if (column.of === 'fact') return t(`table:fact.${column.fact}`)
  const name = fieldName(t as never, column.field)
  return column.locale
    ? t('table:in_language', { field: name, language: t(`library:language.${column.locale}`) })
    : name
}

const STEP = 20

function ColumnEdge({
  name,
  width,
  onWidth,
}: {
  name: string
  width: number
  onWidth: (width: number, isDone: boolean) => void
}) {
  const { t } = useTranslation('table')
  const begun = useRef<{ x: number; width: number }>()
  const isMirrored = () => document.documentElement.dir === 'rtl'
  const widthAt = (event: PointerEvent) => {
    const { x = event.clientX, width: from = width } = begun.current ?? {}
    return from + (event.clientX - x) * (isMirrored() ? -1 : 1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const wider = isMirrored() ? 'ArrowLeft' : 'ArrowRight'
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    event.stopPropagation()
    onWidth(width + (event.key === wider ? STEP : -STEP), true)
  }
  return (
    <hr
      className="column-edge"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('columns.width', { name })}
      aria-valuenow={width}
      aria-valuemin={LEAST_WIDTH}
      aria-valuemax={MOST_WIDTH}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        begun.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
        event.preventDefault()
      }}
      onPointerMove={(event) => begun.current && onWidth(widthAt(event), false)}
      onPointerUp={(event) => {
        if (begun.current) onWidth(widthAt(event), true)
        begun.current = undefined
      }}
    />
  )
}
