import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { AssetGrid } from '~/routes/portal/asset-grid'
import { KitForm } from '~/routes/portal/kit-form'
import { Notice } from '~/ui/notice'
import type { OpenLanding } from './landing.server'

/** An open link: who shared what, until when, what it costs; then the pictures, then the download. */
export function OpenShare({ share, dress, assets, sizes, withheld, endsSooner, nonce, locale }: OpenLanding) {
  const { t } = useTranslation('share')
  const grid = (selectable: boolean) => (
    <AssetGrid
      assets={assets}
      layout={dress?.layout ?? 'justified'}
      nonce={nonce}
      locale={locale}
      selectable={selectable}
    />
  )
  return (
    <div className="public-section">
      <p className="eyebrow">{t('open.by', { name: share.by, count: assets.length })}</p>
      <h1>{share.title}</h1>
      {share.message && <p className="public-lead">{share.message}</p>}
      <p className="share-until">
        {share.expiresAt
          ? t('open.until', { date: formatDateTime(share.expiresAt, share.zone, locale) })
          : t('open.no_end')}{' '}
        {t(`open.allows_${share.allows}`)}
      </p>
      {withheld.map(({ reason, count }) => (
        <Notice key={reason} tone="warn">
          {t(`withheld.${reason}`, { count, defaultValue: t('withheld.other', { count }) })}
        </Notice>
      ))}
      {endsSooner > 0 && <Notice tone="info">{t('open.ends_sooner', { count: endsSooner })}</Notice>}
      {share.kitUrl ? (
        <KitForm action={share.kitUrl} sizes={sizes} locale={locale}>
          {grid(true)}
        </KitForm>
      ) : (
        <div className="kit">{grid(false)}</div>
      )}
    </div>
  )
}
