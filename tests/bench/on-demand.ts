/** Sizes of photographs of 24 megapixels that are made when they are asked for: from click to first byte. `npx tsx tests/bench/on-demand.ts` */
import { appendFile, chmod, copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import sharp from 'sharp'
import { openEmbedded } from '#tests/support/processes'
import { startProduct } from '#tests/support/product'
import { openStaff, type Staff } from '#tests/support/staff'

const PHOTOS = Number(process.env.BENCH_PHOTOS ?? 30)
const SIZE = 'square-1080'
const source = path.resolve(import.meta.dirname, '../../db/seeds/demo/photos')

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-on-demand-'))
await chmod(folder, 0o755) // the database may run as another user
const dataDir = path.join(folder, 'data')
try {
  const product = await startProduct(dataDir)
  try {
    const mara = await openStaff(product.baseUrl, 'mara')
    const versions = await bring(mara)
    await untilIdle()
    report(await measure(product.baseUrl, mara, versions))
  } finally {
    await product.stop()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Uploads photographs of 24 megapixels, each with bytes of its own; returns the ids of their versions. */
async function bring(mara: Staff): Promise<string[]> {
  const made = path.join(folder, '24mp.jpg')
  await sharp(path.join(source, 'aizkorri-ridge.jpg')).resize(6000, 4000).jpeg({ quality: 90 }).toFile(made)
  const versions: string[] = []
  for (let index = 0; index < PHOTOS; index++) {
    const file = path.join(folder, `photo-${index}.jpg`)
    await copyFile(made, file)
    await appendFile(file, `photo ${index}`)
    versions.push(await mara.versionOf(await mara.ingest(path.basename(file), await readFile(file))))
  }
  return versions
}

async function untilIdle(): Promise<void> {
  const database = await openEmbedded(dataDir)
  const waiting = `select 1 from graphile_worker.jobs where attempts < max_attempts and run_at < now() + interval '1 minute' limit 1`
  while ((await database.query(waiting)).rows.length > 0) await setTimeout(500)
  await database.end()
}

/** Milliseconds to the first byte of each size, one after another. The server keeps the connection until the size is made. */
async function measure(baseUrl: string, mara: Staff, versions: string[]): Promise<number[]> {
  const times: number[] = []
  for (const version of versions) {
    const began = performance.now()
    const answer = await fetch(new URL(`/library/size/${version}/${SIZE}`, baseUrl), { headers: mara.headers })
    if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`)
    const reader = answer.body!.getReader()
    await reader.read()
    times.push(performance.now() - began)
    await reader.cancel()
  }
  return times.sort((a, b) => a - b)
}

function report(times: number[]): void {
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)
  console.log(
    `${times.length} photographs of 24 MP, each as ${SIZE}, one after another: milliseconds to the first byte`,
  )
  console.table([{ p50: at(0.5), p95: at(0.95), longest: at(1) }])
  const figures = [{ figure: 'size of 24 MP on demand: first byte, p95 ms', value: at(0.95), aim: '< 700' }]
  console.log(JSON.stringify({ command: 'npx tsx tests/bench/on-demand.ts', photos: times.length, figures }))
}
