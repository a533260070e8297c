import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { FIELD_ID } from './built-in'
import {
  type GivenKeywords,
  KEYWORD_VOCABULARY,
  type KeywordMeanings,
  type KeywordTerm,
  meaningOf,
  writtenKeywords,
} from './keywords'
import { valuesOf } from './values.queries.server'
import { plainName } from './vocabulary'

interface Row {
  isOpen: boolean
  named: { name: string; term: KeywordTerm }[]
}

/** Returns what keywords mean; for none, without asking, that of an open vocabulary. One statement. */
export async function keywordMeanings(db: Db, keywords: Iterable<string>): Promise<KeywordMeanings> {
  const names = [...new Set([...keywords].map(plainName))].filter(Boolean)
  if (names.length === 0) return { isOpen: true, terms: new Map() }
  const { rows } = await sql<Row>`select v.is_open, coalesce((
      select jsonb_agg(jsonb_build_object('name', n.name, 'term', jsonb_build_object('id', t.id, 'labels', t.labels,
        'synonyms', t.synonyms, 'hidden', t.hidden, 'isDeprecated', t.deprecated_at is not null)))
      from vocabulary_name n join vocabulary_term t on t.id = n.term_id
      where n.vocabulary_id = v.id and n.name = any(${names}::text[])), '[]') as named
    from vocabulary v where v.id = ${sql.lit(KEYWORD_VOCABULARY)}`.execute(db)
  const terms = new Map<string, KeywordTerm[]>()
  for (const { name, term } of rows[0]?.named ?? []) terms.set(name, [...(terms.get(name) ?? []), term])
  return { isOpen: rows[0]?.isOpen ?? true, terms }
}

/** Returns whether words that are no terms may become keywords. */
export async function areKeywordsOpen(db: Db): Promise<boolean> {
  const { rows } = await sql<{ isOpen: boolean }>`select is_open from vocabulary
    where id = ${sql.lit(KEYWORD_VOCABULARY)}`.execute(db)
  return rows[0]?.isOpen ?? true
}

/** Returns the keywords of assets as they are stored, in their order. */
export async function keywordsOfAssets(db: Db, assetIds: readonly string[]): Promise<Map<string, string[]>> {
  const values = await valuesOf(db, assetIds, { fields: [FIELD_ID.keywords] })
  return new Map([...values].map(([id, each]) => [id, each.flatMap(({ text }) => text ?? [])]))
}

/**
 * Returns the keywords that an asset gets when somebody gives it these. Throws `metadata.no_such_term` beside `keywords` for a
 * word that is no name of a term and that it does not have, where the vocabulary is closed.
 */
export async function keywordsToWrite(
  db: Db,
  assetId: string,
  { typed, locale }: Omit<GivenKeywords, 'held'>,
): Promise<string[]> {
  const held = (await keywordsOfAssets(db, [assetId])).get(assetId) ?? []
  const { keywords, lacking } = writtenKeywords(await keywordMeanings(db, [...typed, ...held]), { typed, held, locale })
  if (!keywords) throw new DomainError('metadata.no_such_term', { field: 'keywords', name: lacking })
  return keywords
}

/** Returns whether two lists of keywords mean the same, in the same order. */
export async function meanTheSame(db: Db, a: readonly string[], b: readonly string[]): Promise<boolean> {
  const meanings = await keywordMeanings(db, [...a, ...b])
  const said = (keywords: readonly string[]) =>
    [...new Set(keywords.map((word) => meaningOf(meanings, word)))].join('\n')
  return said(a) === said(b)
}
