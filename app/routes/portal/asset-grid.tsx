import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '~/i18n/format'
import { sentence } from '~/i18n/sentence'
import { classes } from '~/ui/classes'
import { EmptyState } from '~/ui/empty-state'
import { AssetStyles, assetClass } from './asset-styles'
import { KindCard } from './kind-card'
import type { Tile } from './tile'

const FIRST_ROW = 4
const SOON = 30 * 86_400_000

/**
 * The pictures of a collection or share: justified rows in their own aspect ratios, or uniform tiles. Few elements
 * each.
 */
export function AssetGrid<A extends Tile>({
  assets,
  layout,
  locale,
  selectable = () => true,
  below,
}: {
  assets: A[]
  layout: 'justified' | 'uniform'
  locale: string
  selectable?: (asset: A) => boolean
  /** Renders more about an asset, below its picture. */
  below?: (asset: A) => ReactNode
}) {
  const { t } = useTranslation('portal')
  const pick = sentence(t, 'kit.pick', 'title')
  const drawings = assets.filter((asset) => asset.kind === 'vector')
  // Logos in their own aspect ratios look ragged, so a page of drawings only uses tiles, whatever layout the portal
  // has.
  const shown = drawings.length === assets.length ? 'uniform' : layout
  if (assets.length === 0) return <EmptyState icon="image" title={t('collection.empty')} />
  return (
    <>
      <AssetStyles assets={assets.filter((asset) => asset.kind !== 'vector')} />
      <ul className={`shots shots-${shown}`}>
        {assets.map((asset, index) => (
          <li key={asset.id} className={`shot ${assetClass(asset.id)}`}>
            <a
              href={asset.href}
              className={classes(
                'shot-picture',
                asset.kind === 'vector' && 'shot-drawing',
                asset.needsDarkBackdrop && 'backdrop-dark',
              )}
            >
              {asset.src ? (
                <img
                  src={asset.src}
                  alt={asset.altText}
                  decoding="async"
                  // The first row is visible at once, and its first picture usually determines when the page looks
                  // complete.
                  loading={index < FIRST_ROW ? undefined : 'lazy'}
                  fetchPriority={index === 0 ? 'high' : undefined}
                />
              ) : (
                <KindCard kind={asset.kind} extension={asset.extension ?? ''} />
              )}
              <span className="shot-title" lang={asset.titleLocale}>
                {asset.title}
              </span>
            </a>
            {asset.expiresAt && asset.expiresAt.getTime() - Date.now() < SOON && (
              <p className="shot-note">{t('asset.until', { date: formatDate(asset.expiresAt, locale) })}</p>
            )}
            {below?.(asset)}
            {selectable(asset) && (
              <label className="shot-check">
                <input
                  type="checkbox"
                  className="checkbox"
                  name="asset"
                  value={asset.id}
                  aria-label={pick(asset.title)}
                />
              </label>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
