import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { refusalsIn } from '~/ui/refusals'
import { urls } from '~/urls'
import { fieldName } from '../metadata/field-name'

interface PendingTextsProps {
  id: string
  /** Fields whose changes wait for approval. */
  pending: { key: string; label?: string }[]
  mayApprove: boolean
}

/** Says that outsiders still get the approved texts, and lets managers approve the changed ones. */
export function PendingTexts({ id, pending, mayApprove }: PendingTextsProps) {
  const { t } = useTranslation('metadata')
  const fetcher = useFetcher<object>()
  if (pending.length === 0) return null
  const refused = refusalsIn(fetcher.data)
  return (
    <Notice tone="warn" title={t('pending.title', { fields: pending.map((field) => fieldName(t, field)).join(', ') })}>
      <p>{t('pending.text')}</p>
      {refused.length > 0 && <p role="alert">{refused.join(' ')}</p>}
      {mayApprove && (
        <fetcher.Form method="post" action={urls.library.approveTexts(id)}>
          <Button type="submit" busy={fetcher.state !== 'idle'}>
            {t('pending.approve')}
          </Button>
        </fetcher.Form>
      )}
    </Notice>
  )
}
