import { Link } from '@remix-run/react'
import type { SyntheticEvent } from 'react'
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
  smart,
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
  /** In a smart collection: whether a person placed it before what the search found. */
  smart?: { isPlaced: boolean; onPlace: () => void; onLeave: () => void }
}) {
  const { t } = useTranslation(['collections', 'smart', 'ui'])
  const { title } = asset
  const isFound = smart?.isPlaced === false
  return (
    <GridListItem id={asset.id} textValue={title} className="order-item">
      <input
        type="checkbox"
        className="checkbox"
        checked={chosen}
        aria-label={t('ui:tile.select', { title })}
        onChange={(event) => onChoose(event.target.checked)}
      />
      {!isFound && <IconButton icon="grip" label={t('order.drag', { title })} slot="drag" />}
      {isFound ? (
        <span className="order-place numbers muted">{place}</span>
      ) : (
        <button
          type="button"
          className="order-place numbers"
          aria-label={t('order.place', { title, place })}
          onClick={onMove}
        >
          {place}
        </button>
      )}
      <RowPicture asset={asset} />
      <span className="order-title">
        <Link className="link" to={urls.library.asset(asset.id)} dir="auto">
          {title}
        </Link>
        <StateBadge asset={asset} />
        {isCover && <Badge tone="accent">{t('order.cover')}</Badge>}
        {smart?.isPlaced && <Badge icon="star">{t('smart:order.placed')}</Badge>}
        {pin && <PinText pin={pin} locale={locale} />}
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keeps the row from taking a press of its buttons for a choice */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <span className="button-row" onPointerDown={stop} onMouseDown={stop} onClick={stop}>
        {smart && (
          <IconButton
            icon={smart.isPlaced ? 'undo' : 'star'}
            size="s"
            label={t(smart.isPlaced ? 'smart:order.leave' : 'smart:order.put_first', { title })}
            onClick={smart.isPlaced ? smart.onLeave : smart.onPlace}
          />
        )}
        {!isFound && <StepButtons {...{ title, place, total, onStep }} />}
        <IconButton
          icon="close"
          size="s"
          label={t(smart ? 'smart:order.leave_out' : 'order.remove', { title })}
          onClick={onRemove}
        />
      </span>
    </GridListItem>
  )
}

const stop = (event: SyntheticEvent) => event.stopPropagation()

/** Move a row by one place. */
function StepButtons({
  title,
  place,
  total,
  onStep,
}: {
  title: string
  place: number
  total: number
  onStep: (by: -1 | 1) => void
}) {
  const { t } = useTranslation('collections')
  return (
    <>
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
    </>
  )
}
