/**
 * Search among 10,000, 100,000 and a million assets: eight queries of staff and four of visitors with their facets, four clients at
 * once, suggestions, and indexing; beside `ilike` on the same values and SQLite's FTS5 on the same texts (python3).
 * `npm run bench search`; `BENCH_ROWS=10000` for one size, `BENCH_QUERIES` for the number of searches of each kind.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { indexChanges } from '~/domain/search/index-assets.commands.server'
import { parseQuery } from '~/domain/search/query/parse'
import { searchAssets } from '~/domain/search/search-assets.queries.server'
import { suggest } from '~/domain/search/suggest.queries.server'
import { type Db, dbNow, openDatabase, openPool } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { diskStorage } from '~/platform/storage/disk.server'
import { migrate } from '~/server/migrate'
import { openCluster } from '~/server/postgres/cluster'
import { type Corpus, changeTitles, makeCorpus, wordsOfFrequency } from './support/search-corpus'

const SIZES = process.env.BENCH_ROWS ? [Number(process.env.BENCH_ROWS)] : [10_000, 100_000, 1_000_000]
const QUERIES = Number(process.env.BENCH_QUERIES ?? 80)
const CLIENTS = 4

interface Times {
  p50: number
  p95: number
}
interface Kind {
  name: string
  viewer: Viewer
  typed: string[]
}

async function measureSize(rows: number): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-search-'))
  await chmod(folder, 0o755) // the database may run as another user
  const cluster = await openCluster({ dir: path.join(folder, 'postgres'), password: randomBytes(16).toString('hex') })
  const pool = openPool(cluster.url, { max: 1, statementTimeoutMs: 0 })
  const clients = openPool(cluster.url, { max: CLIENTS, statementTimeoutMs: 0 })
  try {
    await migrate(cluster.url)
    const began = performance.now()
    const corpus = await makeCorpus(openDatabase(pool), rows)
    const filled = Math.round((performance.now() - began) / 1000)
    const db = openDatabase(clients)
    const kinds = await kindsOf(db, corpus, rows)
    const table: Record<string, Times> = {}
    for (const kind of kinds) table[kind.name] = await timesOf(kind.typed, (typed) => page(db, kind.viewer, typed))
    const [staff] = kinds
    const words = await wordsOfFrequency(db, rows / 100, 20)
    const beginnings = words.map((word) => word.slice(0, 4))
    if (staff)
      table.suggestions = await timesOf(beginnings, async (typed) => suggest(await scopeOf(db, staff.viewer), typed))
    table['plain ilike'] = await timesOf(words.slice(0, 5), (word) => plainScan(db, word), 10)
    const sqlite = await sqliteTimes(db, words, folder)
    if (sqlite) table['SQLite FTS5'] = sqlite
    const indexing = await indexingOf(db, folder, Math.min(5000, rows))
    console.log(
      `${rows} assets, made in ${filled} s; ${QUERIES} searches of each kind by ${CLIENTS} clients; ${indexing} assets/s indexed`,
    )
    console.table(table)
    return { rows, filled, table, indexing }
  } finally {
    await Promise.all([pool.end(), clients.end()])
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const scopeOf = async (db: Db, viewer: Viewer) => ({ db, viewer, now: await dbNow(db) })

const page = async (db: Db, viewer: Viewer, typed: string) =>
  searchAssets(await scopeOf(db, viewer), { query: parseQuery(typed), size: 60, withFacets: true })

async function kindsOf(db: Db, { portalId, smallPortalId }: Corpus, rows: number): Promise<Kind[]> {
  const [common, middle, rare] = [
    await wordsOfFrequency(db, rows / 10, 20),
    await wordsOfFrequency(db, rows / 100, 20),
    await wordsOfFrequency(db, 5, 20),
  ]
  const pairs = middle.map((word, index) => `${word} ${common[index % common.length]}`)
  const staff = (role: 'editor' | 'viewer'): Viewer => ({ kind: 'staff', personId: newId(), name: 'x', role })
  const visitor = (id: string): Viewer => ({
    ...{
      kind: 'visitor',
      portalId: id,
      publishedAt: new Date(0),
      allows: 'web',
      includesOriginalOnly: false,
      keepsMetadata: false,
    },
  })
  const codes = Array.from({ length: 20 }, (_, n) => String(1 + Math.floor((n * rows) / 20)))
  const mistyped = middle.filter((word) => word.length > 5).map((word) => word.slice(0, 2) + word.slice(3))
  return [
    { name: 'staff: newest', viewer: staff('editor'), typed: [''] },
    { name: 'staff: common word', viewer: staff('editor'), typed: common },
    { name: 'staff: word', viewer: staff('editor'), typed: middle },
    { name: 'staff: rare word', viewer: staff('editor'), typed: rare },
    { name: 'staff: two words', viewer: staff('editor'), typed: pairs },
    {
      name: 'staff: word and two facets',
      viewer: staff('editor'),
      typed: middle.map((word) => `${word} kind:photo orientation:landscape`),
    },
    { name: 'staff: part of a code', viewer: staff('editor'), typed: codes },
    { name: 'staff: mistyped word', viewer: staff('editor'), typed: mistyped },
    { name: 'visitor: newest', viewer: visitor(portalId), typed: [''] },
    { name: 'visitor: word', viewer: visitor(portalId), typed: middle },
    { name: 'visitor: beginning of a word', viewer: visitor(portalId), typed: middle.map((word) => word.slice(0, 3)) },
    { name: 'visitor of 100 assets: word', viewer: visitor(smallPortalId), typed: common },
  ]
}

/** Milliseconds of calls by several clients at once, the first round left out. */
async function timesOf(
  typed: readonly string[],
  call: (typed: string) => Promise<unknown>,
  many = QUERIES,
): Promise<Times> {
  for (const each of typed.slice(0, 5)) await call(each)
  const times: number[] = []
  let next = 0
  const client = async () => {
    while (next < many) {
      const each = typed[next++ % typed.length] ?? ''
      const began = performance.now()
      await call(each)
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10
  return { p50: at(0.5), p95: at(0.95) }
}

const plainScan = (db: Db, word: string) =>
  sql`select asset.id from asset where exists (select 1 from metadata_value v where v.asset_id = asset.id and v.text ilike ${`%${word}%`})
    order by asset.created_at desc limit 60`.execute(db)

const PYTHON = `
import json, sqlite3, sys, time
db = sqlite3.connect(':memory:')
db.execute("create virtual table t using fts5(title, body, tokenize='unicode61 remove_diacritics 2')")
for line in open(sys.argv[1], encoding='utf8'):
    db.execute('insert into t values (?, ?)', json.loads(line))
times = []
for word in json.loads(sys.argv[2]):
    began = time.perf_counter()
    db.execute('select rowid from t where t match ? order by rank limit 60', (word,)).fetchall()
    times.append((time.perf_counter() - began) * 1000)
times.sort()
print(json.dumps({'p50': round(times[len(times) // 2], 1), 'p95': round(times[int(len(times) * 0.95)], 1)}))
`

/** The same texts and words in SQLite, one client, words alone: no rights, no facets. Undefined without python3 or FTS5. */
async function sqliteTimes(db: Db, words: string[], folder: string): Promise<Times | undefined> {
  const file = path.join(folder, 'texts.jsonl')
  const { rows } = await sql<{
    title: string
    body: string
  }>`select title, en || ' ' || es || ' ' || eu as body from bench_text`.execute(db)
  await writeFile(file, rows.map(({ title, body }) => JSON.stringify([title, body])).join('\n'))
  try {
    return JSON.parse(
      execFileSync('python3', ['-c', PYTHON, file, JSON.stringify(words)], { encoding: 'utf8' }),
    ) as Times
  } catch {
    return undefined
  }
}

/** Assets per second whose documents are made anew after a change of many. */
async function indexingOf(db: Db, folder: string, many: number): Promise<number> {
  await changeTitles(db, many)
  const began = performance.now()
  await indexChanges({ db, storage: diskStorage(path.join(folder, 'objects')) })
  return Math.round(many / ((performance.now() - began) / 1000))
}

function figuresOf({
  rows,
  table = {},
  indexing,
}: {
  rows?: number
  table?: Record<string, Times>
  indexing?: number
}) {
  const p95 = Object.entries(table).filter(([name]) => /^(staff|visitor)/.test(name))
  return [
    ...p95.map(([name, times]) => ({ figure: `search, ${rows}: ${name}, p95 ms`, value: times.p95, aim: '< 50' })),
    { figure: `search, ${rows}: suggestions, p95 ms`, value: table.suggestions?.p95, aim: '< 30' },
    { figure: 'search: assets indexed per second', value: indexing, aim: '>= 200' },
  ]
}

const results: Record<string, unknown>[] = []
for (const rows of SIZES) results.push(await measureSize(rows))
const largest = results.at(-1) ?? {}
console.log(JSON.stringify({ bench: 'search', results, figures: figuresOf(largest) }))
