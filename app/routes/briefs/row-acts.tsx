import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import { IconButton } from '~/ui/icon-button'
import { useScripted } from '~/ui/scripting'
import type { Row, Rows } from './use-rows'

/** The buttons of a row: up, down, remove. */
export function RowActs<T>({ rows, row, index, name }: { rows: Rows<T>; row: Row<T>; index: number; name: string }) {
  const { t } = useTranslation('briefs')
  const scripted = useScripted()
  const hidden = { className: 'needs-script', 'data-waiting': scripted ? undefined : '' }
  return (
    <span className="button-row brief-row-acts">
      <IconButton
        {...hidden}
        icon="arrow-up"
        size="s"
        data-act="up"
        label={t('rows.up', { name })}
        disabled={index === 0}
        onClick={() => rows.step(row.key, -1)}
      />
      <IconButton
        {...hidden}
        icon="arrow-down"
        size="s"
        data-act="down"
        label={t('rows.down', { name })}
        disabled={index === rows.rows.length - 1}
        onClick={() => rows.step(row.key, 1)}
      />
      <IconButton
        {...hidden}
        icon="trash"
        size="s"
        data-act="remove"
        label={t('rows.remove', { name })}
        onClick={() => rows.remove(row.key)}
      />
    </span>
  )
}

/** Returns what makes the rows of a list draggable by their grips. */
export function useDragging<T>(rows: Rows<T>) {
  const [dragged, setDragged] = useState<number>()
  return {
    /** Attributes of a row. */
    over: (index: number) => ({
      'data-dragged': rows.rows[index]?.key === dragged || undefined,
      onDragOver: (event: DragEvent) => {
        if (dragged !== undefined) event.preventDefault()
      },
      onDrop: (event: DragEvent) => {
        if (dragged === undefined) return
        event.preventDefault()
        rows.drop(dragged, index)
        setDragged(undefined)
      },
    }),
    /** The handle of a row; the keyboard has its buttons. */
    grip: (key: number) => (
      <span
        className="brief-grip needs-script"
        aria-hidden="true"
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData('text/plain', '')
          event.dataTransfer.effectAllowed = 'move'
          const row = event.currentTarget.closest('li')
          if (row) event.dataTransfer.setDragImage(row, 16, 16)
          setDragged(key)
        }}
        onDragEnd={() => setDragged(undefined)}
      >
        <Icon name="grip" />
      </span>
    ),
  }
}

/** What stands for the buttons of a row without scripts: its place, and whether it goes. */
export function PlainRowActs({ name, place }: { name: string; place?: number }) {
  const { t } = useTranslation('briefs')
  return (
    <noscript>
      <span className="button-row">
        {place !== undefined && (
          <label className="brief-place">
            {t('rows.place')}{' '}
            <input className="input numbers" type="number" name={`${name}.place`} min={0} defaultValue={place} />
          </label>
        )}
        <label className="choice">
          <input className="checkbox" type="checkbox" name={`${name}.isRemoved`} />
          <span className="choice-text">{t('rows.remove_plain')}</span>
        </label>
      </span>
    </noscript>
  )
}
