import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { ButtonLink } from '~/ui/button'
import { classes } from '~/ui/classes'
import { frameOf } from '~/ui/frame'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'
import { urls } from '~/urls'
import { SimilarPictures } from '../../similar/similar-pictures'
import type { loader } from '../panel'
import { StateBadge } from '../state-badge'
import { PanelDetails } from './panel-details'
import { PanelHistory } from './panel-history'

/** How long an asset must stay the focused one before its details are asked for. */
const SETTLED_MS = 150

/** The details of the focused asset beside a result, on screens that have room for both; on others there is its page. */
export function SidePanel({ asset, to }: { asset: StaffAsset | undefined; to: (id: string) => string }) {
  const { t } = useTranslation('result')
  const details = useDetails(asset?.id)
  if (!asset) return <aside className="result-panel panel" aria-label={t('panel.label')} />
  const { backdrop, fit } = frameOf(asset)
  return (
    <aside className="result-panel panel" aria-label={t('panel.label')}>
      <div className={classes('panel-picture', `backdrop-${backdrop}`, fit === 'inset' && 'tile-inset')}>
        {asset.hasThumb ? (
          <img src={urls.library.media(asset.versionId, 'thumb')} alt="" />
        ) : (
          <Icon name={kindIcon(asset.kind)} />
        )}
      </div>
      <div className="panel-title">
        <h2 dir="auto">{asset.title}</h2>
        <StateBadge asset={asset} />
      </div>
      <p className="button-row">
        <ButtonLink size="s" to={to(asset.id)}>
          {t('panel.open')}
        </ButtonLink>
        <ButtonLink size="s" icon="download" href={urls.library.download(asset.versionId, 'original')}>
          {t('panel.download')}
        </ButtonLink>
      </p>
      {details?.id === asset.id && details.details ? (
        <>
          <PanelDetails id={asset.id} details={details.details} locale={details.locale} />
          {asset.hasThumb && <SimilarPictures key={`similar-${asset.id}`} id={asset.id} most={6} level={3} />}
          {details.details.mayEdit && <PanelHistory key={asset.id} id={asset.id} locale={details.locale} />}
        </>
      ) : (
        <p className="muted" role="status">
          {t('panel.loading')}
        </p>
      )}
    </aside>
  )
}

/** Returns the details of an asset, once it has been the focused one for a moment, and no others are being loaded. */
function useDetails(id: string | undefined) {
  const { load, data, state } = useFetcher<typeof loader>()
  const missing = id !== undefined && data?.id !== id && state === 'idle'
  useEffect(() => {
    if (!missing) return
    const timer = setTimeout(() => load(urls.library.panel(id)), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [id, missing, load])
  return data
}
