import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'
import type { StoredTerm } from './planned-terms'
import type { Synonyms } from './vocabulary'

/** Returns terms of a vocabulary in the order of their ids, also merged ones, after an id; at most `limit`. */
export const storedTerms = (
  db: Db,
  vocabularyId: number,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<StoredTerm[]> =>
  db
    .selectFrom('vocabularyTerm as term')
    .where('term.vocabularyId', '=', vocabularyId)
    .where('term.id', '>', after)
    .select(['term.id', 'term.iri', 'term.parentId', 'term.matches', 'term.mergedInto'])
    .select([sql<Localized>`term.labels`.as('labels'), sql<Synonyms>`term.synonyms`.as('synonyms')])
    .select([sql<Synonyms>`term.hidden`.as('hidden'), sql<boolean>`term.deprecated_at is not null`.as('isDeprecated')])
    .orderBy('term.id')
    .limit(limit)
    .execute()

const PART = 5000

/** Returns all terms of a vocabulary, also merged ones, read in parts. */
export async function allStoredTerms(db: Db, vocabularyId: number): Promise<StoredTerm[]> {
  const terms: StoredTerm[] = []
  for (;;) {
    const part = await storedTerms(db, vocabularyId, { after: terms.at(-1)?.id, limit: PART })
    terms.push(...part)
    if (part.length < PART) return terms
  }
}
