import { useTranslation } from 'react-i18next'
import type { SizeOption } from '~/domain/delivery/size-options.server'
import { formatBytes } from '~/i18n/format'
import { Facts } from '~/ui/facts'
import { FORMAT_NAMES } from './format-names'
import { PageDownload } from './page-download'
import { SizeDownload } from './size-download'

export type LinkedSize = SizeOption & { href: string }

interface SizeListProps {
  sizes: LinkedSize[]
  locale: string
  /** Pages of a document, where they are known. */
  pageCount?: number
}

/** The sizes and formats that a file can be downloaded in besides its web form and the original; nothing when there are none. */
export function SizeList({ sizes, locale, pageCount }: SizeListProps) {
  const { t } = useTranslation('sizes')
  if (sizes.length === 0) return null
  const isMade = ({ byteSize, missing }: SizeOption) => byteSize !== null || missing !== null
  return (
    <section className="sizes" aria-labelledby="sizes">
      <h2 id="sizes">{t('title')}</h2>
      <ul className="size-list">
        {sizes.map((size) => (
          <Size key={size.key} size={size} locale={locale} pageCount={pageCount} />
        ))}
      </ul>
      {!sizes.every(isMade) && <p className="size-note">{t('made_on_request')}</p>}
    </section>
  )
}

interface SizeProps extends Omit<SizeListProps, 'sizes'> {
  size: LinkedSize
}

/** What a size is, and its download, or why this file has none. */
function Size({ size, locale, pageCount }: SizeProps) {
  const { t } = useTranslation('sizes')
  const { name, format, width, height, colourSpace, dpi, byteSize, href, missing } = size
  const hasChoice = size.hasPages && pageCount !== 1
  return (
    <li className="size">
      <div className="size-text">
        <p className="size-name">
          <bdi>{name}</bdi>
        </p>
        <p className="size-facts numbers">
          {missing ? (
            t(`missing.${missing}`)
          ) : (
            <Facts
              of={[
                FORMAT_NAMES[format],
                width && height && !hasChoice ? `${width} × ${height} px` : undefined,
                colourSpace === 'cmyk' ? 'CMYK' : undefined,
                dpi ? t('dpi', { dpi }) : undefined,
                byteSize === null || hasChoice ? undefined : formatBytes(byteSize, locale),
                size.isEmbedded ? t('embedded') : undefined,
              ]}
            />
          )}
        </p>
      </div>
      {missing === null &&
        (hasChoice ? (
          <PageDownload name={name} href={href} pageCount={pageCount} />
        ) : (
          <SizeDownload name={name} href={href} />
        ))}
    </li>
  )
}
