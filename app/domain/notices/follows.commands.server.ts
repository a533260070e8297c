import type { ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import { inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import type { Followed } from './follows.queries.server'

/** Follows an asset that the person sees, or a collection. Throws `asset.unknown`, `collection.unknown`. */
export async function follow({ db, viewer, now }: ViewScope, personId: string, followed: Followed): Promise<void> {
  await inTransaction(db, async (trx) => {
    const found =
      'assetId' in followed
        ? isId(followed.assetId) &&
          (await trx
            .selectFrom('asset')
            .where('asset.id', '=', followed.assetId)
            .where(visibleTo(viewer, now))
            .select('asset.id')
            .executeTakeFirst())
        : isId(followed.collectionId) &&
          (await trx
            .selectFrom('collection')
            .where('id', '=', followed.collectionId)
            .where('deletedAt', 'is', null)
            .select('id')
            .executeTakeFirst())
    if (!found) throw new DomainError('assetId' in followed ? 'asset.unknown' : 'collection.unknown')
    await trx
      .insertInto('follow')
      .values({ personId, assetId: null, collectionId: null, ...followed })
      .onConflict((oc) => oc.doNothing())
      .execute()
  })
}

/** Ends that a person follows something; does nothing when they do not. */
export async function unfollow({ db }: Pick<ViewScope, 'db'>, personId: string, followed: Followed): Promise<void> {
  const query = db.deleteFrom('follow').where('personId', '=', personId)
  await ('assetId' in followed
    ? query.where('assetId', '=', followed.assetId)
    : query.where('collectionId', '=', followed.collectionId)
  ).execute()
}
