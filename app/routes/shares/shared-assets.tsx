import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { StaffAssetTiles } from '~/routes/library/staff-asset-tiles'
import { Notice } from '~/ui/notice'

/** The assets of a share, with notes on those that its recipients cannot get now. */
export function SharedAssets({
  assets,
  errors,
  children,
}: {
  assets: StaffAsset[]
  errors?: string[]
  children?: ReactNode
}) {
  const { t } = useTranslation('shares')
  const now = Date.now()
  const unapproved = assets.filter((asset) => !asset.isApproved).length
  const embargoed = assets.filter((asset) => asset.embargoUntil && asset.embargoUntil.getTime() > now).length
  const ended = assets.filter((asset) => asset.expiresAt && asset.expiresAt.getTime() <= now).length
  return (
    <aside className="stack" aria-label={t('aside.title')}>
      {errors && <Notice tone="bad">{errors.join(' ')}</Notice>}
      {unapproved > 0 && <Notice tone="warn">{t('aside.unapproved', { count: unapproved })}</Notice>}
      {embargoed > 0 && <Notice tone="warn">{t('aside.embargoed', { count: embargoed })}</Notice>}
      {ended > 0 && <Notice tone="warn">{t('aside.ended', { count: ended })}</Notice>}
      {children}
      <StaffAssetTiles assets={assets.slice(0, 24)} size="s" />
      {assets.length > 24 && <p className="muted">{t('aside.more', { count: assets.length - 24 })}</p>}
    </aside>
  )
}
