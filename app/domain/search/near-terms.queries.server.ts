import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'

/** A term that words may mean, in its vocabulary. */
export interface NearTerm {
  id: number
  labels: Localized
  vocabulary: string
  vocabularyLabels: Localized
}

const MOST_NEAR = 8

/** Returns the terms of all vocabularies that are called most like some words, and those of which a name begins so. */
export async function nearTerms(db: Db, typed: string): Promise<NearTerm[]> {
  const { rows } = await sql<NearTerm>`with near as (
      select n.term_id, max(greatest(similarity(n.name, ${typed}), case when starts_with(n.name, ${typed}) then 1 else 0 end)) as likeness
      from vocabulary_name n where n.name % ${typed} or starts_with(n.name, ${typed}) group by n.term_id)
    select t.id, t.labels, v.key as vocabulary, v.labels as "vocabularyLabels"
    from near join vocabulary_term t on t.id = near.term_id and t.merged_into is null and t.deprecated_at is null
      join vocabulary v on v.id = t.vocabulary_id
    order by near.likeness desc, t.id limit ${MOST_NEAR}`.execute(db)
  return rows
}
