/**
 * The search for pictures that look like one among a million assets, beside a comparison with all of them, in a database of its own.
 * Six of ten pictures are of series of twelve, as shoots are. For an editor, for the role viewer, and for visitors of portals of
 * several sizes. `npx tsx tests/bench/similar.ts`
 */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Viewer } from '~/domain/access/access'
import { unlikeness } from '~/domain/appearances/unlikeness'
import { MOST_UNLIKE } from '~/domain/search/alike'
import { alikeAssets } from '~/domain/search/alike.queries.server'
import { type Db, openDatabase, openPool } from '~/platform/db.server'
import { migrate } from '~/server/migrate'
import { openCluster } from '~/server/postgres/cluster'
import { fillLooks, idOf, type MadeLooks, makeLooks } from './support/made-looks'

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000)
const QUERIES = Number(process.env.BENCH_QUERIES ?? 200)
/** Searches whose ten best are compared with the ten best of all. */
const COMPARED = 6
const AIM_MS = 50
const PORTALS = [200, 1000, 8000].filter((size) => size <= ROWS)

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-similar-'))
await chmod(folder, 0o755) // the database may run as another user
const cluster = await openCluster({ dir: path.join(folder, 'postgres'), password: randomBytes(16).toString('hex') })
const pool = openPool(cluster.url, { max: 1, statementTimeoutMs: 0 })
const now = new Date()
try {
  await migrate(cluster.url)
  const db = openDatabase(pool)
  const looks = makeLooks(ROWS)
  const began = performance.now()
  await fillLooks(db, looks, PORTALS)
  console.log(`${ROWS} assets stored in ${Math.round((performance.now() - began) / 1000)} s`)
  const staff = (role: 'editor' | 'viewer'): Viewer => ({ kind: 'staff', personId: idOf(0, 'a'), name: 'x', role })
  const measured = {
    editor: await measure(db, looks, staff('editor')),
    viewer: await measure(db, looks, staff('viewer')),
    ...Object.fromEntries(
      await inSequence(PORTALS, async (size, at) => {
        const terms = { allows: 'original' as const, includesOriginalOnly: false, keepsMetadata: false }
        const viewer: Viewer = { kind: 'visitor', portalId: idOf(at, 'c'), publishedAt: new Date(0), ...terms }
        return [`portal of ${size}`, await measure(db, looks, viewer)] as const
      }),
    ),
  }
  const recall = await compare(db, looks, staff('editor'))
  const { rows: sizes } = await pool.query(
    "select pg_size_pretty(pg_total_relation_size('picture_place')) as places, pg_size_pretty(pg_total_relation_size('picture_appearance')) as looks",
  )
  console.log(`places ${sizes[0].places}, appearances ${sizes[0].looks}`)
  console.table(measured)
  console.log(recall)
  const figures = [
    ...Object.entries(measured).map(([who, { p95 }]) => ({
      ...{ figure: `similar pictures among ${ROWS}: p95 for ${who}, ms`, value: p95, aim: `< ${AIM_MS}` },
    })),
    { figure: 'similar pictures: of the ten best of all, found', value: recall.ofTen, aim: '>= 0.8' },
    {
      figure: 'similar pictures: of the other pictures of a series among them, found',
      value: recall.ofSeries,
      aim: '>= 0.95',
    },
  ]
  console.log(JSON.stringify({ bench: 'similar', rows: ROWS, queries: QUERIES, measured, recall, figures }))
} finally {
  await pool.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

async function inSequence<T, R>(values: readonly T[], work: (value: T, at: number) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const [at, value] of values.entries()) done.push(await work(value, at))
  return done
}

/** Searches for what looks like assets all over the library. Times in ms. */
async function measure(db: Db, looks: MadeLooks, viewer: Viewer) {
  const times: number[] = []
  let found = 0
  for (let n = 0; n < QUERIES; n++) {
    const at = (n * 7919 + 13) % ROWS
    const exemplar = { assetId: idOf(at, 'a'), look: looks.at(at), sha256: '' }
    const began = performance.now()
    found += (await alikeAssets({ db, viewer, now }, exemplar)).length
    times.push(performance.now() - began)
  }
  const sorted = times.slice(5).sort((one, other) => one - other) // the first searches read the index from disk
  const part = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10
  return { p50: part(0.5), p95: part(0.95), worst: part(0.999), meanFound: Math.round((10 * found) / QUERIES) / 10 }
}

/** Compares what is found with what a comparison with all pictures finds. */
async function compare(db: Db, looks: MadeLooks, viewer: Viewer) {
  let [best, bestFound, series, seriesFound] = [0, 0, 0, 0]
  for (let n = 0; n < COMPARED; n++) {
    const at = looks.inSeries((n * 104_729 + 31) % ROWS)
    const exemplar = looks.at(at)
    const all = Array.from({ length: ROWS }, (_, other) => ({ other, distance: unlikeness(exemplar, looks.at(other)) }))
      .filter(({ other, distance }) => other !== at && distance <= MOST_UNLIKE)
      .sort((one, other) => one.distance - other.distance)
      .slice(0, 10)
    const found = await alikeAssets({ db, viewer, now }, { assetId: idOf(at, 'a'), look: exemplar, sha256: '' })
    const ids = new Set(found.slice(0, 10).map(({ assetId }) => assetId))
    for (const { other } of all) {
      const isFound = ids.has(idOf(other, 'a')) ? 1 : 0
      best++
      bestFound += isFound
      if (!looks.isSameSeries(at, other)) continue
      series++
      seriesFound += isFound
    }
  }
  const share = (part: number, of: number) => (of === 0 ? 1 : Math.round((1000 * part) / of) / 1000)
  return { ofTen: share(bestFound, best), ofSeries: share(seriesFound, series), compared: best, inSeries: series }
}
