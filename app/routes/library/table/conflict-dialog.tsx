import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import type { CellStore } from './cell-store'

interface ConflictDialogProps {
  store: CellStore
  cell: { id: string; key: string }
  onClose: () => void
}

/** Two people changed one cell: both texts, and which of them is kept. */
export function ConflictDialog({ store, cell, onClose }: ConflictDialogProps) {
  const { t } = useTranslation('table')
  const draft = store.of(cell.id).drafts.get(cell.key)
  if (draft?.status !== 'conflict') return null
  const { theirs = '', by, text, locale } = draft
  const keepMine = () => {
    const { id, field } = draft
    store.save({ id, field, locale, before: theirs, text })
    onClose()
  }
  const keepTheirs = () => {
    store.discard(draft)
    onClose()
  }
  const shown = (value: string) =>
    value ? (
      <bdi dir="auto" lang={locale || undefined}>
        {value}
      </bdi>
    ) : (
      <span className="muted">{t('conflict.empty')}</span>
    )
  return (
    <Dialog
      open
      onClose={onClose}
      size="s"
      title={t('conflict.title')}
      actions={
        <>
          <Button onClick={keepTheirs}>{t('conflict.theirs')}</Button>
          <Button variant="primary" onClick={keepMine}>
            {t('conflict.mine')}
          </Button>
        </>
      }
    >
      <dl className="facts">
        <dt>{by ? t('conflict.by', { name: by }) : t('conflict.by_somebody')}</dt>
        <dd>{shown(theirs)}</dd>
        <dt>{t('conflict.you')}</dt>
        <dd>{shown(text)}</dd>
      </dl>
    </Dialog>
  )
}
