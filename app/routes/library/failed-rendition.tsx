import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'
import type { AssetPageData } from './asset'
import { reasonText } from './reason-text'

/** Why a rendition could not be made, with a button to retry. */
export function FailedRendition({
  page,
  title,
  reason,
}: {
  page: Pick<AssetPageData, 'asset' | 'mayEdit'>
  title: string
  reason: string | null
}) {
  const { t } = useTranslation('library')
  const fetcher = useFetcher()
  return (
    <Notice
      tone="bad"
      title={title}
      actions={
        page.mayEdit && (
          <Button
            size="s"
            icon="refresh"
            busy={fetcher.state !== 'idle'}
            onClick={() => fetcher.submit({}, { method: 'post', action: urls.library.retry(page.asset.id) })}
          >
            {t('picture.retry')}
          </Button>
        )
      }
    >
      {reasonText(t, reason)}
    </Notice>
  )
}
