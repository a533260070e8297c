import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { ProgressBar } from '~/ui/progress-bar'
import type { SizeDownload } from './use-size-download'

/** Says how far a download is whose file may have to be made first; a live region that is always there. */
export function SizeProgress({ download, onAgain }: { download: SizeDownload; onAgain: () => void }) {
  const { t } = useTranslation('sizes')
  return (
    <>
      <div role="status" className={download.state === 'idle' ? 'sr-only' : 'size-state'}>
        {download.state === 'making' && <ProgressBar label={t('making')} />}
        {download.state === 'started' && t('started')}
        {download.state === 'failed' && (download.message || t('failed'))}
      </div>
      {download.state === 'failed' && (
        <Button size="s" icon="refresh" onClick={onAgain}>
          {t('again')}
        </Button>
      )}
    </>
  )
}
