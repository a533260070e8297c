import { sql } from 'kysely'
import { noteCandidates } from '~/domain/collections/candidates.commands.server'
import { type Db, inTransaction } from '~/platform/db.server'
import type { Storage } from '~/platform/storage'
import { RECIPE } from './document'
import { documentSources } from './document-source.queries.server'
import { readFileContents } from './file-contents.server'
import { noteChangedKeywords } from './keyword-changes.commands.server'
import { storeDocuments } from './store-documents.commands.server'

/** What is indexed with. */
export interface IndexServices {
  db: Db
  storage: Storage
  /** Aborts when the worker stops. */
  signal?: AbortSignal
}

/** Assets that are read and stored at once. */
const BATCH = 250

/**
 * Makes the documents of all assets whose changes wait, several changes of one asset once. A change that is committed while its
 * asset is read waits for the next round.
 */
export async function indexChanges(services: IndexServices): Promise<void> {
  for (;;) {
    services.signal?.throwIfAborted()
    await noteChangedKeywords(services.db)
    const changes = await services.db
      .selectFrom('searchChange')
      .select(['id', 'assetId'])
      .orderBy('isLater')
      .orderBy('id')
      .limit(4 * BATCH)
      .execute()
    if (changes.length === 0) break
    const ids = [...new Set(changes.map(({ assetId }) => assetId))].slice(0, BATCH)
    const done = new Set(ids)
    await indexAssets(
      services,
      ids,
      changes.filter(({ assetId }) => done.has(assetId)).map(({ id }) => id),
    )
  }
  await mergePending(services.db)
}

/**
 * Makes the documents of assets that have none, or one of another recipe, after an asset in the order of their ids. Returns the
 * last of them; undefined when there was none.
 */
export async function indexMissing(services: IndexServices, after: string | undefined): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string
  }>`select asset.id from asset where ${after ? sql`asset.id > ${after}` : sql`true`}
    and not exists (select 1 from search_document d where d.asset_id = asset.id and not d.is_public and d.recipe = ${RECIPE})
    order by asset.id limit ${BATCH}`.execute(services.db)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return undefined
  await indexAssets(services, ids, [])
  await mergePending(services.db)
  return ids.at(-1)
}

async function indexAssets({ db, storage }: IndexServices, ids: string[], changes: number[]): Promise<void> {
  const documents = await documentSources(db, (objects) => readFileContents(storage, objects), ids)
  await inTransaction(db, async (trx) => {
    await storeDocuments(trx, ids, documents)
    await noteCandidates(trx, ids)
    if (changes.length > 0)
      await trx.deleteFrom('searchChange').where('id', '=', sql<number>`any(${changes}::bigint[])`).execute()
  })
}

/** Merges what was written lately into the indexes, which every search reads one after the other until then. */
async function mergePending(db: Db): Promise<void> {
  for (const index of ['search_document_inside_idx', 'search_document_outside_idx'])
    await sql`select gin_clean_pending_list(${index}::regclass)`.execute(db)
}

/** Deletes words that no document has any more. */
export async function trimVocabulary(db: Db): Promise<void> {
  await db.deleteFrom('searchWord').where('frequency', '<=', 0).execute()
}
