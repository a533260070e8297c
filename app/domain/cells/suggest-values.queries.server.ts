import { sql } from 'kysely'
import { FIELD_ID } from '~/domain/metadata/built-in'
import type { MetadataField } from '~/domain/metadata/field'
import { KEYWORD_VOCABULARY } from '~/domain/metadata/keywords'
import { areKeywordsOpen } from '~/domain/metadata/keywords.queries.server'
import { plainName } from '~/domain/metadata/vocabulary'
import { suggestNamedPersons } from '~/domain/named-persons/named-persons.queries.server'
import { normalValue } from '~/domain/search/document'
import type { Db } from '~/platform/db.server'
import { type Localized, pickText } from '~/platform/language'
import { escapeLike } from '~/platform/like'

const MOST = 12

/**
 * Returns values of a field that begin with a text: terms of its vocabulary that are in use, by their names in `locale`,
 * persons of the register, or keywords: names of terms, and words that assets have. For those who edit, who see every asset. Nothing of other fields.
 */
export async function suggestValues(db: Db, field: MetadataField, text: string, locale: string): Promise<string[]> {
  if (field.vocabularyId !== null) return termsLike(db, field.vocabularyId, text, locale)
  if (field.type === 'person' || field.type === 'persons')
    return (await suggestNamedPersons(db, text)).map(({ name }) => name)
  if (field.id !== FIELD_ID.keywords || !text.trim()) return []
  const terms = await termsLike(db, KEYWORD_VOCABULARY, text, locale)
  if (!(await areKeywordsOpen(db))) return terms
  const { rows } = await sql<{ value: string }>`select value from search_token
    where field = 'keyword' and frequency > 0 and normal like ${`${escapeLike(normalValue(text))}%`}
    order by length(normal), normal limit ${MOST}`.execute(db)
  return [...new Set([...terms, ...rows.map(({ value }) => value)])].slice(0, MOST)
}

async function termsLike(db: Db, vocabularyId: number, text: string, locale: string): Promise<string[]> {
  const { rows } = await sql<{ labels: Localized }>`select t.labels from vocabulary_term t
    join lateral (select min(length(n.name)) as length from vocabulary_name n
      where n.term_id = t.id and n.name like ${`${escapeLike(plainName(text))}%`}) named on named.length is not null
    where t.vocabulary_id = ${vocabularyId} and t.merged_into is null and t.deprecated_at is null
    order by named.length, t.id limit ${MOST}`.execute(db)
  return rows.flatMap(({ labels }) => pickText(labels, locale, 'en')?.value ?? [])
}
