import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_COLUMNS } from '~/domain/identity/library-columns'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { IconButton } from '~/ui/icon-button'
import { TextField } from '~/ui/text-field'
import { allColumns, type TableColumn, type TableField } from './columns'
import { columnName } from './table-head'

interface ColumnDialogProps {
  fields: readonly TableField[]
  chosen: readonly TableColumn[]
  onChoose: (columns: readonly TableColumn[]) => void
  onClose: () => void
}

/** Chooses the columns of the table and their order; each change shows at once. */
export function ColumnDialog({ fields, chosen, onChoose, onClose }: ColumnDialogProps) {
  const { t } = useTranslation(['table', 'library', 'metadata'])
  const [wanted, setWanted] = useState('')
  const nameOf = (column: TableColumn) => columnName(column, t as never)
  const keys = new Set(chosen.map(({ key }) => key))
  const others = allColumns(fields).filter((column) => !keys.has(column.key))
  const matching = others.filter((column) =>
    nameOf(column).toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()),
  )
  const list = useRef<HTMLOListElement>(null)
  const keepFocus = useMovedFocus(list, chosen)
  const move = (at: number, by: -1 | 1) => {
    const next = [...chosen]
    const [moved] = next.splice(at, 1)
    if (!moved) return
    next.splice(at + by, 0, moved)
    keepFocus(moved.key, by)
    onChoose(next)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={t('columns.title')}
      actions={
        <>
          <Button onClick={() => onChoose([])}>{t('columns.default')}</Button>
          <Button variant="primary" onClick={onClose}>
            {t('columns.done')}
          </Button>
        </>
      }
    >
      <div className="column-choice">
        <section className="stack-s" aria-labelledby="columns-shown">
          <h3 id="columns-shown">{t('columns.shown')}</h3>
          <ol className="plain-list" ref={list}>
            {chosen.map((column, at) => {
              const name = nameOf(column)
              return (
                <li key={column.key} data-key={column.key} className="column-item">
                  <span>{name}</span>
                  <span className="button-row">
                    <IconButton
                      icon="arrow-up"
                      size="s"
                      label={t('columns.up', { name })}
                      disabled={at === 0}
                      data-step={-1}
                      onClick={() => move(at, -1)}
                    />
                    <IconButton
                      icon="arrow-down"
                      size="s"
                      label={t('columns.down', { name })}
                      disabled={at === chosen.length - 1}
                      data-step={1}
                      onClick={() => move(at, 1)}
                    />
                    <IconButton
                      icon="close"
                      size="s"
                      label={t('columns.remove', { name })}
                      disabled={chosen.length === 1}
                      onClick={() => onChoose(chosen.filter(({ key }) => key !== column.key))}
                    />
                  </span>
                </li>
              )
            })}
          </ol>
        </section>
        <section className="stack-s" aria-labelledby="columns-others">
          <h3 id="columns-others">{t('columns.others')}</h3>
          <TextField
            name="column"
            label={t('columns.find')}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            maxLength={80}
          />
          {chosen.length >= MOST_COLUMNS && <p className="muted">{t('columns.most', { count: MOST_COLUMNS })}</p>}
          {matching.length === 0 ? (
            <p className="muted">{t('columns.none')}</p>
          ) : (
            <ul className="plain-list column-others">
              {matching.map((column) => (
                <li key={column.key}>
                  <button
                    type="button"
                    className="menu-item"
                    disabled={chosen.length >= MOST_COLUMNS}
                    aria-label={t('columns.add', { name: nameOf(column) })}
                    onClick={() => onChoose([...chosen, column])}
                  >
                    {nameOf(column)}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </Dialog>
  )
}

/** Keeps the focus on the button that moved a column, or the other one where the column cannot go on. */
function useMovedFocus(list: React.RefObject<HTMLElement>, chosen: readonly TableColumn[]) {
  const moved = useRef<{ key: string; by: -1 | 1 }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order is what moves a column
  useEffect(() => {
    if (!moved.current) return
    const { key, by } = moved.current
    moved.current = undefined
    const item = list.current?.querySelector(`[data-key="${CSS.escape(key)}"]`)
    const buttons = [...(item?.querySelectorAll<HTMLButtonElement>('[data-step]:enabled') ?? [])]
    const same = buttons.find((button) => button.dataset.step === String(by))
    ;(same ?? buttons[0])?.focus()
  }, [chosen])
  return (key: string, by: -1 | 1) => {
    moved.current = { key, by }
  }
}
