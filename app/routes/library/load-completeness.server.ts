import { ANY, completenessOf, type DescribedAsset, type Need, SOURCE } from '~/domain/metadata/completeness'
import { describedAssets, loadNeeds } from '~/domain/metadata/completeness.queries.server'
import { labelOf } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import type { Db } from '~/platform/db.server'

/** A field that is missing, in the languages in which it is. */
export interface MissingField {
  key: string
  /** In the language of the page; absent for a built-in field that has the name of the product. */
  label?: string
  /** Empty for a field without languages. */
  locales: string[]
  /** Whether nothing is approved without it. */
  isRequired: boolean
}

export interface ShownCompleteness {
  met: number
  count: number
  missing: MissingField[]
}

/** Returns how complete an asset is; undefined when there is none. */
export async function loadCompleteness(
  db: Db,
  assetId: string,
  locale: string,
): Promise<ShownCompleteness | undefined> {
  const asset = (await describedAssets(db, [assetId])).get(assetId)
  if (!asset) return undefined
  const fields = new Map((await listFields(db)).map((field) => [field.key, field]))
  const { met, count, missing } = completenessOf(await loadNeeds(db), asset)
  const keys = [...new Set(missing.map(({ key }) => key))]
  return {
    ...{ met, count },
    missing: keys.map((key) => {
      const own = missing.filter((need) => need.key === key)
      const field = fields.get(key)
      return {
        key,
        // The credit is what it is called in the review.
        label: field && key !== 'credit_line' ? labelOf(field, locale) : undefined,
        locales: field?.isLocalizable ? [...new Set(own.map((need) => localeOf(need, asset)))] : [],
        isRequired: own.some(({ isRequired }) => isRequired),
      }
    }),
  }
}

const localeOf = ({ locale }: Need, { sourceLocale }: DescribedAsset): string =>
  locale === SOURCE || locale === ANY ? sourceLocale : locale
