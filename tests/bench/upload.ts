/** Upload of one large file by tus, against `curl -T` of the same file to nginx. `npx tsx tests/bench/upload.ts` */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pidOf } from '#tests/support/processes'
import { type Product, startProduct } from '#tests/support/product'
import { openStaff } from '#tests/support/staff'
import type { Nginx } from './support/nginx'
import { cpuSeconds, forgetPeak, median, peakMb } from './support/processes'
import { startReceivingNginx } from './support/upload-nginx'
import { makeFilm, makeNew, putByCurl, type Sent, sendByCurl, sendByTus, signIn } from './upload-senders'

const RUNS = Number(process.env.BENCH_RUNS ?? 5)
const MEGABYTES = Number(process.env.BENCH_MEGABYTES ?? 1000)

interface Run {
  mbPerSecond: number
  cpuSecondsPerGb: number
  peakMb: number
  /** From the last byte until the product had hashed and stored it. */
  settledSeconds: number
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-upload-'))
await chmod(folder, 0o755) // the database may run as another user
const dataDir = path.join(folder, 'data')
const film = path.join(folder, 'film.mp4')
let product: Product | undefined
let nginx: Nginx | undefined
try {
  await makeFilm(film, MEGABYTES, randomBytes(20_000_000))
  const { size } = await stat(film)
  product = await startProduct(dataDir)
  nginx = await startReceivingNginx(path.join(folder, 'received'), path.join(folder, 'nginx'))
  if (!nginx) console.log('nginx is not installed: nothing to compare with')
  const { baseUrl } = product
  const identity = await signIn(baseUrl)
  const staff = await openStaff(baseUrl, 'iker')
  const web = pidOf('web', dataDir)!

  const senders: Record<string, { pid: number; send: () => Promise<Sent> }> = {
    'tus-js-client': { pid: web, send: () => sendByTus(baseUrl, identity, film, size) },
    'curl, tus': { pid: web, send: () => sendByCurl(baseUrl, identity, film, size) },
  }
  if (nginx) {
    const { port, workerPid } = nginx
    const address = `http://127.0.0.1:${port}/film.mp4`
    senders['curl -T, nginx'] = { pid: workerPid, send: async () => ({ ms: await putByCurl(film, address) }) }
  }
  const runs = new Map(Object.keys(senders).map((name) => [name, [] as Run[]]))
  // In turns, so that other load affects all; the first round is not counted.
  for (let round = 0; round <= RUNS; round++)
    for (const [name, { pid, send }] of Object.entries(senders)) {
      await makeNew(film, randomBytes(16))
      execFileSync('sync') // flushes the writes of the previous run
      forgetPeak(pid)
      const before = cpuSeconds(pid)
      const { ms, address } = await send()
      const cpu = cpuSeconds(pid) - before
      const peak = peakMb(pid)
      const settledSeconds = address ? await putAway(address) : 0
      const run = { mbPerSecond: size / 1000 / ms, cpuSecondsPerGb: (cpu * 1e9) / size, peakMb: peak, settledSeconds }
      if (round > 0) runs.get(name)!.push(run)
    }
  report(runs)

  /** Waits until the video is ingested, then deletes its bytes, so that a run leaves nothing to the next. */
  async function putAway(address: string): Promise<number> {
    const began = performance.now()
    const { id, state, reason } = await staff.settled(address)
    const seconds = (performance.now() - began) / 1000
    if (state !== 'done') throw new Error(`the film was not taken in: ${state} ${reason}`)
    await staff.post(`/library/uploads/${id}`, { intent: 'dismiss' })
    const objects = path.join(dataDir, 'objects')
    for (const name of await readdir(objects, { recursive: true })) {
      const file = path.join(objects, name)
      if ((await stat(file)).size === size) await rm(file)
    }
    return seconds
  }
} finally {
  await product?.stop()
  await nginx?.stop()
  await rm(folder, { recursive: true, force: true })
}

function report(runs: Map<string, Run[]>): void {
  const senders: Record<string, Run & { spreadPercent: number }> = {}
  for (const [name, all] of runs) {
    const speed = median(all.map((run) => run.mbPerSecond))
    senders[name] = {
      mbPerSecond: Math.round(speed.median),
      spreadPercent: Math.round(speed.spread),
      cpuSecondsPerGb: round2(median(all.map((run) => run.cpuSecondsPerGb)).median),
      peakMb: Math.round(Math.max(...all.map((run) => run.peakMb))),
      settledSeconds: round2(median(all.map((run) => run.settledSeconds)).median),
    }
  }
  console.log(`${MEGABYTES} MB, medians of ${RUNS} (of memory: the peak of all), receiving process`)
  console.table(senders)
  const [tus, curl, nginx] = ['tus-js-client', 'curl, tus', 'curl -T, nginx'].map((name) => senders[name])
  const toNginx = (one?: Run) => (one && nginx ? round2(one.mbPerSecond / nginx.mbPerSecond) : undefined)
  const figures = [
    { figure: 'upload: tus-js-client, MB/s to nginx PUT', value: toNginx(tus), aim: '>= 0.6' },
    { figure: 'upload: the same with curl as sender', value: toNginx(curl), aim: '-' },
    { figure: 'upload: peak RSS of web, MB', value: tus?.peakMb, aim: '< 200' },
  ]
  const conditions = {
    command: 'npx tsx tests/bench/upload.ts',
    megabytes: MEGABYTES,
    runs: RUNS,
    node: process.version,
  }
  console.log(JSON.stringify({ bench: 'upload', ...conditions, senders, figures }))
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
