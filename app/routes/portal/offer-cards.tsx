import { useTranslation } from 'react-i18next'
import type { DownloadOption } from '~/domain/access/download-options.server'
import { formatBytes } from '~/i18n/format'
import { Facts } from '~/ui/facts'
import { Icon } from '~/ui/icon'

const FORMATS: Record<string, string> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/svg+xml': 'SVG',
  'image/tiff': 'TIFF',
  'image/gif': 'GIF',
  'application/pdf': 'PDF',
}

const formatName = (mediaType: string) => FORMATS[mediaType] ?? mediaType.split('/')[1]?.toUpperCase() ?? mediaType

/** Every form of an asset as a card: what it is for, its format, pixels and bytes; what may not leave says why. */
export function OfferCards({
  offers,
  locale,
  contactEmail,
}: {
  offers: (DownloadOption & { href: string })[]
  locale: string
  contactEmail?: string | null
}) {
  const { t } = useTranslation('portal')
  const open = offers.filter((offer) => !offer.refused)
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{t('offer.title')}</h2>
      <ul className="offers">
        {offers.map((offer) => (
          <li key={offer.rendition} className={offer.refused ? 'offer offer-refused' : 'offer'}>
            <div className="offer-text">
              <p className="offer-purpose">{t(`offer.${offer.rendition}`)}</p>
              {offer.refused ? (
                <p className="offer-facts">
                  <Icon name="lock" />
                  {t(`refused.${offer.refused}`, { defaultValue: t('refused.unknown') })}
                </p>
              ) : (
                <p className="offer-facts numbers">
                  <Facts
                    of={[
                      formatName(offer.mediaType ?? ''),
                      offer.width && offer.height ? `${offer.width} × ${offer.height} px` : undefined,
                      formatBytes(offer.byteSize ?? 0, locale),
                    ]}
                  />
                </p>
              )}
            </div>
            {offer.refused ? (
              contactEmail && (
                <a className="button" href={`mailto:${contactEmail}`}>
                  {t('offer.ask')}
                </a>
              )
            ) : (
              <a
                className={offer === open[0] ? 'button button-primary' : 'button'}
                href={offer.href}
                download={offer.fileName}
              >
                <Icon name="download" />
                <span>{t('offer.download')}</span>
                <span className="sr-only">{`: ${t(`offer.${offer.rendition}`)}`}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
