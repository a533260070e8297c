/**
 * The search for pictures that look alike among a million assets, beside a scan of all hashes, in a database of its own. Nine
 * of ten hashes are random; the others are in 1,000 clusters whose members differ from a centre in up to twelve bits, as
 * bursts and product shots do. `npx tsx tests/bench/near-duplicates.ts`
 */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { ALIKE_WITHIN, signed } from '~/domain/appearances/hamming-index'
import { findNear } from '~/domain/duplicates/near.queries.server'
import { type Db, openDatabase, openPool } from '~/platform/db.server'
import { migrate } from '~/server/migrate'
import { openCluster } from '~/server/postgres/cluster'

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000)
const QUERIES = Number(process.env.BENCH_QUERIES ?? 300)
const AIM_MS = 50
const NOBODY = '00000000-0000-7000-8000-000000000000'

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-near-'))
await chmod(folder, 0o755) // the database may run as another user
const cluster = await openCluster({ dir: path.join(folder, 'postgres'), password: randomBytes(16).toString('hex') })
const pool = openPool(cluster.url, { max: 1, statementTimeoutMs: 0 })
try {
  await migrate(cluster.url)
  const db = openDatabase(pool)
  await fill(db)
  const { rows: sizes } = await pool.query(
    "select pg_size_pretty(pg_table_size('picture_hash_band')) as rows, pg_size_pretty(pg_indexes_size('picture_hash_band')) as index",
  )
  const random = await measure(db, 'not exists')
  const clustered = await measure(db, 'exists')
  const figures = [
    {
      figure: 'near duplicates: p95 of a search, hashes without neighbours, ms',
      value: random.p95,
      aim: `< ${AIM_MS}`,
    },
    { figure: 'near duplicates: p95 of a search, hashes in clusters, ms', value: clustered.p95, aim: `< ${AIM_MS}` },
    { figure: 'near duplicates: found by the index, of those a scan finds', value: clustered.share, aim: '= 1' },
  ]
  console.log(`${ROWS} assets, ${QUERIES} searches each; table ${sizes[0].rows}, index ${sizes[0].index}`)
  console.table({ random, clustered })
  console.log(JSON.stringify({ bench: 'near-duplicates', rows: ROWS, queries: QUERIES, random, clustered, figures }))
} finally {
  await pool.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Writes assets with hashes, without the triggers that would write them one by one. */
async function fill(db: Db): Promise<void> {
  await sql`set session_replication_role = replica`.execute(db)
  await sql`create table bench_centre as select n, (random() * 9e18)::bigint # (random() * 9e18)::bigint as hash
    from generate_series(0, 999) n`.execute(db)
  await sql`create table bench_hash as select n, gen_random_uuid() as asset_id, gen_random_uuid() as version_id,
      n % 10 = 0 as is_clustered, case when n % 10 = 0 then null else hashtextextended(n::text, 7) end as hash
    from generate_series(1, ${sql.lit(ROWS)}) n`.execute(db)
  // Each member has a different number of bits turned, among the lowest 63.
  await sql`update bench_hash set hash = centre.hash # (select bit_or(1::bigint << ((bench_hash.n * 31 + turned * turned * 17) % 63)::int)
      from generate_series(0, (bench_hash.n / 10) % 12) turned)
    from bench_centre centre where is_clustered and centre.n = (bench_hash.n / 10) % 1000`.execute(db)
  await sql`insert into asset (id, kind, current_version_id)
    select asset_id, 'photo', version_id from bench_hash`.execute(db)
  await sql`insert into asset_version (id, asset_id, number, sha256, file_name, extension, media_type, kind)
    select version_id, asset_id, 1, repeat('0', 64), 'a.jpg', 'jpg', 'image/jpeg', 'photo' from bench_hash`.execute(db)
  await sql`insert into picture_hash_band (band, value, version_id, hash)
    select band, ((hash >> (48 - 16 * band)) & 65535)::int, version_id, hash
    from bench_hash, generate_series(0, 3) band`.execute(db)
  await sql`vacuum analyze picture_hash_band`.execute(db)
  await sql`vacuum analyze asset`.execute(db)
  await sql`vacuum analyze asset_version`.execute(db)
  // Otherwise searches would write the pages that the load above left dirty.
  await sql`checkpoint`.execute(db)
}

/** Searches for what is near hashes of the table; compares a tenth of the searches with a scan. Times in ms. */
async function measure(db: Db, which: 'exists' | 'not exists') {
  const { rows } = await sql<{ hash: string }>`select hash::text as hash from bench_hash
    where is_clustered = ${which === 'exists'} order by md5(n::text) limit ${QUERIES}`.execute(db)
  const [times, counts] = [[] as number[], [] as number[]]
  let [found, expected] = [0, 0]
  for (const [at, { hash }] of rows.entries()) {
    const own = BigInt.asUintN(64, BigInt(hash))
    const started = performance.now()
    const near = await findNear(db, own, NOBODY)
    times.push(performance.now() - started)
    counts.push(near.length)
    if (at % 10 > 0) continue
    const { rows: scan } = await sql<{ n: number }>`select least(count(*), 50)::int as n from bench_hash
      where bit_count((hash # ${signed(own)}::bigint)::bit(64)) <= ${ALIKE_WITHIN}`.execute(db)
    found += near.length
    expected += scan[0]?.n ?? 0
  }
  const sorted = times.slice(5).sort((a, b) => a - b) // the first searches read the index from disk
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return {
    p50: at(0.5),
    p95: at(0.95),
    worst: at(0.999),
    meanFound: Math.round(mean * 10) / 10,
    share: found / expected,
  }
}
