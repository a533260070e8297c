import { sql } from 'kysely'
import { appliesTo } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import type { Db } from '~/platform/db.server'
import type { FormAsset } from './description'

/** Returns the fields that a form has of assets; of one that is gone all, so that the form can be read. Checks no permission. */
export async function formAssets(db: Db, ids: readonly string[]): Promise<FormAsset[]> {
  const kinds = await db
    .selectFrom('asset')
    .select(['id', 'kind'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  const fields = (await listFields(db)).filter(({ retiredAt }) => !retiredAt)
  return ids.map((id) => {
    const kind = kinds.find((asset) => asset.id === id)?.kind
    return { id, fields: kind ? fields.filter((field) => appliesTo(field, kind)) : fields }
  })
}
