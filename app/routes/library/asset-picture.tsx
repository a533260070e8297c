import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { frameOf } from '~/ui/frame'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'
import { MediaFrame } from '~/ui/media-frame'
import { Notice } from '~/ui/notice'
import { typeLabel } from '~/ui/type-label'
import { urls } from '~/urls'
import type { AssetPageData } from './asset'
import { FailedRendition } from './failed-rendition'

const LOOK_AGAIN_MS = 1500

/** The large picture of the current version, or why there is none yet. */
export function AssetPicture({ page }: { page: Pick<AssetPageData, 'asset' | 'version' | 'renditions' | 'mayEdit'> }) {
  const { asset, version, renditions } = page
  const { t } = useTranslation('library')
  const preview = renditions.find((rendition) => rendition.preset === 'preview')
  const failed = renditions.find(({ state, preset }) => state === 'failed' && preset !== 'clean')
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
        backdrop={frame.backdrop}
        inset={frame.fit === 'inset'}
        switchBackdrop={frame.fit === 'inset'}
      />
    )
  return (
    <div className="media-frame">
      <div className="media-stage backdrop-quiet media-stage-none">
        <Icon name={kindIcon(version.kind)} />
        <p>{typeLabel(t(`kind.${version.kind}`), version.extension)}</p>
        {waiting && <p role="status">{t('picture.waiting')}</p>}
      </div>
      {failed && <FailedRendition page={page} title={t('picture.failed')} reason={failed.reason} />}
      {version.unpreviewableReason && (
        <Notice>
          {t(`unpreviewable.${version.unpreviewableReason}`, { defaultValue: t('unpreviewable.no_decoder_other') })}
        </Notice>
      )}
    </div>
  )
}

/** Reloads the page's data at intervals while a picture is being made. */
function useLookAgain(waiting: boolean): void {
  const revalidator = useRevalidator()
  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(() => revalidator.state === 'idle' && revalidator.revalidate(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [waiting, revalidator])
}
