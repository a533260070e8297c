import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { classes } from '~/ui/classes'
import { frameOf } from '~/ui/frame'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'
import { urls } from '~/urls'

/** The small picture at the start of a row, displayed as in a grid. */
export function RowPicture({
  asset,
}: {
  asset: Pick<StaffAsset, 'kind' | 'extension' | 'needsDarkBackdrop' | 'hasThumb' | 'versionId'>
}) {
  const { backdrop, fit } = frameOf(asset)
  return (
    <span className={classes('order-picture', `backdrop-${backdrop}`, fit !== 'whole' && `tile-${fit}`)}>
      {asset.hasThumb ? (
        <img src={urls.library.media(asset.versionId, 'thumb')} alt="" loading="lazy" />
      ) : (
        <Icon name={kindIcon(asset.kind)} />
      )}
    </span>
  )
}
