import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { AssetTile, TileGrid } from '~/ui/asset-tile'
import { frameOf } from '~/ui/frame'
import { kindIcon } from '~/ui/kind-icon'
import type { RovingGrid } from '~/ui/roving-grid'
import { typeLabel } from '~/ui/type-label'
import { urls } from '~/urls'
import { StateBadge } from './state-badge'

export interface StaffAssetTilesProps {
  assets: StaffAsset[]
  size?: 's' | 'm' | 'l'
  list?: RovingGrid['list']
  tabIndexOf?: RovingGrid['tabIndexOf']
  select?: { name: string; chosen: ReadonlySet<string>; onChange: (id: string, on: boolean, range: boolean) => void }
}

/** Assets as tiles for staff: picture, name, and why an asset is not public. */
export function StaffAssetTiles({ assets, size, list, tabIndexOf, select }: StaffAssetTilesProps) {
  const { t } = useTranslation('library')
  return (
    <TileGrid size={size} choosing={!!select?.chosen.size} {...list}>
      {assets.map((asset, index) => (
        <AssetTile
          key={asset.id}
          id={asset.id}
          tabIndex={tabIndexOf?.(asset.id)}
          to={urls.library.asset(asset.id)}
          title={asset.title}
          kindIcon={kindIcon(asset.kind)}
          picture={
            asset.hasThumb
              ? {
                  src: urls.library.media(asset.versionId, 'thumb'),
                  width: asset.width ?? 480,
                  height: asset.height ?? 360,
                }
              : undefined
          }
          stripUrl={asset.hasThumb && asset.kind === 'video' ? urls.library.media(asset.versionId, 'strip') : undefined}
          {...frameOf(asset)}
          badge={<StateBadge asset={asset} />}
          note={typeLabel(t(`kind.${asset.kind}`), asset.extension)}
          eager={index < 12}
          select={
            select && {
              name: select.name,
              value: asset.id,
              checked: select.chosen.has(asset.id),
              onChange: (on, range) => select.onChange(asset.id, on, range),
            }
          }
        />
      ))}
    </TileGrid>
  )
}
