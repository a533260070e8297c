import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { WithdrawnVersions } from '~/routes/portal/withdrawn-versions'
import { Badge } from '~/ui/badge'
import { Icon } from '~/ui/icon'
import { OtherZone } from '~/ui/other-zone'
import type { OpenLanding } from './landing.server'
import { ShareFiles } from './share-files'

/** An open share: from whom, what and until when; the download; the files; what is left out. */
export function OpenShare(page: OpenLanding) {
  const { share, locale } = page
  const { t } = useTranslation('share')
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
      <ShareFiles {...page} isKept={page.page.pages > 1 || page.hasSearch} />
      <Omissions {...page} />
      <WithdrawnVersions withdrawn={page.withdrawn} />
    </div>
  )
}

/** Isolates a name's direction within a sentence (Unicode 16, section 23.2: FSI and PDI). */
const isolated = (name: string) => `\u2068${name}\u2069`

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
