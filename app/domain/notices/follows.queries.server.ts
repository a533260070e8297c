import type { Db } from '~/platform/db.server'

/** What can be followed. */
export type Followed = { assetId: string } | { collectionId: string }

/** Returns whether a person follows an asset or a collection. */
export const isFollowed = async (db: Db, personId: string, followed: Followed): Promise<boolean> =>
  !!(await db
    .selectFrom('follow')
    .where('personId', '=', personId)
    .$call((query) =>
      'assetId' in followed
        ? query.where('assetId', '=', followed.assetId)
        : query.where('collectionId', '=', followed.collectionId),
    )
    .select('personId')
    .executeTakeFirst())
