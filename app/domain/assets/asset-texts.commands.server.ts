import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockById } from '~/platform/lock.server'
import type { AssetTexts, TextField } from './asset'
import { type StatedMetadata, textRows } from './stated-metadata'

/** Sets the texts of an asset in every language; an empty text removes that language. Throws `asset.unknown`. */
export async function describeAsset(
  db: Db,
  by: Person,
  assetId: string,
  input: z.output<typeof AssetTexts>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const asset = await lockById(trx.selectFrom('asset').select('id').where('deletedAt', 'is', null), assetId)
    if (!asset) throw new DomainError('asset.unknown')
    const { keywords, title, description, altText, usageTerms } = input
    const texts = { title, description, alt_text: altText, usage_terms: usageTerms }
    const rows = Object.entries(texts).flatMap(([field, values]) =>
      Object.entries(values).flatMap(([locale, value]) =>
        value ? [{ assetId, field: field as TextField, locale, value }] : [],
      ),
    )
    const named = rows.find((row) => row.field === 'title')
    if (!named) throw new DomainError('form.required', { field: 'title.en' })
    await trx.deleteFrom('assetText').where('assetId', '=', assetId).execute()
    await trx.insertInto('assetText').values(rows).execute()
    await trx.updateTable('asset').set({ keywords }).where('id', '=', assetId).execute()
    await record(trx, actorOf(by), 'asset.described', { kind: 'asset', id: assetId, name: named.value })
  })
}

/** Sets the given texts and keywords of an asset and keeps the others. */
export async function setTexts(
  trx: Tx,
  by: Actor,
  assetId: string,
  { texts = {}, keywords }: Pick<StatedMetadata, 'texts' | 'keywords'>,
): Promise<void> {
  const rows = textRows(assetId, texts)
  if (rows.length)
    await trx
      .insertInto('assetText')
      .values(rows)
      .onConflict((oc) =>
        oc.columns(['assetId', 'field', 'locale']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })),
      )
      .execute()
  if (keywords) await trx.updateTable('asset').set({ keywords }).where('id', '=', assetId).execute()
  await record(trx, by, 'asset.described', { kind: 'asset', id: assetId })
}
