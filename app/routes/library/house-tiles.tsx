import { useTranslation } from 'react-i18next'
import type { HouseAsset } from '~/domain/access/house-assets.server'
import { AssetTile, TileGrid } from '~/ui/asset-tile'
import { urls } from '~/urls'
import { kindIcon } from './kind-icon'
import { StateBadge } from './state-badge'

/** Assets as tiles for staff: picture, name, and what keeps each from the world. */
export function HouseTiles({
  assets,
  size,
  select,
}: {
  assets: HouseAsset[]
  size?: 's' | 'm' | 'l'
  select?: { name: string; chosen?: ReadonlySet<string>; onChange?: (id: string, checked: boolean) => void }
}) {
  const { t } = useTranslation('library')
  return (
    <TileGrid size={size}>
      {assets.map((asset, index) => (
        <AssetTile
          key={asset.id}
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
          ground={asset.onDark ? 'dark' : asset.kind === 'vector' ? 'white' : 'quiet'}
          fit={asset.kind === 'vector' ? 'inset' : 'fill'}
          badge={<StateBadge asset={asset} />}
          note={[t(`kind.${asset.kind}`), asset.extension.toUpperCase()].join(' · ')}
          eager={index < 12}
          select={
            select && {
              name: select.name,
              value: asset.id,
              ...(select.onChange
                ? {
                    checked: select.chosen?.has(asset.id) ?? false,
                    onChange: (on: boolean) => select.onChange?.(asset.id, on),
                  }
                : {}),
            }
          }
        />
      ))}
    </TileGrid>
  )
}
