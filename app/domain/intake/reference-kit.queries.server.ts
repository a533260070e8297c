import { mayManageShare } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { assetIdsOfShare, findShare } from '~/domain/shares/shares.queries.server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { BriefForm } from './brief'

/** Guests are given only links that the person manages who gives them. Throws `form.choice_gone`. */
export async function requireShare(db: Db, by: Person, shareId: string | undefined): Promise<void> {
  if (!shareId) return
  const share = await findShare(db, shareId)
  if (!share || share.revokedAt || !mayManageShare(by, share))
    throw new DomainError('form.choice_gone', { field: 'shareId' })
}

/** Returns a form without the reference pictures that are not of its reference kit, which guests could not see. */
export async function withKitPictures(db: Db, form: BriefForm): Promise<BriefForm> {
  if (!form.slots.some(({ referenceAssetId }) => referenceAssetId)) return form
  const share = form.shareId ? await findShare(db, form.shareId) : undefined
  const known = new Set(share ? await assetIdsOfShare(db, share) : [])
  const slots = form.slots.map(({ referenceAssetId, ...slot }) => ({
    ...slot,
    referenceAssetId: referenceAssetId && known.has(referenceAssetId) ? referenceAssetId : undefined,
  }))
  return { ...form, slots }
}
