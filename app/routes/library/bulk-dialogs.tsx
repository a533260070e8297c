import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Dialog } from '~/ui/dialog'
import { Select } from '~/ui/select'
import type { Bulk } from './use-bulk'

interface BulkDialogProps {
  bulk: Bulk
  ids: ReadonlySet<string>
  onClose: () => void
}

/** Approves a selection after confirmation, since approved files become public at once. */
export function ApproveDialog({ bulk, ids, onClose }: BulkDialogProps) {
  const { t } = useTranslation('selection')
  const [unseen, setUnseen] = useState(false)
  const approve = () => {
    const more = new FormData()
    if (unseen) more.set('unseen', 'on')
    bulk.run('approve', ids, more)
    onClose()
  }
  return (
    <ConfirmDialog
      open
      onCancel={onClose}
      onConfirm={approve}
      title={t('approve.title', { count: ids.size })}
      confirmLabel={t('act.approve')}
    >
      <div className="stack">
        <p>{t('approve.text')}</p>
        <Checkbox
          name="unseen"
          label={t('approve.unseen')}
          checked={unseen}
          onChange={(event) => setUnseen(event.target.checked)}
        />
      </div>
    </ConfirmDialog>
  )
}

/** Adds a selection to a collection. */
export function CollectDialog({
  bulk,
  ids,
  onClose,
  collections,
}: BulkDialogProps & { collections: { id: string; title: string }[] }) {
  const { t } = useTranslation('selection')
  return (
    <Dialog
      open
      onClose={onClose}
      size="s"
      title={t('collect.title', { count: ids.size })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form="bulk-collect" variant="primary" busy={bulk.busy}>
            {t('act.collect')}
          </Button>
        </>
      }
    >
      <form
        id="bulk-collect"
        onSubmit={(event) => {
          event.preventDefault()
          bulk.run('collect', ids, new FormData(event.currentTarget))
        }}
      >
        <Select
          name="collectionId"
          label={t('collect.which')}
          options={collections.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </form>
    </Dialog>
  )
}
