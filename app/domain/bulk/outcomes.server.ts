import type { Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { appliesTo, type MetadataField } from '~/domain/metadata/field'
import { type Content, isSame, leavesNone, type ValueChange } from '~/domain/metadata/value'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { type Db, dbNow } from '~/platform/db.server'
import { LOCALES } from '~/platform/language'
import type { Operation, RefusedBecause } from './bulk-edit'
import { givenOf } from './given-values.server'
import { comparedBy, withTermsWritten } from './keyword-outcomes.server'
import { kindsOf } from './kinds.queries.server'
import { operate } from './operate'

/** What an operation would do to one asset. */
export interface AssetOutcome {
  assetId: string
  refused?: RefusedBecause
  /** What changes, with what it was; none when the asset stays as it is. */
  changes: (ValueChange & { before: readonly Content[] })[]
  /** Whether it gets another template, too. */
  isAssigned?: boolean
}

/** Returns what an operation would do to each of these assets, in their order. `viewer` is who asked for it. */
export async function outcomesOf(
  db: Db,
  { viewer, operation, field }: { viewer: Viewer; operation: Operation; field: MetadataField },
  assetIds: readonly string[],
): Promise<AssetOutcome[]> {
  const decisionOn = await authorize(db, viewer, assetIds, await dbNow(db))
  const kinds = await kindsOf(db, assetIds)
  const stored = await valuesOf(db, assetIds, { fields: [field.id] })
  const given = await givenOf(db, operation, field)
  const keyOf = await comparedBy(db, field, [...stored.values(), given.values ?? []])
  const outcomes = assetIds.map((assetId): AssetOutcome => {
    const kind = kinds.get(assetId)
    const outcome = { assetId, changes: [] }
    if (kind === undefined || !decisionOn('see', assetId)?.allowed) return { ...outcome, refused: 'unknown' }
    if (!appliesTo(field, kind)) return { ...outcome, refused: 'other_kind' }
    if (given.refused) return { ...outcome, refused: given.refused }
    return {
      assetId,
      ...changesOf(operation, field, { assetId, given: given.values, stored: stored.get(assetId) ?? [], keyOf }),
    }
  })
  return withTermsWritten(db, field, outcomes)
}

function changesOf(
  operation: Operation,
  field: MetadataField,
  {
    assetId,
    given,
    stored,
    keyOf,
  }: {
    assetId: string
    given: readonly Content[]
    stored: readonly (Content & { locale: string })[]
    keyOf: ((value: Content) => string) | undefined
  },
): Pick<AssetOutcome, 'changes' | 'refused'> {
  const changes: AssetOutcome['changes'] = []
  for (const locale of localesOf(operation, field)) {
    const before = stored.filter((value) => value.locale === locale)
    const { values, refused } = operate(operation, field, { before, given, keyOf })
    if (refused) return { changes: [], refused }
    // A link to the asset itself leads nowhere.
    if (values.some(({ otherId }) => otherId === assetId)) return { changes: [], refused: 'invalid' }
    if (!isSame(before, values)) changes.push({ assetId, fieldId: field.id, locale, before, values })
  }
  if (field.isRequired && changes.length > 0 && leavesNone(stored, changes)) return { changes: [], refused: 'required' }
  return { changes }
}

/** In all languages, what a field has is changed; nothing is set where there was nothing. */
function localesOf(operation: Operation, field: MetadataField): readonly string[] {
  if (!field.isLocalizable) return ['']
  return operation.locale ? [operation.locale] : LOCALES
}
