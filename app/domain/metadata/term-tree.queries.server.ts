import { type RawBuilder, sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'
import { usesOf } from './vocabularies.queries.server'
import { plainName, type Synonyms, type Term } from './vocabulary'

/** Terms of one page of a level, or of what was searched for. */
export const PAGE_OF_TERMS = 200

/** A term as it stands in a level of the tree. */
export type LevelTerm = Term & { /** Terms directly below it. */ below: number }

const terms = (db: Db, vocabularyId: number) =>
  db
    .selectFrom('vocabularyTerm as term')
    .where('term.vocabularyId', '=', vocabularyId)
    .where('term.mergedInto', 'is', null)
    .select(['term.id', 'term.parentId', sql<Localized>`term.labels`.as('labels')])
    .select([sql<Synonyms>`term.synonyms`.as('synonyms'), sql<Synonyms>`term.hidden`.as('hidden')])
    .select([sql<boolean>`term.deprecated_at is not null`.as('isDeprecated'), usesOf('term').as('used')])
    .select(
      sql<number>`(select count(*)::int from vocabulary_term b where b.vocabulary_id = term.vocabulary_id
        and b.parent_id = term.id and b.merged_into is null)`.as('below'),
    )

const named = (locale: string): RawBuilder<string> =>
  sql`lower(coalesce(term.labels ->> ${locale}, term.labels ->> 'en', (select value from jsonb_each_text(term.labels) limit 1)))`

/** Returns a term that is not merged; undefined when there is none. */
export const findTerm = (db: Db, vocabularyId: number, id: number): Promise<LevelTerm | undefined> =>
  terms(db, vocabularyId).where('term.id', '=', id).executeTakeFirst()

/** Returns the id of the term that a merged one became; undefined for all others. */
export async function mergedInto(db: Db, vocabularyId: number, id: number): Promise<number | undefined> {
  const { rows } = await sql<{ into: number }>`select merged_into as into from vocabulary_term
    where vocabulary_id = ${vocabularyId} and id = ${id} and merged_into is not null`.execute(db)
  return rows[0]?.into
}

/** Returns a page of the terms below one, or of those at the top, by their names in a language. */
export const termsBelow = (
  db: Db,
  vocabularyId: number,
  { parentId, locale, page }: { parentId: number | null; locale: string; page: number },
): Promise<LevelTerm[]> =>
  terms(db, vocabularyId)
    .where('term.parentId', parentId === null ? 'is' : '=', parentId)
    .orderBy(named(locale))
    .orderBy('term.id')
    .limit(PAGE_OF_TERMS)
    .offset(page * PAGE_OF_TERMS)
    .execute()

/** Returns terms with a name that has a text in it, those first whose name begins with it. */
export const termsNamed = (
  db: Db,
  vocabularyId: number,
  { text, locale, limit = PAGE_OF_TERMS }: { text: string; locale: string; limit?: number },
): Promise<LevelTerm[]> => {
  const name = plainName(text)
  return terms(db, vocabularyId)
    .where(
      sql<boolean>`exists (select 1 from vocabulary_name n where n.term_id = term.id and position(${name} in n.name) > 0)`,
    )
    .orderBy(
      sql`exists (select 1 from vocabulary_name n where n.term_id = term.id and starts_with(n.name, ${name}))`,
      'desc',
    )
    .orderBy(named(locale))
    .orderBy('term.id')
    .limit(limit)
    .execute()
}

/** Returns the terms above one, the topmost first. */
export async function termsAbove(db: Db, id: number): Promise<{ id: number; labels: Localized }[]> {
  const { rows } = await sql<{ id: number; labels: Localized }>`with recursive up as (
      select t.id, t.parent_id, t.labels, 0 as height from vocabulary_term t where t.id = ${id}
      union all select t.id, t.parent_id, t.labels, up.height + 1 from vocabulary_term t join up on t.id = up.parent_id
        where up.height < 100)
    select id, labels from up where height > 0 order by height desc`.execute(db)
  return rows
}

/** Returns how many terms of a vocabulary are not merged. */
export async function countTermsOf(db: Db, vocabularyId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from vocabulary_term
    where vocabulary_id = ${vocabularyId} and merged_into is null`.execute(db)
  return rows[0]?.count ?? 0
}
