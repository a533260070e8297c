import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { ProgressBar } from '~/ui/progress-bar'
import type { ComparedPair } from './compare'

/** Says that two versions are being compared. */
export function ComparisonWaiting() {
  const { t } = useTranslation('versions')
  return (
    <div className="compare-waiting" role="status">
      <ProgressBar label={t('compare.waiting')} />
    </div>
  )
}

/** Says that a comparison failed, with a button to try again. */
export function ComparisonFailed({ compared: { olderId, newerId } }: { compared: ComparedPair }) {
  const { t } = useTranslation('versions')
  const fetcher = useFetcher()
  return (
    <Notice
      tone="bad"
      live="polite"
      title={t('compare.failed')}
      actions={
        <Button
          size="s"
          icon="refresh"
          busy={fetcher.state !== 'idle'}
          onClick={() => fetcher.submit({ olderId, newerId }, { method: 'post' })}
        >
          {t('compare.again')}
        </Button>
      }
    />
  )
}
