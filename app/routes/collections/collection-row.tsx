import { Link } from '@remix-run/react'
import { GridListItem } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Pin } from '~/domain/assets/pin'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { RowPicture } from '~/routes/library/row-picture'
import { StateBadge } from '~/routes/library/state-badge'
import { PinText } from '~/routes/pins/pin-text'
import { Badge } from '~/ui/badge'
import { IconButton } from '~/ui/icon-button'
import { urls } from '~/urls'

/** An asset of a collection: checkbox, position and move buttons. */
export function CollectionRow({
  asset,
  place,
  total,
  isCover,
  pin,
  locale,
  chosen,
  onChoose,
  onStep,
  onMove,
  onRemove,
}: {
  asset: StaffAsset
  place: number
  total: number
  isCover: boolean
  pin: Pin | undefined
  locale: string
  chosen: boolean
  onChoose: (on: boolean) => void
  onStep: (by: -1 | 1) => void
  onMove: () => void
  onRemove: () => void
}) {
  const { t } = useTranslation(['collections', 'ui'])
  const { title } = asset
  return (
    <GridListItem id={asset.id} textValue={title} className="order-item">
      <input
        type="checkbox"
        className="checkbox"
        checked={chosen}
        aria-label={t('ui:tile.select', { title })}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <IconButton icon="grip" label={t('order.drag', { title })} slot="drag" />
      <button
        type="button"
        className="order-place numbers"
        aria-label={t('order.place', { title, place })}
        onClick={onMove}
      >
        {place}
      </button>
      <RowPicture asset={asset} />
      <span className="order-title">
        <Link className="link" to={urls.library.asset(asset.id)} dir="auto">
          {title}
        </Link>
        <StateBadge asset={asset} />
        {isCover && <Badge tone="accent">{t('order.cover')}</Badge>}
        {pin && <PinText pin={pin} locale={locale} />}
      </span>
      <span className="button-row">
        <IconButton
          icon="arrow-up"
          size="s"
          label={t('order.up', { title })}
          disabled={place === 1}
          data-step={-1}
          onClick={() => onStep(-1)}
        />
        <IconButton
          icon="arrow-down"
          size="s"
          label={t('order.down', { title })}
          disabled={place === total}
          data-step={1}
          onClick={() => onStep(1)}
        />
        <IconButton icon="close" size="s" label={t('order.remove', { title })} onClick={onRemove} />
      </span>
    </GridListItem>
  )
}
