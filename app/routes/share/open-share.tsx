import { useTranslation } from 'react-i18next'
import { formatBytes, formatDateTime } from '~/i18n/format'
import { AssetGrid } from '~/routes/portal/asset-grid'
import { KitForm } from '~/routes/portal/kit-form'
import { PageLinks } from '~/routes/portal/page-links'
import { WithdrawnVersions } from '~/routes/portal/withdrawn-versions'
import { Badge } from '~/ui/badge'
import { Icon } from '~/ui/icon'
import { OtherZone } from '~/ui/other-zone'
import type { OpenLanding, SharedAsset } from './landing.server'

/** An open share: from whom, what and until when; the download; the files; what is left out. */
export function OpenShare(page: OpenLanding) {
  const { share, branding, assets, sizes, locale } = page
  const { t } = useTranslation('share')
  const grid = (
    <AssetGrid
      assets={assets}
      layout={branding?.layout ?? 'justified'}
      locale={locale}
      selectable={(asset) => !!share.kitUrl && !!sizes.bytes[asset.id]}
      below={(asset) => <Delivered asset={asset} page={page} />}
    />
  )
  return (
    <div className="public-section delivery">
      <p className="eyebrow">{t('open.by', { name: isolated(share.by), count: page.page.count })}</p>
      <h1>
        <bdi>{share.title}</bdi>
      </h1>
      {share.message && (
        <blockquote className="delivery-message">
          <bdi>{share.message}</bdi>
        </blockquote>
      )}
      <div className="delivery-terms">
        <Badge tone={share.endsSoon ? 'warn' : 'accent'} icon="clock">
          {share.expiresAt
            ? t('open.until', { date: formatDateTime(share.expiresAt, share.zone, locale) })
            : t('open.no_end')}
        </Badge>
        {share.expiresAt && <OtherZone at={share.expiresAt} zone={share.zone} locale={locale} />}
        <span>{t(share.includesOriginalOnly ? 'open.allows_web_original_only' : `open.allows_${share.allows}`)}</span>
      </div>
      {share.kitUrl ? (
        <KitForm action={share.kitUrl} sizes={sizes} presets={page.kitPresets} pages={page.page.pages} locale={locale}>
          {grid}
          <PageLinks {...page.page} />
        </KitForm>
      ) : (
        <div className="kit">
          {grid}
          <PageLinks {...page.page} />
        </div>
      )}
      <Omissions {...page} />
      <WithdrawnVersions withdrawn={page.withdrawn} />
    </div>
  )
}

/** Isolates a name's direction within a sentence (Unicode 16, section 23.2: FSI and PDI). */
const isolated = (name: string) => `\u2068${name}\u2069`

/** Shown below a picture: its best file, or why it is not part of the download. */
function Delivered({ asset, page: { share, sizes, locale } }: { asset: SharedAsset; page: OpenLanding }) {
  const { t } = useTranslation('share')
  if (share.allows === 'preview') return null
  if (asset.leftOut === 'originalOnly' || asset.leftOut === 'not_made')
    return <p className="shot-quiet">{t(`tile.${asset.leftOut}`)}</p>
  const bytes = sizes.bytes[asset.id]
  if (!bytes || !asset.downloadUrl) return null
  return (
    <a className="shot-download" href={asset.downloadUrl} download>
      <Icon name="download" />
      <span>{t('tile.download')}</span> <bdi className="numbers">{formatBytes(bytes.best, locale)}</bdi>
      <span className="sr-only">{`: ${asset.title}`}</span>
    </a>
  )
}

/** States what is left out, without reasons that visitors must not learn. */
function Omissions({ share, branding, sizes, withheld, originalOnly, notMade, endsSooner }: OpenLanding) {
  const { t } = useTranslation('share')
  const delivers = share.allows !== 'preview'
  const sentences = [
    delivers && sizes.count === 0 && t('left_out.nothing'),
    delivers && originalOnly > 0 && t('left_out.originalOnly', { count: originalOnly }),
    delivers && notMade > 0 && t('left_out.not_made', { count: notMade }),
    withheld > 0 && t('left_out.withheld', { count: withheld }),
    endsSooner > 0 && t('open.ends_sooner', { count: endsSooner }),
  ].filter((sentence) => sentence !== false)
  if (sentences.length === 0) return null
  const contact = branding?.contact.email ?? share.email
  return (
    <p className="delivery-omissions">
      <Icon name="info" />
      <span>
        {sentences.join(' ')}{' '}
        {originalOnly + withheld > 0 && (
          <a className="link" href={`mailto:${contact}`}>
            {t('left_out.ask')}
          </a>
        )}
      </span>
    </p>
  )
}
