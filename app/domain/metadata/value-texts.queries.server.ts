import type { Db } from '~/platform/db.server'
import { pickText } from '~/platform/language'
import { textOfContent } from './field-input'
import { titlesOfAssets } from './linked-assets.queries.server'
import { namesOfPersons, sharedNames } from './named-person-names.queries.server'
import type { Content } from './value'
import { labelsOfTerms } from './vocabularies.queries.server'

interface Written {
  locale: string
  /** With ids where a name alone does not say which one it is, so that it can be read back. */
  isReadBack?: boolean
}

/**
 * Returns a function that writes the values of a field as one text, of any of `lists`: terms by their names in `locale`, persons by
 * their names, assets by their titles.
 */
export async function valueTexts(
  db: Db,
  lists: Iterable<readonly Content[]>,
  { locale, isReadBack = false }: Written,
): Promise<(values: readonly Content[]) => string> {
  const all = [...lists].flat()
  const idsOf = <Id>(idOf: (content: Content) => Id | undefined) => [
    ...new Set(all.flatMap((each) => idOf(each) ?? [])),
  ]
  const labels = await labelsOfTerms(
    db,
    idsOf(({ termId }) => termId),
  )
  const persons = await namesOfPersons(
    db,
    idsOf(({ namedPersonId }) => namedPersonId),
  )
  const shared = await sharedNames(
    db,
    [...persons.values()].map(({ name }) => name),
  )
  const titles = await titlesOfAssets(
    db,
    idsOf(({ otherId }) => otherId),
    locale,
  )
  const textOf = (content: Content): string => {
    const { termId, namedPersonId, otherId } = content
    if (termId !== undefined) return pickText(labels.get(termId) ?? {}, locale, 'en')?.value ?? `#${termId}`
    if (namedPersonId !== undefined) {
      const { id = namedPersonId, name = '' } = persons.get(namedPersonId) ?? {}
      return !name || shared.has(name) ? `${name} #${id}`.trim() : name
    }
    if (otherId === undefined) return textOfContent(content)
    const title = titles.get(otherId) ?? ''
    return isReadBack || !title ? `${title} #${otherId}`.trim() : title
  }
  return (values) => values.map(textOf).join(SEPARATOR)
}

const SEPARATOR = '; '
