import { useFetcher } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'

/** Deletes a collection after one more question: what it shows to the world goes with it. */
export function DeleteCollection({ name }: { name: string }) {
  const { t } = useTranslation('collections')
  const [asking, setAsking] = useState(false)
  const fetcher = useFetcher()
  return (
    <>
      <Button variant="danger-quiet" icon="trash" onClick={() => setAsking(true)}>
        {t('delete.button')}
      </Button>
      <ConfirmDialog
        open={asking}
        onCancel={() => setAsking(false)}
        onConfirm={() => fetcher.submit({ intent: 'delete' }, { method: 'post' })}
        title={t('delete.title', { name })}
        confirmLabel={t('delete.button')}
        busy={fetcher.state !== 'idle'}
        danger
      >
        {t('delete.text')}
      </ConfirmDialog>
    </>
  )
}
