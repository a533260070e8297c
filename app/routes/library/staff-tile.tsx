import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { AssetTile, type TilePlace } from '~/ui/asset-tile'
import { frameOf } from '~/ui/frame'
import { kindIcon } from '~/ui/kind-icon'
import { typeLabel } from '~/ui/type-label'
import { urls } from '~/urls'
import { StateBadge } from './state-badge'

export interface StaffTileProps {
  asset: StaffAsset
  /** The page of the asset, when it is opened from a result. */
  to?: string
  tabIndex?: 0 | -1
  eager?: boolean
  place?: TilePlace
  /** Name of the checkbox; without one the tile cannot be selected. */
  name?: string
  chosen?: boolean
  onChoose?: (id: string, on: boolean, range: boolean) => void
}

/** One asset as a tile for staff: picture, name, and why it is not public. */
export function StaffTile({ asset, to, tabIndex, eager, place, name, chosen, onChoose }: StaffTileProps) {
  const { t } = useTranslation('library')
  const media = (preset: string) => urls.library.media(asset.versionId, preset)
  return (
    <AssetTile
      id={asset.id}
      tabIndex={tabIndex}
      to={to ?? urls.library.asset(asset.id)}
      title={asset.title}
      kindIcon={kindIcon(asset.kind)}
      picture={
        asset.hasThumb ? { src: media('thumb'), width: asset.width ?? 480, height: asset.height ?? 360 } : undefined
      }
      stripUrl={asset.hasThumb && asset.kind === 'video' ? media('strip') : undefined}
      {...frameOf(asset)}
      badge={<StateBadge asset={asset} />}
      note={typeLabel(t(`kind.${asset.kind}`), asset.extension)}
      eager={eager}
      place={place}
      select={
        name !== undefined && onChoose
          ? {
              ...{ name, value: asset.id, checked: chosen },
              onChange: (on, range) => onChoose(asset.id, on, range),
            }
          : undefined
      }
    />
  )
}

/** A tile of a long list, drawn again only when something of it changes; `place` must stay the same object meanwhile. */
export const LongListTile = memo(StaffTile)
