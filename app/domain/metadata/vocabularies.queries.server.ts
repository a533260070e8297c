import { type RawBuilder, sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'
import { plainName, type Synonyms, type Term, type Vocabulary } from './vocabulary'

/** Terms that are shown of a vocabulary. */
export const MOST_TERMS = 5000

const vocabularies = (db: Db) =>
  db.selectFrom('vocabulary').select(['id', 'key', 'isOpen', sql<Localized>`labels`.as('labels')])

export const listVocabularies = (db: Db): Promise<Vocabulary[]> => vocabularies(db).orderBy('key').execute()

/** Returns a vocabulary; undefined when there is none of this key. */
export const findVocabulary = (db: Db, key: string): Promise<Vocabulary | undefined> =>
  vocabularies(db).where('key', '=', key).executeTakeFirst()

/** Returns a vocabulary by its id; there is one. */
export const findVocabularyOf = (db: Db, id: number): Promise<Vocabulary> =>
  vocabularies(db).where('id', '=', id).executeTakeFirstOrThrow()

/** Returns how many terms each vocabulary has that are not merged, by its id. */
export async function countTerms(db: Db): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; terms: number }>`select vocabulary_id as id, count(*)::int as terms
    from vocabulary_term where merged_into is null group by vocabulary_id`.execute(db)
  return new Map(rows.map(({ id, terms }) => [id, terms]))
}

/** SQL for how many values are a term, and how many files have it as a keyword, as far as documents of search are made. */
export const usesOf = (term: string): RawBuilder<number> =>
  sql<number>`((select count(*)::int from metadata_value v where v.term_id = ${sql.ref(`${term}.id`)})
    + coalesce((select t.frequency from search_token t where t.field = 'keyword_term' and t.value = ${sql.ref(`${term}.id`)}::text), 0))`

/** Returns the terms of a vocabulary that are not merged, up to `MOST_TERMS`, with how often each is used. */
export const termsOf = (db: Db, vocabularyId: number): Promise<Term[]> =>
  db
    .selectFrom('vocabularyTerm as term')
    .where('term.vocabularyId', '=', vocabularyId)
    .where('term.mergedInto', 'is', null)
    .select(['term.id', 'term.parentId', sql<Localized>`term.labels`.as('labels')])
    .select([sql<Synonyms>`term.synonyms`.as('synonyms'), sql<Synonyms>`term.hidden`.as('hidden')])
    .select(sql<boolean>`term.deprecated_at is not null`.as('isDeprecated'))
    .select(usesOf('term').as('used'))
    .orderBy('term.id')
    .limit(MOST_TERMS)
    .execute()

/** Returns the names of terms by language, also of merged ones by the term that they became. */
export async function labelsOfTerms(db: Db, ids: readonly number[]): Promise<Map<number, Localized>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; labels: Localized }>`
    select t.id, coalesce(kept.labels, t.labels) as labels from vocabulary_term t
    left join vocabulary_term kept on kept.id = t.merged_into where t.id = any(${ids}::integer[])`.execute(db)
  return new Map(rows.map(({ id, labels }) => [id, labels]))
}

/** Terms beyond these are not offered to choose from: their names are typed. */
export const MOST_CHOICES = 200

/** Returns the terms of a closed vocabulary to choose from, those in `chosen` too when deprecated; undefined for an open or large one. */
export async function choicesOf(
  db: Db,
  vocabularyId: number,
  chosen: readonly number[],
): Promise<Omit<Term, 'used'>[] | undefined> {
  const terms = await db
    .selectFrom('vocabularyTerm as term')
    .innerJoin('vocabulary', 'vocabulary.id', 'term.vocabularyId')
    .where('vocabulary.id', '=', vocabularyId)
    .where('vocabulary.isOpen', '=', false)
    .where('term.mergedInto', 'is', null)
    .where((eb) => eb.or([eb('term.deprecatedAt', 'is', null), sql<boolean>`term.id = any(${chosen}::integer[])`]))
    .select(['term.id', 'term.parentId', sql<Localized>`term.labels`.as('labels')])
    .select([sql<Synonyms>`term.synonyms`.as('synonyms'), sql<Synonyms>`term.hidden`.as('hidden')])
    .select(sql<boolean>`term.deprecated_at is not null`.as('isDeprecated'))
    .orderBy('term.id')
    .limit(MOST_CHOICES + 1)
    .execute()
  return terms.length === 0 || terms.length > MOST_CHOICES ? undefined : terms
}

/** Returns the ids of terms by the names that they are asked for, or `#` and their ids; of several with one name, one that is in use and came first. */
export async function findTerms(db: Db, vocabularyId: number, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const ids = names.map((name) => (/^#[1-9]\d{0,8}$/.test(name) ? Number(name.slice(1)) : 0))
  const { rows } = await sql<{ name: string; id: number }>`
    select asked.name, found.id from unnest(${[...names]}::text[], ${names.map(plainName)}::text[], ${ids}::integer[])
      as asked(name, plain, id)
    cross join lateral (
      select coalesce(t.merged_into, t.id) as id from vocabulary_term t
      where t.vocabulary_id = ${vocabularyId} and (t.id = asked.id or t.id in (
        select n.term_id from vocabulary_name n where n.vocabulary_id = ${vocabularyId} and n.name = asked.plain))
      order by t.id = asked.id desc, t.deprecated_at is not null, t.id limit 1) found`.execute(db)
  return new Map(rows.map(({ name, id }) => [name, id]))
}
