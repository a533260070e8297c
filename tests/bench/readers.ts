/** Slow clients of one large kit, and their effect on other visitors. `npx tsx tests/bench/readers.ts` */
import { type ChildProcess, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { openEmbedded, pidOf } from '#tests/support/processes'
import { type Product, startProduct } from '#tests/support/product'
import { openStaff } from '#tests/support/staff'
import type { Answered, Asked } from './support/page-client'
import { ask, cpuSeconds, forgetPeak, peakMb, startProcess } from './support/processes'
import type { AskedReaders, Read } from './support/slow-readers'

const FILES = 3000
const BYTES = 40_000
const SECONDS = 20
/** The number of clients, and the seconds within which they connect: at once, and as after a mailing. */
const READERS = [
  { count: 60, withinSeconds: 0 },
  { count: 500, withinSeconds: 5 },
  { count: 500, withinSeconds: 0 },
]
/** The interval of page requests of each visitor; without a pause the visitors themselves would be measured. */
const PAUSE_MS = 50
const BYTES_PER_SECOND = 50_000

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-readers-'))
await chmod(folder, 0o755) // the database may run as another user
const dataDir = path.join(folder, 'data')
const children: ChildProcess[] = []
let product: Product | undefined
try {
  product = await startProduct(dataDir)
  const kit = await largeKit(product, path.join(folder, 'files'))
  const [readers, visitors] = [startProcess('slow-readers.ts'), startProcess('page-client.ts')]
  children.push(readers, visitors)
  const page = new URL('/p/press', product.baseUrl).href
  const visit = () =>
    ask<Answered>(visitors, {
      ...{ url: page, connections: 2, seconds: SECONDS, pauseMs: PAUSE_MS },
      headers: { accept: 'text/html', 'accept-language': 'en' },
    } satisfies Asked)
  await visit()
  const alone = await visit()
  const web = pidOf('web', dataDir)
  if (!web) throw new Error('no web process')
  const results = []
  for (const { count, withinSeconds } of READERS) {
    const before = peakNow(web)
    const cpu = cpuSeconds(web)
    const visiting = visit()
    const read = await ask<Read>(readers, {
      ...{ url: kit, count, withinSeconds, bytesPerSecond: BYTES_PER_SECOND, seconds: SECONDS },
    } satisfies AskedReaders)
    const beside = await visiting
    results.push({
      readers: `${count} within ${withinSeconds} s`,
      firstByteP50Ms: Math.round(read.firstByteP50Ms),
      firstByteP95Ms: Math.round(read.firstByteP95Ms),
      firstByteMaxMs: Math.round(read.firstByteMaxMs),
      rssGrowthMb: Math.round(peakMb(web) - before),
      pageP99Ms: Math.round(beside.p99Ms * 10) / 10,
      pageP99AloneMs: Math.round(alone.p99Ms * 10) / 10,
      cpuSeconds: Math.round((cpuSeconds(web) - cpu) * 10) / 10,
    })
  }
  console.table(results)
  const figures = results.flatMap(({ readers: n, firstByteP95Ms, rssGrowthMb, pageP99Ms }) => [
    { figure: `readers: first byte p95, ${n}, ms`, value: firstByteP95Ms, aim: '< 1000' },
    { figure: `readers: RSS growth, ${n}, MB`, value: rssGrowthMb, aim: '< 150' },
    { figure: `readers: p99 of a page beside ${n}, ms`, value: pageP99Ms, aim: '< 100' },
  ])
  console.log(
    JSON.stringify({ bench: 'readers', command: 'npx tsx tests/bench/readers.ts', node: process.version, figures }),
  )
} finally {
  for (const child of children) child.disconnect()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
}

function peakNow(pid: number): number {
  forgetPeak(pid)
  return peakMb(pid)
}

/** Imports files of noise, approves them and returns the address of the kit of a share with all of them. */
async function largeKit({ baseUrl }: Product, source: string): Promise<string> {
  await mkdir(source)
  for (let index = 0; index < FILES; index++)
    // Text first: one in some thousand files of pure noise begins like an image, and is refused for being none.
    await writeFile(path.join(source, `file-${index}.bin`), Buffer.concat([Buffer.from('noise '), randomBytes(BYTES)]))
  const { PATH, HOME } = process.env
  execFileSync(process.execPath, ['app/server/bootstrap.mjs', 'cli', 'import', source], {
    env: { PATH, HOME, VITRINE_DATA: dataDir, LOG_LEVEL: 'error' } as unknown as NodeJS.ProcessEnv,
    stdio: 'ignore',
  })
  const mara = await openStaff(baseUrl, 'mara')
  const collection = (await mara.post('/collections', { title: 'Many files' })).headers
    .get('location')
    ?.split('/')
    .at(-1)
  const db = await openEmbedded(dataDir)
  await db.query("update asset_version set state = 'approved' where file_name like 'file-%.bin'")
  await db.query(
    `update asset set approved_version_id = current_version_id where current_version_id in
      (select id from asset_version where file_name like 'file-%.bin')`,
  )
  await db.query(
    `insert into collection_asset (collection_id, asset_id, position)
      select $1, asset_id, row_number() over (order by file_name) from asset_version where file_name like 'file-%.bin'`,
    [collection],
  )
  await db.end()
  const terms = { title: 'Many', zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'original', zipAllowed: 'on' }
  const made = await (await mara.post('/shares/new', { ...terms, collectionId: collection ?? '' })).text()
  const link = /\/s\/vt_[A-Za-z0-9_-]{22}/.exec(made)?.[0]
  if (!link) throw new Error('no link')
  return new URL(`${link}/kit.zip`, baseUrl).href
}
