import { useTranslation } from 'react-i18next'
import type { DownloadOption } from '~/domain/delivery/download-options.server'
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

/** Each download of an asset as a card: purpose, format, pixels and bytes, or why it is not available. */
export function DownloadCards({
  options,
  locale,
  contactEmail,
}: {
  options: (DownloadOption & { href: string })[]
  locale: string
  contactEmail?: string | null
}) {
  const { t } = useTranslation('portal')
  const open = options.filter((option) => !option.refused)
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{t('download_option.title')}</h2>
      <ul className="download-options">
        {options.map((option) => (
          <li
            key={option.rendition}
            className={option.refused ? 'download-option download-option-refused' : 'download-option'}
          >
            <div className="download-option-text">
              <p className="download-option-purpose">{t(`common:preset.${option.rendition}.purpose`)}</p>
              {option.refused ? (
                <p className="download-option-facts">
                  <Icon name="lock" />
                  {t(`refused.${option.refused}`, { defaultValue: t('refused.unknown') })}
                </p>
              ) : (
                <p className="download-option-facts numbers">
                  <Facts
                    of={[
                      formatName(option.mediaType ?? ''),
                      option.width && option.height ? `${option.width} × ${option.height} px` : undefined,
                      formatBytes(option.byteSize ?? 0, locale),
                    ]}
                  />
                </p>
              )}
            </div>
            {option.refused ? (
              contactEmail && (
                <a className="button" href={`mailto:${contactEmail}`}>
                  {t('download_option.ask')}
                </a>
              )
            ) : (
              <a
                className={option === open[0] ? 'button button-primary' : 'button'}
                href={option.href}
                download={option.fileName}
              >
                <Icon name="download" />
                <span>{t('download_option.download')}</span>
                <span className="sr-only">{`: ${t(`common:preset.${option.rendition}.purpose`)}`}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
