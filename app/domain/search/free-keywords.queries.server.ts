import { sql } from 'kysely'
import { termMeant } from '~/domain/metadata/keywords'
import { keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { plainName } from '~/domain/metadata/vocabulary'
import type { Db } from '~/platform/db.server'
import { normalValue } from '~/platform/fold'
import { PAGE_OF_FREE } from './free-keywords'

/** A keyword that is the name of no term, as most files have it. */
export interface FreeKeyword {
  word: string
  /** Files that have it, as far as documents of search are made. */
  used: number
}

/** Returns keywords that are no terms, those of most files first: one page of them, and how many there are. */
export async function listFreeKeywords(
  db: Db,
  { text = '', page = 0 }: { text?: string; page?: number },
): Promise<{ keywords: FreeKeyword[]; total: number }> {
  const within = normalValue(text)
  const { rows } = await sql<
    FreeKeyword & { total: number }
  >`select (array_agg(value order by frequency desc, value))[1] as word,
      sum(frequency)::int as used, (count(*) over ())::int as total
    from search_token where field = 'keyword' and frequency > 0 and position(${within} in normal) > 0
    group by lower(value) order by used desc, word limit ${PAGE_OF_FREE} offset ${page * PAGE_OF_FREE}`.execute(db)
  const meanings = await keywordMeanings(
    db,
    rows.map(({ word }) => word),
  )
  // Documents are made anew a moment after a word has become a term.
  const keywords = rows.filter(({ word }) => !termMeant(meanings, word)).map(({ word, used }) => ({ word, used }))
  return { keywords, total: Math.max(0, (rows[0]?.total ?? 0) - (rows.length - keywords.length)) }
}

/** Returns the assets that have a word as a keyword, at most `most`, those in the bin left out. */
export async function assetsWithKeyword(db: Db, word: string, most: number): Promise<string[]> {
  const { rows: tokens } = await sql<{ id: number; value: string }>`select id, value from search_token
    where field = 'keyword' and normal = ${normalValue(word)}`.execute(db)
  const ids = tokens.filter(({ value }) => plainName(value) === plainName(word)).map(({ id }) => id)
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`select asset.id from search_document d join asset on asset.id = d.asset_id
    where not d.is_public and d.tokens && ${ids}::int[] and asset.deleted_at is null order by asset.id limit ${most}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
