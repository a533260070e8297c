import type { MetadataField } from '~/domain/metadata/field'
import type { MetadataValue } from '~/domain/metadata/value'
import { choicesOf, labelsOfTerms } from '~/domain/metadata/vocabularies.queries.server'
import { inTree } from '~/domain/metadata/vocabulary'
import type { Db } from '~/platform/db.server'
import { type Localized, pickText } from '~/platform/language'

/** What a form offers of a field of terms. */
export interface TermChoices {
  /** To choose from; absent where names are typed, as in an open or large vocabulary. */
  options?: { value: string; label: string; depth: number }[]
  /** What the field holds: values of options, or names. */
  chosen: string[]
}

/** Returns the choices of each field of terms, by its key. */
export async function loadTerms(
  db: Db,
  fields: readonly MetadataField[],
  values: readonly MetadataValue[],
  locale: string,
): Promise<Map<string, TermChoices>> {
  const nameOf = ({ labels }: { labels: Localized }) => pickText(labels, locale, 'en')?.value ?? ''
  const choices = new Map<string, TermChoices>()
  for (const { id, key, vocabularyId } of fields) {
    if (vocabularyId === null) continue
    const held = values.filter(({ fieldId }) => fieldId === id).flatMap(({ termId }) => termId ?? [])
    const terms = await choicesOf(db, vocabularyId, held)
    const tree =
      terms &&
      inTree(
        terms.map((term) => ({ ...term, used: 0 })),
        nameOf,
        locale,
      )
    const options = tree?.map((term) => ({ value: `#${term.id}`, label: nameOf(term), depth: term.depth }))
    const labels = options ? new Map<number, Localized>() : await labelsOfTerms(db, held)
    const nameOfId = (termId: number) => nameOf({ labels: labels.get(termId) ?? {} })
    choices.set(key, { options, chosen: held.map((termId) => (options ? `#${termId}` : nameOfId(termId))) })
  }
  return choices
}
