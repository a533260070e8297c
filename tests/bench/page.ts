/**
 * A portal's page with sixty assets, cached and rendered, against node:http sending the same bytes, and against another
 * build of the product where `BENCH_AGAINST` names its folder. `npx tsx tests/bench/page.ts`
 */
import type { ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { embeddedUrl, pidOf } from '#tests/support/processes'
import { type Product, startProduct } from '#tests/support/product'
import { showPictures } from './page-portal'
import type { AskedImport } from './support/importer'
import { startOlderBuild } from './support/older-build'
import type { Answered, Asked } from './support/page-client'
import { ask, cpuSeconds, forgetPeak, median, peakMb, startProcess } from './support/processes'

const RUNS = Number(process.env.BENCH_RUNS ?? 5)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5)
const CONNECTIONS = 50
const ASSETS = 60
const IMPORTS = 20
/** The request headers of a browser: language and session change the page. */
const ASKED_WITH = {
  ...{ accept: 'text/html', 'accept-encoding': 'identity', 'accept-language': 'en' },
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}
/** Headers that each server writes itself. */
const OWN = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'])

/** The headers of a client with a session cookie, here of an ended session: its pages are not cached. */
const PERSONAL = { cookie: 'vitrine=bench' }
const AGAINST = process.env.BENCH_AGAINST
const ANEW = 'rendered anew'
const OLDER = 'older build, anew'

interface Server {
  pid: number
  url: string
  /** For a client whose page is rendered. */
  headers?: Record<string, string>
}

interface Run extends Answered {
  cpuMsPerRequest: number
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-page-'))
await chmod(folder, 0o755) // the database may run as another user
const dataDir = path.join(folder, 'data')
const children: ChildProcess[] = []
let product: Product | undefined
try {
  product = await startProduct(dataDir)
  const page = new URL(await showPictures(product.baseUrl, dataDir, ASSETS), product.baseUrl).href
  const manifest = path.join(folder, 'page.json')
  const bytes = await keepPage(page, manifest)
  const bare = startProcess('page-server.ts', [manifest])
  const client = startProcess('page-client.ts')
  const importer = startProcess('importer.ts')
  children.push(bare, client, importer)
  const { port } = await ask<{ port: number }>(bare)

  const web = pidOf('web', dataDir)!
  const servers: Record<string, Server> = {
    product: { pid: web, url: page },
    [ANEW]: { pid: web, url: page, headers: PERSONAL },
    'node:http': { pid: bare.pid!, url: `http://127.0.0.1:${port}/` },
  }
  if (AGAINST) {
    const older = await startOlderBuild(AGAINST, web)
    children.push(older.process)
    const { host, pathname } = new URL(page)
    const url = `http://127.0.0.1:${older.port}${pathname}`
    servers[OLDER] = { pid: older.process.pid!, url, headers: { ...PERSONAL, host } }
  }
  const press = ({ url, headers = {} }: Omit<Server, 'pid'>, connections: number) =>
    ask<Answered>(client, {
      ...{ url, connections, seconds: SECONDS },
      headers: { ...ASKED_WITH, ...headers },
    } satisfies Asked)
  const runs = new Map(Object.keys(servers).map((name) => [name, [] as Run[]]))
  forgetPeak(web)
  // In turns, so that other load affects both; the first round warms up and is not counted.
  for (let round = 0; round <= RUNS; round++)
    for (const [name, server] of Object.entries(servers)) {
      const { pid } = server
      const before = cpuSeconds(pid)
      const answered = await press(server, CONNECTIONS)
      const cpuMsPerRequest = ((cpuSeconds(pid) - before) * 1000) / (answered.requestsPerSecond * SECONDS)
      if (!server.headers && answered.bytes !== bytes)
        throw new Error(`${name} sent ${answered.bytes} bytes, not ${bytes}`)
      if (round > 0) runs.get(name)!.push({ ...answered, cpuMsPerRequest })
    }
  const alone = await press({ url: page }, 1)
  const importing = await besideImports(dataDir, importer, () => press({ url: page }, CONNECTIONS))
  report(runs, {
    ...importing,
    bytes,
    aloneP50Ms: round2(alone.p50Ms),
    peakMb: Math.round(peakMb(web)),
  })
} finally {
  for (const child of children)
    if (child.connected) child.disconnect()
    else child.kill()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Writes the page to a file for the bare server, once it shows every asset; returns its length. */
async function keepPage(page: string, manifest: string): Promise<number> {
  const { answer, body } = await settledPage(page)
  const shown = new Set(body.match(/Picture \d+/g)).size
  if (answer.status !== 200 || shown !== ASSETS) throw new Error(`${answer.status}, ${shown} assets on the page`)
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !OWN.has(name)))
  await writeFile(manifest, JSON.stringify({ headers, body }))
  return Buffer.byteLength(body)
}

/** The page once it is unchanged for five seconds: it shows file sizes, and credits are still being written into renditions. */
async function settledPage(page: string): Promise<{ answer: Response; body: string }> {
  const plain = (body: string) => body.replaceAll(/nonce="[^"]*"/g, '').length
  let before = -1
  for (;;) {
    const answer = await fetch(page, { headers: ASKED_WITH })
    const body = await answer.text()
    if (plain(body) === before) return { answer, body }
    before = plain(body)
    await sleep(5000)
  }
}

/** The share of a page's requests per second that remains while files are imported, measured in turns with and without. */
async function besideImports(dataDir: string, importer: ChildProcess, visit: () => Promise<Answered>) {
  const databaseUrl = await embeddedUrl(dataDir)
  const shares: number[] = []
  let perSecond = 0
  for (let round = 0; round < RUNS; round++) {
    const idle = await visit()
    const asked = { databaseUrl, objects: path.join(dataDir, 'objects'), perSecond: IMPORTS, seconds: SECONDS }
    const imported = ask<{ perSecond: number }>(importer, asked satisfies AskedImport)
    const busy = await visit()
    perSecond = (await imported).perSecond
    shares.push(busy.requestsPerSecond / idle.requestsPerSecond)
  }
  return { importsPerSecond: round2(perSecond), shareBesideImports: round2(median(shares).median) }
}

type Figures = Record<string, number>

interface Facts {
  bytes: number
  aloneP50Ms: number
  peakMb: number
  importsPerSecond: number
  shareBesideImports: number
}

function report(all: Map<string, Run[]>, facts: Facts): void {
  const servers: Record<string, Figures> = {}
  for (const [name, runs] of all) {
    const middle = (key: keyof Run) => round2(median(runs.map((run) => run[key])).median)
    servers[name] = {
      requestsPerSecond: Math.round(middle('requestsPerSecond')),
      spreadPercent: Math.round(median(runs.map((run) => run.requestsPerSecond)).spread),
      ...{ p50Ms: middle('p50Ms'), p99Ms: middle('p99Ms'), cpuMsPerRequest: middle('cpuMsPerRequest') },
    }
  }
  const { product: ours, [ANEW]: anew, 'node:http': bare, [OLDER]: older } = servers as Record<string, Figures>
  if (!ours || !anew || !bare) throw new Error('a server was not measured')
  const { bytes, aloneP50Ms, peakMb } = facts
  console.log(`${ASSETS} assets, ${bytes} bytes, ${CONNECTIONS} connections, medians of ${RUNS} × ${SECONDS} s`)
  console.table(servers)
  console.log(`one connection alone: p50 ${aloneP50Ms} ms; peak RSS of web ${peakMb} MB`)
  const figures = [
    { figure: 'page: requests/s', value: ours.requestsPerSecond, aim: '-' },
    { figure: 'page: requests/s to node:http with the same bytes', value: ratio(ours, bare), aim: '>= 0.2' },
    {
      figure: `page: requests/s beside ${facts.importsPerSecond} imports/s, to idle`,
      value: facts.shareBesideImports,
      aim: '>= 0.8',
    },
    { figure: 'page: requests/s, rendered anew for each', value: anew.requestsPerSecond, aim: '-' },
    ...(older
      ? [{ figure: 'page: requests/s rendered anew, to the older build', value: ratio(anew, older), aim: '>= 3' }]
      : []),
    { figure: 'page: p99 rendered anew, ms', value: anew.p99Ms, aim: '-' },
    { figure: `page: p99 at ${CONNECTIONS} connections, ms`, value: ours.p99Ms, aim: '-' },
  ]
  const conditions = { command: 'npx tsx tests/bench/page.ts', runs: RUNS, seconds: SECONDS, node: process.version }
  console.log(JSON.stringify({ bench: 'page', ...conditions, ...facts, servers, figures }))
}

function ratio(one: Figures, other: Figures): number {
  return Math.round((one.requestsPerSecond! / other.requestsPerSecond!) * 1000) / 1000
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
