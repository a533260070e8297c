import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'

/** An object that a row refers to, with the digest that its bytes must have. */
export interface ReferredObject {
  objectKey: string
  sha256: string
  byteSize: number
}

/** Every object that a row refers to and that must therefore be in the store, by the table of the row; each has an index of its key. */
const REFERRED = [
  sql`select ('originals/' || o.sha256) collate "C" as object_key, o.sha256, o.byte_size from stored_object o
    where exists (select 1 from asset_version v where v.sha256 = o.sha256)`,
  sql`select object_key collate "C" as object_key, sha256, byte_size from rendition
    where state = 'made' and object_key is not null and object_key not like 'originals/%'`,
  sql`select object_key collate "C" as object_key, sha256, byte_size from version_comparison
    where object_key is not null`,
  sql`select object_key collate "C" as object_key, sha256, byte_size from preset_rendition
    where state = 'made' and object_key is not null`,
  sql`select object_key collate "C" as object_key, sha256, byte_size from embedded_form
    where object_key is not null`,
]

/** Returns the objects after a key, in the order of their keys; one of several rows more than once. */
export async function referredAfter(db: Db, after: string, limit: number): Promise<ReferredObject[]> {
  const parts = REFERRED.map(
    (part) => sql`(select * from (${part}) part where object_key > ${after} order by object_key limit ${limit})`,
  )
  const { rows } = await sql<ReferredObject>`
    select object_key as "objectKey", sha256, byte_size as "byteSize" from (${sql.join(parts, sql` union all `)}) referred
    order by object_key limit ${limit}`.execute(db)
  return rows
}

/** Whether a row still refers to an object with this digest: it may have been deleted while it was being read. */
export async function isStillReferred(db: Db, { objectKey, sha256 }: ReferredObject): Promise<boolean> {
  const parts = REFERRED.map(
    (part) => sql`select 1 from (${part}) part where object_key = ${objectKey} and sha256 = ${sha256}`,
  )
  const { rows } = await sql`${sql.join(parts, sql` union all `)} limit 1`.execute(db)
  return rows.length > 0
}

/**
 * Returns those of the keys that nothing refers to: no row of an object, none that announces bytes before they are stored,
 * and none that says that they are about to be deleted.
 */
export async function unreferred(db: Db, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select key from unnest(${keys}::text[]) as listed (key)
    where not exists (select 1 from stored_object o where o.sha256 = substr(key, 11) and key like 'originals/%')
      and not exists (select 1 from rendition r where r.object_key collate "C" = key)
      and not exists (select 1 from version_comparison c where c.object_key collate "C" = key)
      and not exists (select 1 from preset_rendition p where p.object_key collate "C" = key)
      and not exists (select 1 from embedded_form e where e.object_key collate "C" = key)
      -- While a form is made, its key is not in its row yet; its row cannot be added while its version is locked.
      and not exists (select 1 from embedded_form w
        where w.state = 'waiting' and key like 'embedded/' || w.version_id || '/%')
      and not exists (select 1 from object_deletion d where d.object_key = key)`.execute(db)
  return rows.map((row) => row.key)
}
