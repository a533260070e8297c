import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cellKey } from '~/domain/cells/cell'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import type { ResultList } from '../result/result-list'
import type { Draft } from './cell-store'
import { ColumnDialog } from './column-dialog'
import type { TableState } from './use-table-state'

/** Above the table: which columns it has, and whether what was typed is saved. */
export function TableBar({ table, list }: { table: TableState; list: ResultList }) {
  const { t } = useTranslation('table')
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="table-bar">
      <Button size="s" icon="settings" onClick={() => setOpen(true)}>
        {t('columns.open')}
      </Button>
      {table.mayEdit ? <SaveState table={table} list={list} /> : <p className="muted">{t('read_only.role')}</p>}
      <p className="sr-only" role="status">
        {table.announced}
      </p>
      {isOpen && (
        <ColumnDialog
          fields={table.fields}
          chosen={table.columns}
          onChoose={table.choose}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}

/** Saving, saved, waiting for a connection, or not saved and why. */
function SaveState({ table: { store, edits, view, showConflict }, list }: { table: TableState; list: ResultList }) {
  const { t } = useTranslation('table')
  const drafts = store.drafts()
  const failed = drafts.filter(({ status }) => status !== 'saving')
  const { stalled, length } = store.queue
  const show = (draft: Draft) => {
    const row = list.pages.indexOf(draft.id)
    const column = columnOf(draft, view.columnKeys)
    if (row >= 0) view.moveTo({ row, column })
    if (draft.status === 'conflict') showConflict({ id: draft.id, key: cellKey(draft.field, draft.locale) })
  }
  const [first] = failed
  if (stalled)
    return (
      <p className="cell-saves cell-saves-waiting" role="status">
        <Icon name="warning" />
        {t(stalled === 'offline' ? 'save.offline' : 'save.signed_out', { count: length })}
        <Button size="s" onClick={store.queue.retry}>
          {t('save.retry')}
        </Button>
      </p>
    )
  if (first)
    return (
      <p className="cell-saves cell-saves-failed" role="status">
        <Icon name="error" />
        {t('save.failed', { count: failed.length })}
        <Button size="s" onClick={() => show(first)}>
          {t('save.show')}
        </Button>
      </p>
    )
  const text = edits.busy ? t(`many.${edits.busy}`) : length > 0 ? t('save.saving', { count: length }) : undefined
  return (
    <p className="cell-saves muted" role="status">
      {text ?? (store.undoable.length > 0 ? t('save.saved') : t('save.hint'))}
    </p>
  )
}

const columnOf = ({ field, locale }: Draft, keys: readonly string[]): number =>
  Math.max(0, keys.indexOf(`field:${cellKey(field, locale)}`) + 1)
