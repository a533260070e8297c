import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { converted, inLanguages, isConvertible, type Target } from './convert-field'
import { type AssetValues, assetsWithField } from './convert-field.queries.server'
import type { MetadataField } from './field'
import { MOST_COUNTED, usesOfFields } from './field-use.queries.server'
import { lockField, note } from './fields.commands.server'
import type { Content, ValueChange } from './value'
import { setValues } from './values.commands.server'

/**
 * Changes the type of a field and whether it is translated, converts its values, and removes those that cannot be; `planConversion`
 * says before which. Throws `metadata.unknown`, `metadata.built_in`, and `metadata.too_many_values` when it has more than a
 * request may convert.
 */
export const convertField = (db: Db, by: Person, key: string, target: Target): Promise<void> =>
  inTransaction(db, async (trx) => {
    const field = await lockField(trx, key)
    if (!isConvertible(field)) throw new DomainError('metadata.built_in')
    if (((await usesOfFields(trx)).get(field.id) ?? 0) >= MOST_COUNTED)
      throw new DomainError('metadata.too_many_values')
    let [values, kept] = [0, 0]
    for await (const assets of assetsWithField(trx, field.id)) {
      const changes = assets.flatMap((asset) => changesOf(field, asset, target))
      values += assets.reduce((sum, asset) => sum + asset.values.length, 0)
      kept += changes.reduce((sum, change) => sum + change.values.length, 0)
      await setValues(trx, actorOf(by), changes)
    }
    const isText = target.type === 'text' || target.type === 'rich_text'
    await trx
      .updateTable('metadataField')
      .set({ ...target, ...(!isText && { mostLength: null }) })
      .where('key', '=', key)
      .execute()
    const facts = { fromType: field.type, toType: target.type, converted: kept, removed: values - kept }
    await note(trx, by, field, { type: 'metadata.field_converted', ...facts })
  })

/** Returns the changes that convert the values of one asset, and empty the languages that it has no values in any more. */
function changesOf(
  field: MetadataField,
  { assetId, sourceLocale, values }: AssetValues,
  target: Target,
): ValueChange[] {
  const byLocale = new Map<string, Content[]>(values.map(({ locale }) => [locale, []]))
  for (const { to } of inLanguages(values, target.isLocalizable, sourceLocale)) {
    const { content } = converted(to, target, field)
    byLocale.set(to.locale, [...(byLocale.get(to.locale) ?? []), ...(content ? [content] : [])])
  }
  return [...byLocale].map(([locale, contents]) => ({ assetId, fieldId: field.id, locale, values: contents }))
}
