import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { converted, inLanguages, type Target } from './convert-field'
import type { MetadataField } from './field'
import { textOfContent } from './field-input'
import type { MetadataValue } from './value'
import { valuesOf } from './values.queries.server'

/** Assets whose values are read at once. */
const AT_ONCE = 1000
/** Values that are shown of those that would be lost. */
const MOST_SHOWN = 20

/** Values of one field of an asset, and the language that the asset is described in. */
export interface AssetValues {
  assetId: string
  sourceLocale: string
  values: MetadataValue[]
}

/** Yields the assets that have values of a field, in parts, in the order of their ids. */
export async function* assetsWithField(db: Db, fieldId: number): AsyncGenerator<AssetValues[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: string; sourceLocale: string }>`select a.id, a.source_locale from asset a
      where a.id > ${after}::uuid and exists (select 1 from metadata_value v where v.asset_id = a.id and v.field_id = ${fieldId})
      order by a.id limit ${AT_ONCE}`.execute(db)
    const last = rows.at(-1)
    if (!last) return
    const values = await valuesOf(
      db,
      rows.map(({ id }) => id),
      { fields: [fieldId] },
    )
    yield rows.map(({ id, sourceLocale }) => ({ assetId: id, sourceLocale, values: values.get(id) ?? [] }))
    after = last.id
  }
}

/** A value that a change of type would remove. */
export interface LostValue {
  assetId: string
  text: string
  locale: string
}

export interface ConversionPlan {
  values: number
  converted: number
  /** The first of those that would be removed. */
  lost: LostValue[]
}

/** Returns what a change of type would do with the values that are there. */
export async function planConversion(db: Db, field: MetadataField, target: Target): Promise<ConversionPlan> {
  const plan: ConversionPlan = { values: 0, converted: 0, lost: [] }
  for await (const assets of assetsWithField(db, field.id))
    for (const { assetId, sourceLocale, values } of assets) {
      const kept = new Set(inLanguages(values, target.isLocalizable, sourceLocale).map(({ from }) => from))
      for (const value of values) {
        plan.values++
        if (kept.has(value) && converted(value, target, field).content) plan.converted++
        else if (plan.lost.length < MOST_SHOWN)
          plan.lost.push({ assetId, text: textOfContent(value).slice(0, 200), locale: value.locale })
      }
    }
  return plan
}
