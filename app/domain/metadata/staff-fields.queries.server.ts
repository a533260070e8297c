import type { Db } from '~/platform/db.server'
import { fieldsOfKind } from './fields.queries.server'
import { type ShownField, shownFields } from './shown-fields'
import { valuesOf } from './values.queries.server'
import { labelsOfTerms } from './vocabularies.queries.server'

/**
 * Returns the fields of the brand that an asset of a kind has a value of, as staff see them: public
 * or not, translations of any status. Checks no permission.
 */
export async function staffFields(db: Db, assetId: string, kind: string, locale: string): Promise<ShownField[]> {
  const fields = (await fieldsOfKind(db, kind)).filter(({ isBuiltIn }) => !isBuiltIn)
  const values = (await valuesOf(db, [assetId], { fields: fields.map(({ id }) => id) })).get(assetId) ?? []
  const terms = await labelsOfTerms(
    db,
    values.flatMap(({ termId }) => termId ?? []),
  )
  return fields.flatMap(({ id, key, type, labels }) =>
    shownFields(
      values
        .filter(({ fieldId }) => fieldId === id)
        .map((value) => {
          const termLabels = value.termId === undefined ? undefined : terms.get(value.termId)
          return { ...value, key, type, labels, termLabels }
        }),
      locale,
      'en',
    ),
  )
}
