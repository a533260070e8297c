import { useTranslation } from 'react-i18next'
import type { DownloadOption } from '~/domain/delivery/download-options.server'
import type { AssetDetails, PublicAsset } from '~/domain/delivery/public-assets.queries.server'
import { formatDate } from '~/i18n/format'
import type { Viewing } from '~/platform/files/viewing'
import type { PictureSet } from '~/platform/images/picture-set'
import { CopyButton } from '~/ui/copy-button'
import { MediaFrame } from '~/ui/media-frame'
import { assetViewer } from '~/ui/viewers/asset-viewer'
import type { FilmCaptions } from '~/ui/viewers/film-player'
import { pageCountOf } from '../sizes/page-count'
import { type LinkedSize, SizeList } from '../sizes/size-list'
import { AssetFields } from './asset-fields'
import { DownloadCards } from './download-cards'
import { KindCard } from './kind-card'
import type { ShownUrls } from './shown-urls'

interface DetailProps {
  asset: PublicAsset
  details: AssetDetails
  options: (DownloadOption & { href: string })[]
  sizes: LinkedSize[]
  picture?: PictureSet
  viewing?: Viewing & { urls: ShownUrls; tracks: FilmCaptions[] }
  locale: string
  contactEmail?: string | null
}

/** An asset for visitors: the picture, how it may be used, and all its downloads. */
export function AssetDetail(props: DetailProps) {
  const { asset, details, options, sizes, picture, viewing, locale, contactEmail } = props
  const { t } = useTranslation('portal')
  const viewer =
    viewing &&
    assetViewer({
      ...{ viewing, title: asset.title, urlOf: (form) => viewing.urls[form], coverUrl: picture?.src },
      captions: viewing.tracks,
    })
  return (
    <article className="asset">
      <div className="asset-picture">
        {viewer ??
          (picture ? (
            <MediaFrame
              {...picture}
              sizes="(max-width: 60rem) 66vw, 62vw"
              alt={asset.altText}
              width={asset.width ?? 1280}
              height={asset.height ?? 960}
              backdrop={asset.needsDarkBackdrop ? 'dark' : asset.kind === 'vector' ? 'white' : undefined}
              switchBackdrop={asset.kind === 'vector' || asset.needsDarkBackdrop}
              inset={asset.kind === 'vector'}
            />
          ) : (
            <div className="asset-card">
              <KindCard kind={asset.kind} extension={asset.extension} />
              <p>{t(`no_preview.${details.noPreview ?? 'waiting'}`)}</p>
            </div>
          ))}
      </div>
      <div className="asset-facts">
        <h1 lang={asset.titleLocale}>{asset.title}</h1>
        {details.description && (
          <p className="public-lead" lang={details.description.locale}>
            {details.description.value}
          </p>
        )}
        <CaptionCopy details={details} />
        <DownloadCards kind={asset.kind} options={options} locale={locale} contactEmail={contactEmail} />
        <SizeList sizes={sizes} locale={locale} pageCount={pageCountOf(viewing)} />
        <AssetFields fields={details.fields} locale={locale} />
        <Rights details={details} locale={locale} />
        {asset.altText && (
          <section>
            <h2>{t('asset.alt')}</h2>
            <p className="asset-copy">
              <span>{asset.altText}</span>
              <CopyButton text={asset.altText} />
            </p>
          </section>
        )}
        {details.keywords.length > 0 && (
          <ul className="asset-keywords" aria-label={t('asset.keywords')}>
            {details.keywords.map((keyword) => (
              <li key={keyword}>{keyword}</li>
            ))}
          </ul>
        )}
      </div>
    </article>
  )
}

/** Copies the caption together with the credit line, as printed below a picture. */
function CaptionCopy({ details }: { details: AssetDetails }) {
  const { t } = useTranslation('portal')
  const credit = details.creditLine ?? details.creator
  if (!details.description || !credit) return null
  return (
    <p className="asset-caption-copy">
      <CopyButton text={`${details.description.value}\n${credit}`} label={t('asset.caption_copy')} />
    </p>
  )
}

function Rights({ details, locale }: { details: AssetDetails; locale: string }) {
  const { t } = useTranslation('portal')
  const credit = details.creditLine ?? details.creator
  return (
    <section aria-labelledby="rights">
      <h2 id="rights">{t('rights.title')}</h2>
      {details.usageTerms && <p lang={details.usageTerms.locale}>{details.usageTerms.value}</p>}
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
        {details.copyrightNotice && (
          <div>
            <dt>{t('rights.copyright')}</dt>
            <dd>{details.copyrightNotice}</dd>
          </div>
        )}
        {details.licenceName && (
          <div>
            <dt>{t('rights.licence')}</dt>
            <dd>
              {details.licenceUrl ? (
                <a className="link" href={details.licenceUrl} rel="license noreferrer">
                  {details.licenceName}
                </a>
              ) : (
                details.licenceName
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('rights.until')}</dt>
          <dd>{details.expiresAt ? formatDate(details.expiresAt, locale) : t('rights.open_end')}</dd>
        </div>
      </dl>
    </section>
  )
}
