import type { SerializeFrom } from '@remix-run/node'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { classes } from '~/ui/classes'
import { frameOf } from '~/ui/frame'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'
import { urls } from '~/urls'

type Pictured = Pick<
  SerializeFrom<StaffAsset>,
  'kind' | 'extension' | 'needsDarkBackdrop' | 'hasThumb' | 'versionId' | 'title'
>

/** The address of the large picture of a file. */
export const largePicture = (asset: Pick<StaffAsset, 'versionId'>): string =>
  urls.library.media(asset.versionId, 'preview')

/** The picture of a file, as large as there is room for. */
export function WorkPicture({ asset, isSmall }: { asset: Pictured; isSmall?: boolean }) {
  const { backdrop, fit } = frameOf(asset)
  return (
    <div className={classes('describe-picture', `backdrop-${backdrop}`, fit === 'inset' && 'tile-inset')}>
      {asset.hasThumb ? (
        <img
          src={isSmall ? urls.library.media(asset.versionId, 'small') : largePicture(asset)}
          alt={asset.title}
          loading={isSmall ? 'lazy' : undefined}
        />
      ) : (
        <Icon name={kindIcon(asset.kind)} />
      )}
    </div>
  )
}
