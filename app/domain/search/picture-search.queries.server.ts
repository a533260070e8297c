import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { isId } from '~/platform/ids.server'
import { KEPT_MINUTES } from './picture-search'

/** Returns a picture that this person searches by, as a WebP, and the name of its file; undefined for others and when it was forgotten. */
export async function findPictureSearch(
  { db, viewer }: Pick<ViewScope, 'db' | 'viewer'>,
  id: string,
): Promise<{ fileName: string; picture: Buffer | null } | undefined> {
  if (!isId(id) || viewer.kind !== 'staff') return undefined
  return db
    .selectFrom('pictureSearch')
    .where('id', '=', id)
    .where('personId', '=', viewer.personId)
    .where(sql<boolean>`asked_at > now() - make_interval(mins => ${KEPT_MINUTES})`)
    .select(['fileName', 'picture'])
    .executeTakeFirst()
}
