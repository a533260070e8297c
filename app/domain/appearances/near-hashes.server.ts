import { type RawBuilder, sql } from 'kysely'
import { ALIKE_WITHIN, searchedBands, signed } from './hamming-index'

/**
 * SQL for the versions near a perceptual hash with their distance, found by the index alone. One select for each part: a single
 * one with `or` takes ten times as long.
 */
export function nearHashes(hash: bigint): RawBuilder<unknown> {
  const own = sql`${signed(hash)}::bigint`
  const distance = sql`bit_count((indexed.hash # ${own})::bit(64))`
  const parts = searchedBands(hash).map(
    (values, band) => sql`select version_id, ${distance}::int as distance from picture_hash_band indexed
      where band = ${sql.lit(band)} and value = any(${values}::int[]) and ${distance} <= ${ALIKE_WITHIN}`,
  )
  return sql`${sql.join(parts, sql` union `)}`
}
