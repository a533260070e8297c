import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { KEPT_MINUTES } from './picture-search'

/** Forgets the pictures that were searched by an hour ago and before. */
export async function forgetPictures(db: Db): Promise<void> {
  await db
    .deleteFrom('pictureSearch')
    .where(sql<boolean>`asked_at <= now() - make_interval(mins => ${KEPT_MINUTES})`)
    .execute()
}
