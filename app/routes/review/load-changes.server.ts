import { labelOf } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { valueTexts } from '~/domain/metadata/value-texts.queries.server'
import type { PendingChange } from '~/domain/metadata/withheld-values.queries.server'
import type { Db } from '~/platform/db.server'

/** A change of a text as pages show it. */
export interface ShownChange {
  /** Key of the field, and its name in the language of the page; absent for a built-in field. */
  key: string
  label?: string
  locale: string
  before: string
  after: string
}

/** Returns a function that makes changes readable, of any of `all`, in the order of the schema. */
export async function changesShown(
  db: Db,
  all: Iterable<readonly PendingChange[]>,
  locale: string,
): Promise<(changes: readonly PendingChange[]) => ShownChange[]> {
  const fields = await listFields(db)
  const lists = [...all].flat().flatMap(({ before, after }) => [before, after])
  const textOf = await valueTexts(db, lists, { locale })
  return (changes) =>
    fields.flatMap((field) =>
      changes
        .filter(({ fieldId }) => fieldId === field.id)
        .map((change) => ({
          ...{ key: field.key, label: labelOf(field, locale), locale: change.locale },
          ...{ before: textOf(change.before), after: textOf(change.after) },
        })),
    )
}
