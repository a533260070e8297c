import type { ViewScope } from '~/domain/access/access'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { mayManageShare } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { Brief } from '~/domain/intake/brief'
import { assetIdsOfShare, findShare } from '~/domain/shares/shares.queries.server'

export interface KitPicture {
  id: string
  title: string
}

/** Pictures that are offered to choose from. */
const MOST = 500

interface Asked {
  person: Person
  shareId: string
  /** The brief that is changed: its kit may be a link of somebody else. */
  brief?: Pick<Brief, 'shareId'>
}

/** Returns what a reference kit contains that the person may see; nothing of other links that they do not manage. */
export async function kitPictures(
  scope: ViewScope,
  { person, shareId, brief }: Asked,
  locale: string,
): Promise<KitPicture[]> {
  const share = await findShare(scope.db, shareId)
  if (!share || (brief?.shareId !== shareId && !mayManageShare(person, share))) return []
  const assets = await staffAssets(scope, (await assetIdsOfShare(scope.db, share)).slice(0, MOST), locale)
  return assets.map(({ id, title }) => ({ id, title }))
}
