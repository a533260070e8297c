import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { hasPictures } from '~/platform/images/families'
import { recipeHashesOf } from '~/platform/images/preset-recipes'
import { frameOf } from '~/ui/frame'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'
import { MediaFrame } from '~/ui/media-frame'
import { typeLabel } from '~/ui/type-label'
import { assetViewer } from '~/ui/viewers/asset-viewer'
import { captionTracks } from '~/ui/viewers/caption-tracks'
import { urls } from '~/urls'
import type { AssetPageData } from './asset'
import { UnmadeRenditions } from './unmade-renditions'
import { useLookAgain } from './use-look-again'

/** The large picture of the current version, or why there is none yet. */
export function AssetPicture({
  page,
  over,
}: {
  page: Pick<
    AssetPageData,
    'asset' | 'version' | 'renditions' | 'viewing' | 'mayEdit' | 'mayManageConversions' | 'locale'
  >
  /** What lies over a picture that is shown alone. */
  over?: ReactNode
}) {
  const { asset, version, renditions, viewing, locale } = page
  const { t } = useTranslation('library')
  const preview = renditions.find((rendition) => rendition.preset === 'preview')
  const waiting = !version.unpreviewableReason && hasPictures(version.kind) && (!preview || preview.state === 'waiting')
  useLookAgain(waiting || isBeingMade(version.kind, renditions))
  const frame = frameOf(version)
  const viewer =
    viewing &&
    assetViewer({
      ...{ viewing, title: asset.title, urlOf: (form) => urls.library.media(version.id, form) },
      captions: captionTracks(viewing.captions, locale, (language) => urls.library.captionFile(asset.id, language)),
      coverUrl: preview?.state === 'made' ? urls.library.media(version.id, 'preview') : undefined,
    })
  if (viewer)
    return (
      <>
        {viewer}
        {hasPictures(version.kind) && <UnmadeRenditions page={page} />}
      </>
    )
  if (preview?.state === 'made')
    return (
      <>
        <MediaFrame
          src={urls.library.media(version.id, 'preview')}
          width={preview.width ?? 1600}
          height={preview.height ?? 1200}
          alt={asset.title}
          backdrop={frame.backdrop}
          inset={frame.fit === 'inset'}
          switchBackdrop={frame.fit === 'inset'}
          over={over}
        />
        <UnmadeRenditions page={page} />
      </>
    )
  return (
    <div className="media-frame">
      <div className="media-stage backdrop-quiet media-stage-none">
        <Icon name={kindIcon(version.kind)} />
        <p>{typeLabel(t(`kind.${version.kind}`), version.extension)}</p>
        {waiting && <p role="status">{t('picture.waiting')}</p>}
      </div>
      <UnmadeRenditions page={page} />
    </div>
  )
}

/** Forms that no viewer waits for. */
const SENT_ALONE: ReadonlySet<string> = new Set(['web', 'strip'])

/** Whether a form that the kind of a file has, and that the page shows, is still to be made. */
const isBeingMade = (kind: string, renditions: AssetPageData['renditions']): boolean =>
  Object.keys(recipeHashesOf(kind)).some(
    (preset) =>
      !SENT_ALONE.has(preset) &&
      !renditions.some((rendition) => rendition.preset === preset && rendition.state !== 'waiting'),
  )
