import { useTranslation } from 'react-i18next'
import type { DownloadOption } from '~/domain/delivery/download-options.server'
import { formatBytes } from '~/i18n/format'
import { familyOf } from '~/platform/images/families'
import { Facts } from '~/ui/facts'
import { Icon } from '~/ui/icon'

const FORMATS: Record<string, string> = { jpg: 'JPEG', tif: 'TIFF', webp: 'WebP', webm: 'WebM' }

/** Returns the name of a format as people say it, by the ending of a file's name. */
function formatName(fileName = ''): string {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  return FORMATS[ending] ?? ending.toUpperCase()
}

/** Each download of an asset as a card: purpose, format, pixels and bytes, or why it is not available. */
export function DownloadCards({
  kind,
  options,
  locale,
  contactEmail,
}: {
  kind: string
  options: (DownloadOption & { href: string })[]
  locale: string
  contactEmail?: string | null
}) {
  const { t } = useTranslation('portal')
  const family = familyOf(kind)
  const purpose = ({ rendition }: DownloadOption) =>
    t([`common:preset.${rendition}.purpose_${family}`, `common:preset.${rendition}.purpose`])
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
              <p className="download-option-purpose">{purpose(option)}</p>
              {option.refused ? (
                <p className="download-option-facts">
                  <Icon name="lock" />
                  {t(`refused.${option.refused}`, { defaultValue: t('refused.unknown') })}
                </p>
              ) : (
                <p className="download-option-facts numbers">
                  <Facts
                    of={[
                      formatName(option.fileName),
                      option.width && option.height ? `${option.width} × ${option.height} px` : undefined,
                      formatBytes(option.byteSize ?? 0, locale),
                    ]}
                  />
                </p>
              )}
              {option.isUnedited && <p className="download-option-facts">{t('download_option.unedited')}</p>}
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
                <span className="sr-only">{`: ${purpose(option)}`}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
