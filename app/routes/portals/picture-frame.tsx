import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'
import { urls } from '~/urls'

/** A small, uncropped picture of an asset, on a backdrop on which it is visible. */
export function PictureFrame({ asset }: { asset?: StaffAsset }) {
  const backdrop = asset?.needsDarkBackdrop ? 'dark' : asset?.kind === 'vector' ? 'white' : 'quiet'
  return (
    <span className={`picture-frame backdrop-${backdrop}`}>
      {asset?.hasThumb ? (
        <img src={urls.library.media(asset.versionId, 'thumb')} alt="" loading="lazy" decoding="async" />
      ) : (
        <Icon name={asset ? kindIcon(asset.kind) : 'image'} />
      )}
    </span>
  )
}
