import { useFetcher, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { frameOf } from '~/ui/frame'
import { Icon } from '~/ui/icon'
import { MediaFrame } from '~/ui/media-frame'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'
import type { AssetPageData } from './asset'
import { kindIcon } from './kind-icon'

const LOOK_AGAIN_MS = 1500

/** The large picture of the current version; while there is none, why. */
export function AssetPicture({ page }: { page: Pick<AssetPageData, 'asset' | 'version' | 'renditions' | 'mayEdit'> }) {
  const { asset, version, renditions } = page
  const { t } = useTranslation('library')
  const preview = renditions.find((rendition) => rendition.preset === 'preview')
  const failed = renditions.find((rendition) => rendition.state === 'failed')
  const waiting = !version.unpreviewableReason && (!preview || preview.state === 'waiting')
  useLookAgain(waiting)
  const frame = frameOf(version)
  if (preview?.state === 'made')
    return (
      <MediaFrame
        src={urls.library.media(version.id, 'preview')}
        width={preview.width ?? 1600}
        height={preview.height ?? 1200}
        alt={asset.title}
        ground={frame.ground}
        inset={frame.fit === 'inset'}
        switchGround={frame.fit === 'inset'}
      />
    )
  return (
    <div className="media-frame">
      <div className="media-stage ground-quiet media-stage-none">
        <Icon name={kindIcon(version.kind)} />
        <p>
          {t(`kind.${version.kind}`)} · {version.extension.toUpperCase()}
        </p>
        {waiting && <p role="status">{t('picture.waiting')}</p>}
      </div>
      {failed ? <Failed id={asset.id} reason={failed.reason} mayEdit={page.mayEdit} /> : null}
      {version.unpreviewableReason && (
        <Notice>
          {t(`unpreviewable.${version.unpreviewableReason}`, { defaultValue: t('unpreviewable.no_decoder_other') })}
        </Notice>
      )}
    </div>
  )
}

function Failed({ id, reason, mayEdit }: { id: string; reason: string | null; mayEdit: boolean }) {
  const { t } = useTranslation('library')
  const fetcher = useFetcher()
  return (
    <Notice
      tone="bad"
      title={t('picture.failed')}
      actions={
        mayEdit && (
          <Button
            size="s"
            icon="refresh"
            busy={fetcher.state !== 'idle'}
            onClick={() => fetcher.submit({}, { method: 'post', action: urls.library.retry(id) })}
          >
            {t('picture.retry')}
          </Button>
        )
      }
    >
      {t(`problem.${reason}`, { defaultValue: t('problem.unknown') })}
    </Notice>
  )
}

/** Asks again while a picture is being made. */
function useLookAgain(waiting: boolean): void {
  const revalidator = useRevalidator()
  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(() => revalidator.state === 'idle' && revalidator.revalidate(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [waiting, revalidator])
}
