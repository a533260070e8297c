import type { SelectQueryBuilder } from 'kysely'
import type { Schema } from '#db/schema'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { localized } from '~/platform/localized.server'
import { prepared } from '~/platform/prepared.server'
import type { Collection } from './collection'

type Collections<Tables extends keyof Schema> = SelectQueryBuilder<Schema, Tables | 'collection', object>

const texts = (field: 'title' | 'introduction') => localized('collection', field)

/** Returns collections with their texts in every language; the caller narrows and orders the query. */
export function collectionTexts<Tables extends keyof Schema = 'collection'>(
  db: Db,
  narrow: (query: Collections<'collection'>) => Collections<Tables>,
): Promise<Collection[]> {
  return (narrow(db.selectFrom('collection').where('collection.deletedAt', 'is', null)) as Collections<'collection'>)
    .modifyFront(prepared)
    .select(['collection.id', 'collection.slug', 'collection.sourceLocale', 'collection.coverAssetId'])
    .select([texts('title').as('title'), texts('introduction').as('introduction')])
    .execute()
}

/** Returns a collection with its texts in every language; undefined when there is none. */
export async function findCollection(db: Db, id: string): Promise<Collection | undefined> {
  if (!isId(id)) return undefined
  const [found] = await collectionTexts(db, (query) => query.where('collection.id', '=', id))
  return found
}
