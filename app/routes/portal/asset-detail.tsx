import { useTranslation } from 'react-i18next'
import type { DownloadOption } from '~/domain/access/download-options.server'
import type { AssetDetails, PublicAsset } from '~/domain/access/public-assets.server'
import { formatDate } from '~/i18n/format'
import type { PictureSet } from '~/platform/images/picture-set'
import { CopyButton } from '~/ui/copy-button'
import { MediaFrame } from '~/ui/media-frame'
import { KindCard } from './kind-card'
import { OfferCards } from './offer-cards'

interface DetailProps {
  asset: PublicAsset
  story: AssetDetails
  offers: (DownloadOption & { href: string })[]
  picture?: PictureSet
  locale: string
  contactEmail?: string | null
}

/** One asset for a visitor: the picture, what may be done with it in plain words, and every form it leaves in. */
export function AssetDetail({ asset, story, offers, picture, locale, contactEmail }: DetailProps) {
  const { t } = useTranslation('portal')
  return (
    <article className="asset">
      <div className="asset-picture">
        {picture ? (
          <MediaFrame
            {...picture}
            sizes="(max-width: 60rem) 66vw, 62vw"
            alt={asset.altText}
            width={asset.width ?? 1280}
            height={asset.height ?? 960}
            ground={asset.onDark ? 'dark' : asset.kind === 'vector' ? 'white' : undefined}
            switchGround={asset.kind === 'vector' || asset.onDark}
            inset={asset.kind === 'vector'}
          />
        ) : (
          <div className="asset-card">
            <KindCard kind={asset.kind} extension={asset.extension} />
            <p>
              {t(`no_preview.${asset.unpreviewableReason ?? 'unknown'}`, { defaultValue: t('no_preview.unknown') })}
            </p>
          </div>
        )}
      </div>
      <div className="asset-facts">
        <h1 lang={asset.titleLocale}>{asset.title}</h1>
        {story.description && (
          <p className="public-lead" lang={story.description.locale}>
            {story.description.value}
          </p>
        )}
        <CaptionCopy story={story} />
        <OfferCards offers={offers} locale={locale} contactEmail={contactEmail} />
        <Rights story={story} locale={locale} />
        {asset.altText && (
          <section>
            <h2>{t('asset.alt')}</h2>
            <p className="asset-copy">
              <span>{asset.altText}</span>
              <CopyButton text={asset.altText} />
            </p>
          </section>
        )}
        {story.keywords.length > 0 && (
          <ul className="asset-keywords" aria-label={t('asset.keywords')}>
            {story.keywords.map((keyword) => (
              <li key={keyword}>{keyword}</li>
            ))}
          </ul>
        )}
      </div>
    </article>
  )
}

/** What goes under the picture in print: its caption with the credit line, in one copy. */
function CaptionCopy({ story }: { story: AssetDetails }) {
  const { t } = useTranslation('portal')
  const credit = story.creditLine ?? story.creator
  if (!story.description || !credit) return null
  return (
    <p className="asset-caption-copy">
      <CopyButton text={`${story.description.value}\n${credit}`} label={t('asset.caption_copy')} />
    </p>
  )
}

function Rights({ story, locale }: { story: AssetDetails; locale: string }) {
  const { t } = useTranslation('portal')
  const credit = story.creditLine ?? story.creator
  return (
    <section aria-labelledby="rights">
      <h2 id="rights">{t('rights.title')}</h2>
      {story.usageTerms && <p lang={story.usageTerms.locale}>{story.usageTerms.value}</p>}
      <dl className="asset-rights">
        {credit && (
          <div>
            <dt>{t('rights.credit')}</dt>
            <dd className="asset-copy">
              <span>{credit}</span>
              <CopyButton text={credit} />
            </dd>
          </div>
        )}
        {story.copyrightNotice && (
          <div>
            <dt>{t('rights.copyright')}</dt>
            <dd>{story.copyrightNotice}</dd>
          </div>
        )}
        {story.licenceName && (
          <div>
            <dt>{t('rights.licence')}</dt>
            <dd>
              {story.licenceUrl ? (
                <a className="link" href={story.licenceUrl} rel="license noreferrer">
                  {story.licenceName}
                </a>
              ) : (
                story.licenceName
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('rights.until')}</dt>
          <dd>{story.expiresAt ? formatDate(story.expiresAt, locale) : t('rights.open_end')}</dd>
        </div>
      </dl>
    </section>
  )
}
