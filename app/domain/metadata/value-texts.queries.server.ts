import type { Db } from '~/platform/db.server'
import { pickText } from '~/platform/language'
import { textOfContent } from './field-input'
import type { Content } from './value'
import { labelsOfTerms } from './vocabularies.queries.server'

/** Returns a function that writes the values of a field as one text, of any of `lists`; terms by their names in `locale`. */
export async function valueTexts(
  db: Db,
  lists: Iterable<readonly Content[]>,
  locale: string,
): Promise<(values: readonly Content[]) => string> {
  const ids = new Set<number>()
  for (const values of lists) for (const { termId } of values) if (termId !== undefined) ids.add(termId)
  const labels = await labelsOfTerms(db, [...ids])
  const textOf = (content: Content): string => {
    if (content.termId === undefined) return textOfContent(content)
    return pickText(labels.get(content.termId) ?? {}, locale, 'en')?.value ?? `#${content.termId}`
  }
  return (values) => values.map(textOf).join(SEPARATOR)
}

const SEPARATOR = '; '
