import { placeOf } from '~/domain/assets/file-difference'
import { fileDifferences } from '~/domain/assets/file-differences.queries.server'
import { labelOf } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { valueTexts } from '~/domain/metadata/value-texts.queries.server'
import type { Db } from '~/platform/db.server'

/** Where the file of the current version says something else, as a page shows it. */
export interface ShownDifference {
  place: string
  key: string
  label?: string
  /** BCP 47 tag; empty for a field without languages. */
  language: string
  said: string
  stored: string
  /** Whether it was taken by itself. */
  isNewer: boolean
}

/** Returns what of the file of the current version is to be decided, and what was taken by itself. */
export async function loadFileSays(db: Db, assetId: string, locale: string): Promise<ShownDifference[]> {
  const found = await fileDifferences(db, assetId)
  if (found.length === 0) return []
  const fields = new Map((await listFields(db)).map((field) => [field.id, field]))
  const textOf = await valueTexts(
    db,
    found.flatMap(({ values, stored }) => [values, stored]),
    { locale },
  )
  return found.flatMap((each): ShownDifference[] => {
    const field = fields.get(each.fieldId)
    if (!field) return []
    return [
      {
        ...{ place: placeOf(each), key: field.key, label: labelOf(field, locale), language: each.locale },
        ...{ said: textOf(each.values), stored: textOf(each.stored), isNewer: each.state === 'newer' },
      },
    ]
  })
}
