import type { Db } from '~/platform/db.server'
import type { MetadataField } from './field'
import { findAssetsByName } from './linked-assets.queries.server'
import { findNamedPersons } from './named-person-names.queries.server'
import type { Reference, ReferenceIssue } from './reference'
import { type Content, contentKey } from './value'
import { findTerms } from './vocabularies.queries.server'

type ReferenceField = Pick<MetadataField, 'type' | 'vocabularyId'>

/**
 * Returns what names stand for in a field of terms, persons or a link to an asset, or why they do not. `held` are the values that
 * the field has: their names stand for them, whoever else has the same.
 */
export async function findReferences(
  db: Db,
  { type, vocabularyId }: ReferenceField,
  names: readonly string[],
  held: readonly Content[] = [],
): Promise<Map<string, Reference>> {
  if (type === 'person' || type === 'persons')
    return findNamedPersons(
      db,
      names,
      held.flatMap(({ namedPersonId }) => namedPersonId ?? []),
    )
  if (type === 'asset')
    return findAssetsByName(
      db,
      names,
      held.flatMap(({ otherId }) => otherId ?? []),
    )
  const terms = await findTerms(db, vocabularyId ?? 0, names)
  return new Map(
    names.map((name): [string, Reference] => {
      const termId = terms.get(name)
      return [name, termId === undefined ? { issue: 'metadata.no_such_term' } : { content: { termId } }]
    }),
  )
}

/** Returns the contents of names in their order, each once, or the first of them that stands for nothing. */
export function contentsOfNames(
  names: readonly string[],
  found: ReadonlyMap<string, Reference>,
):
  | { contents: Content[]; unknown?: undefined }
  | { unknown: { name: string; issue: ReferenceIssue }; contents?: undefined } {
  const contents = new Map<string, Content>()
  for (const name of names) {
    const { content, issue } = found.get(name) ?? { issue: 'metadata.no_such_term' as const }
    if (issue) return { unknown: { name, issue } }
    contents.set(contentKey(content), content)
  }
  return { contents: [...contents.values()] }
}
