import type { Db } from '~/platform/db.server'
import { fieldsOfKind } from './fields.queries.server'
import { namesOfPersons } from './named-person-names.queries.server'
import { type LinkedAsset, type ShownField, shownFields } from './shown-fields'
import { valuesOf } from './values.queries.server'
import { labelsOfTerms } from './vocabularies.queries.server'

/**
 * Returns the fields of the brand that an asset of a kind has a value of, as staff see them: public
 * or not, translations of any status. `linksTo` returns what the reader sees of assets that values lead to. Checks no
 * permission.
 */
export async function staffFields(
  db: Db,
  { assetId, kind, locale }: { assetId: string; kind: string; locale: string },
  linksTo?: (ids: readonly string[]) => Promise<ReadonlyMap<string, LinkedAsset>>,
): Promise<ShownField[]> {
  const fields = (await fieldsOfKind(db, kind)).filter(({ isBuiltIn }) => !isBuiltIn)
  const values = (await valuesOf(db, [assetId], { fields: fields.map(({ id }) => id) })).get(assetId) ?? []
  const terms = await labelsOfTerms(
    db,
    values.flatMap(({ termId }) => termId ?? []),
  )
  const persons = await namesOfPersons(
    db,
    values.flatMap(({ namedPersonId }) => namedPersonId ?? []),
  )
  const linked = await linksTo?.(values.flatMap(({ otherId }) => otherId ?? []))
  return fields.flatMap(({ id, key, type, labels }) =>
    shownFields(
      values
        .filter(({ fieldId }) => fieldId === id)
        .map((value) => {
          const termLabels = value.termId === undefined ? undefined : terms.get(value.termId)
          const personName = persons.get(value.namedPersonId ?? 0)?.name
          const more = { personName, country: value.place?.country, linked: linked?.get(value.otherId ?? '') }
          return { ...value, key, type, labels, termLabels, ...more }
        }),
      locale,
      'en',
    ),
  )
}
