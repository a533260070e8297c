import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'

/** An object that a row refers to, with the digest that its bytes must have. */
export interface ReferredObject {
  objectKey: string
  sha256: string
  byteSize: number
}

/** Every object that a row refers to and that must therefore be in the store. */
const REFERRED = sql`(
  select 'originals/' || o.sha256 as object_key, o.sha256, o.byte_size from stored_object o
  where exists (select 1 from asset_version v where v.sha256 = o.sha256)
  union
  select object_key, sha256, byte_size from rendition
  where state = 'made' and object_key is not null and object_key not like 'originals/%'
  union
  select object_key, sha256, byte_size from version_comparison where object_key is not null
  union
  select object_key, sha256, byte_size from preset_rendition where state = 'made' and object_key is not null
)`

/** Returns the objects after a key, in the order of their keys. */
export async function referredAfter(db: Db, after: string, limit: number): Promise<ReferredObject[]> {
  const { rows } = await sql<ReferredObject>`select object_key as "objectKey", sha256, byte_size as "byteSize"
    from ${REFERRED} as referred where object_key collate "C" > ${after} order by object_key collate "C" limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Whether a row still refers to an object with this digest: it may have been deleted while it was being read. */
export async function isStillReferred(db: Db, { objectKey, sha256 }: ReferredObject): Promise<boolean> {
  const { rows } = await sql`select 1 from ${REFERRED} as referred
    where object_key = ${objectKey} and sha256 = ${sha256} limit 1`.execute(db)
  return rows.length > 0
}

/**
 * Returns those of the keys that nothing refers to: no row of an object, none that announces bytes before they are stored,
 * and none that says that they are about to be deleted.
 */
export async function unreferred(db: Db, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select key from unnest(${keys}::text[]) as listed (key)
    where not exists (select 1 from stored_object o where key = 'originals/' || o.sha256)
      and not exists (select 1 from rendition r where r.object_key = key)
      and not exists (select 1 from version_comparison c where c.object_key = key)
      and not exists (select 1 from preset_rendition p where p.object_key = key)
      and not exists (select 1 from object_deletion d where d.object_key = key)`.execute(db)
  return rows.map((row) => row.key)
}
