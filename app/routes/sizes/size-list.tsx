import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SizeOption } from '~/domain/delivery/size-options.server'
import { formatBytes } from '~/i18n/format'
import { Facts } from '~/ui/facts'
import { Icon } from '~/ui/icon'
import { FORMAT_NAMES } from './format-names'
import { SizeProgress } from './size-progress'
import { useSizeDownload } from './use-size-download'

export type LinkedSize = SizeOption & { href: string }

/** The sizes and formats that a file can be downloaded in besides its web form and the original; nothing when there are none. */
export function SizeList({ sizes, locale, level = 2 }: { sizes: LinkedSize[]; locale: string; level?: 2 | 3 }) {
  const { t } = useTranslation('sizes')
  if (sizes.length === 0) return null
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="sizes" aria-labelledby="sizes">
      <Heading id="sizes">{t('title')}</Heading>
      <ul className="size-list">
        {sizes.map((size) => (
          <Size key={size.key} size={size} locale={locale} />
        ))}
      </ul>
      {sizes.some(({ byteSize }) => byteSize === null) && <p className="size-note">{t('made_on_request')}</p>}
    </section>
  )
}

/** A link that works without scripts: the server then shows a page that waits. With scripts the wait is shown here. */
function Size({ size, locale }: { size: LinkedSize; locale: string }) {
  const { t } = useTranslation('sizes')
  const [download, start] = useSizeDownload()
  const { name, format, width, height, colourSpace, dpi, byteSize, href } = size
  const begin = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (download.state !== 'making') start(href)
  }
  return (
    <li className="size">
      <div className="size-text">
        <p className="size-name">
          <bdi>{name}</bdi>
        </p>
        <p className="size-facts numbers">
          <Facts
            of={[
              FORMAT_NAMES[format],
              width && height ? `${width} × ${height} px` : undefined,
              colourSpace === 'cmyk' ? 'CMYK' : undefined,
              dpi ? t('dpi', { dpi }) : undefined,
              byteSize === null ? undefined : formatBytes(byteSize, locale),
            ]}
          />
        </p>
      </div>
      <a
        className="button"
        href={href}
        rel="nofollow"
        onClick={begin}
        aria-disabled={download.state === 'making' || undefined}
      >
        <Icon name="download" />
        <span>{t('download')}</span>
        <span className="sr-only">: {name}</span>
      </a>
      <SizeProgress download={download} onAgain={() => start(href, true)} />
    </li>
  )
}
