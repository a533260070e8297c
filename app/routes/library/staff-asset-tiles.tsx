import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { TileGrid } from '~/ui/asset-tile'
import type { RovingGrid } from '~/ui/roving-grid'
import { StaffTile } from './staff-tile'

export interface StaffAssetTilesProps {
  assets: StaffAsset[]
  size?: 's' | 'm' | 'l'
  list?: RovingGrid['list']
  tabIndexOf?: RovingGrid['tabIndexOf']
  select?: { name: string; chosen: ReadonlySet<string>; onChange: (id: string, on: boolean, range: boolean) => void }
}

/** Assets as tiles for staff, all of them drawn. */
export function StaffAssetTiles({ assets, size, list, tabIndexOf, select }: StaffAssetTilesProps) {
  return (
    <TileGrid size={size} choosing={!!select?.chosen.size} {...list}>
      {assets.map((asset, index) => (
        <StaffTile
          key={asset.id}
          asset={asset}
          tabIndex={tabIndexOf?.(asset.id)}
          eager={index < 12}
          name={select?.name}
          chosen={select?.chosen.has(asset.id)}
          onChoose={select?.onChange}
        />
      ))}
    </TileGrid>
  )
}
