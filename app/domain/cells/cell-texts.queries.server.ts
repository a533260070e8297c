import type { Content } from '~/domain/metadata/value'
import { valueTexts } from '~/domain/metadata/value-texts.queries.server'
import { writtenCell } from '~/domain/spreadsheets/written-cell'
import type { Db } from '~/platform/db.server'

/** Returns a function that writes values of a field as the text of a cell, of any of `lists`; keywords with commas are in quotes. */
export async function cellTexts(
  db: Db,
  lists: Iterable<readonly Content[]>,
  locale: string,
): Promise<(fieldId: number, values: readonly Content[]) => string> {
  const textOf = await valueTexts(db, lists, { locale })
  return (fieldId, values) => writtenCell(fieldId, values, textOf)
}
