import type { ViewScope } from '~/domain/access/access'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { mayManageShare } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { assetIdsOfShare, findShare } from '~/domain/shares/shares.queries.server'

export interface KitPicture {
  id: string
  title: string
}

/** Pictures that are offered to choose from. */
const MOST = 500

/** Returns what a reference kit contains that the person may see; nothing of a link of somebody else. */
export async function kitPictures(
  scope: ViewScope,
  person: Person,
  shareId: string,
  locale: string,
): Promise<KitPicture[]> {
  const share = await findShare(scope.db, shareId)
  if (!share || !mayManageShare(person, share)) return []
  const assets = await staffAssets(scope, (await assetIdsOfShare(scope.db, share)).slice(0, MOST), locale)
  return assets.map(({ id, title }) => ({ id, title }))
}
