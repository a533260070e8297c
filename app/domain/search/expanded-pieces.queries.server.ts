import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { normalValue, TERM_TOKEN } from './document'

/** What a piece of a query stands for in the index. */
export interface ExpandedPiece {
  /** The piece as it stands in documents. */
  simple: string[]
  /** Its stems in all languages that have them. */
  stems: string[]
  /** The commonest words that begin with it, of the documents for staff. */
  longer: string[]
  /** Number of documents for staff that have it. */
  frequency: number
  /** Number of documents for staff that have a word that begins with it, a document once for each word. */
  prefixFrequency: number
}

/**
 * Commonest words that a short beginning of a word stands for. Asking the index for all words with fewer than five letters in
 * common takes up to 250 ms at a million assets, asking for these 3.
 */
const MOST_LONGER = 12

/** Returns what pieces of a query stand for, by the pieces. */
export async function expandPieces(db: Db, pieces: readonly string[]): Promise<Map<string, ExpandedPiece>> {
  if (pieces.length === 0) return new Map()
  const { rows } = await sql<ExpandedPiece & { piece: string }>`select piece, simple,
      tsvector_to_array(to_tsvector('vitrine_en', piece) || to_tsvector('vitrine_es', piece) || to_tsvector('vitrine_eu', piece)
        || to_tsvector('vitrine_fr', piece) || to_tsvector('vitrine_de', piece) || to_tsvector('vitrine_ar', piece)) as stems,
      array(select w.word from search_word w where w.frequency > 0 and w.word ~>=~ simple[1] and w.word ~<~ (simple[1] || U&'\\+10FFFF')
        order by w.frequency desc, w.word limit ${MOST_LONGER}) as longer,
      coalesce((select sum(w.frequency) from search_word w where w.word = any(simple)), 0)::int as frequency,
      coalesce((select sum(w.frequency) from search_word w
        where w.word ~>=~ simple[1] and w.word ~<~ (simple[1] || U&'\\+10FFFF')), 0)::int as "prefixFrequency"
    from unnest(${[...new Set(pieces)]}::text[]) as asked(piece),
      lateral (select tsvector_to_array(to_tsvector('vitrine_simple', piece)) as simple) as indexed`.execute(db)
  return new Map(rows.map(({ piece, ...expanded }) => [piece, expanded]))
}

/** A value of a facet that is asked for. */
export interface AskedValue {
  field: string
  value: string
  isPrefix: boolean
}

/** Returns the ids of the tokens that asked values stand for, in the order of the values. */
export async function tokenIds(db: Db, values: readonly AskedValue[]): Promise<number[][]> {
  if (values.length === 0) return []
  const asked = values.map(({ value, field, isPrefix }, place) => ({
    field,
    isPrefix,
    place,
    normal: normalValue(value),
  }))
  const { rows } = await sql<{ ids: number[] }>`select array(select t.id from search_token t where t.field = asked.field
      and t.normal ~>=~ asked.normal and t.normal ~<~ (asked.normal || U&'\\+10FFFF')
      and (asked."isPrefix" or t.normal = asked.normal)
      union select t.id from vocabulary_name n join search_token t on t.field = ${TERM_TOKEN} and t.value = n.term_id::text
      where asked.field = 'keyword' and n.vocabulary_id = 0 and n.normal ~>=~ asked.normal
        and n.normal ~<~ (asked.normal || U&'\\+10FFFF') and (asked."isPrefix" or n.normal = asked.normal)) as ids
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked(field text, normal text, "isPrefix" boolean, place int)
    order by place`.execute(db)
  return rows.map(({ ids }) => ids)
}
