import type { SubmissionResult } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Notice } from '~/ui/notice'
import { refusalsOf } from '~/ui/refusals'
import { urls } from '~/urls'

interface Props {
  assetId: string
  versionId: string
  number: number
  /** In how many collections and links it is pinned. */
  pins: number
}

/** Withdraws the approval of an older version, after a question that says what stops being delivered. */
export function WithdrawVersion({ assetId, versionId, number, pins }: Props) {
  const { t } = useTranslation('pins')
  const fetcher = useFetcher<{ result?: SubmissionResult<string[]> }>()
  const [isAsking, setAsking] = useState(false)
  const problems = fetcher.state === 'idle' ? refusalsOf(fetcher.data?.result) : []
  return (
    <>
      <Button
        size="s"
        variant="danger-quiet"
        busy={fetcher.state !== 'idle'}
        aria-label={t('withdraw.named', { number })}
        onClick={() => setAsking(true)}
      >
        {t('withdraw.button')}
      </Button>
      {problems.length > 0 && (
        <Notice tone="bad" live="polite">
          {problems.join(' ')}
        </Notice>
      )}
      <ConfirmDialog
        open={isAsking}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          fetcher.submit({ versionId }, { method: 'post', action: urls.library.withdrawVersion(assetId) })
        }}
        title={t('withdraw.title', { number })}
        confirmLabel={t('withdraw.named', { number })}
        danger
      >
        <div className="stack">
          <p>{t('withdraw.text')}</p>
          <p>{pins > 0 ? t('withdraw.pins', { count: pins }) : t('withdraw.nowhere')}</p>
        </div>
      </ConfirmDialog>
    </>
  )
}
