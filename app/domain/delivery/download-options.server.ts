import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { editHashOf } from '~/domain/assets/current-edit.server'
import type { Db } from '~/platform/db.server'
import { presetsFor } from '~/platform/images/preset-uses'
import { prepared } from '~/platform/prepared.server'
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
  /** Whether it is an original whose picture is shown edited, which it is delivered without. */
  isUnedited?: boolean
}

const DOWNLOADABLE: readonly RenditionName[] = [...presetsFor('offer'), 'original']

/** The renditions offered as files and the original of an asset as `viewer` may have them now. */
export async function downloadOptions(db: Db, viewer: Viewer, assetId: string, now: Date): Promise<DownloadOption[]> {
  const deliveries = await deliverRenditions({ db, viewer, now }, [assetId], DOWNLOADABLE)
  const [original] = deliveries.original ?? []
  const isEdited = original?.outcome === 'deliverable' && (await isEditedVersion(db, original.deliverable.versionId))
  return DOWNLOADABLE.map((rendition) => {
    const [delivery] = deliveries[rendition]
    if (delivery?.outcome !== 'deliverable') return { rendition, refused: delivery?.refused ?? 'unknown' }
    const { mediaType, width, height, byteSize, fileName } = delivery.deliverable
    const unedited = rendition === 'original' && isEdited ? { isUnedited: true } : {}
    return { rendition, mediaType, width, height, byteSize, fileName, ...unedited }
  })
}

async function isEditedVersion(db: Db, versionId: string): Promise<boolean> {
  const version = await db
    .selectFrom('assetVersion as version')
    .modifyFront(prepared)
    .where('version.id', '=', versionId)
    .select(editHashOf(sql.ref('version.id')).as('edit'))
    .executeTakeFirst()
  return Boolean(version?.edit)
}
