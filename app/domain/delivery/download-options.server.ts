import type { Viewer } from '~/domain/access/access'
import type { Db } from '~/platform/db.server'
import { presetsFor } from '~/platform/images/preset-uses'
import { deliverRenditions, type Refused, type RenditionName } from './delivery.server'

/** One way to download an asset on its page: its facts, and why it is refused if it is. */
export interface DownloadOption {
  rendition: RenditionName
  mediaType?: string
  width?: number | null
  height?: number | null
  byteSize?: number
  fileName?: string
  refused?: Refused
}

const DOWNLOADABLE: readonly RenditionName[] = [...presetsFor('offer'), 'original']

/** The renditions offered as files and the original of an asset as `viewer` may have them now. */
export async function downloadOptions(db: Db, viewer: Viewer, assetId: string, now: Date): Promise<DownloadOption[]> {
  const deliveries = await deliverRenditions({ db, viewer, now }, [assetId], DOWNLOADABLE)
  return DOWNLOADABLE.map((rendition) => {
    const [delivery] = deliveries[rendition]
    if (delivery?.outcome !== 'deliverable') return { rendition, refused: delivery?.refused ?? 'unknown' }
    const { mediaType, width, height, byteSize, fileName } = delivery.deliverable
    return { rendition, mediaType, width, height, byteSize, fileName }
  })
}
