import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pidOf } from '#tests/support/processes'
import { type Product, startProduct } from '#tests/support/product'
import { openStaff } from '#tests/support/staff'
import { type Cluster, openCluster } from '~/server/postgres/cluster'

/** The full run: OUTAGE_KILLS=20 OUTAGE_STOPS=3 OUTAGE_SECONDS=30. */
const KILLS = Number(process.env.OUTAGE_KILLS ?? 3)
const STOPS = Number(process.env.OUTAGE_STOPS ?? 1)
const SECONDS = Number(process.env.OUTAGE_SECONDS ?? 25)
const PROMISED_MS = 30_000

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-outage-'))
  await chmod(folder, 0o755) // the database may run as another user
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The status of an address; 0 when the connection is refused, which a database outage must never cause. */
const statusOf = (url: string) =>
  fetch(url).then(
    async (answer) => {
      await answer.arrayBuffer()
      return answer.status
    },
    () => 0,
  )

/** Requests until the status is 200; returns the time it took and the statuses before. */
async function untilServed(url: string): Promise<{ milliseconds: number; seen: Set<number> }> {
  const since = performance.now()
  const seen = new Set<number>()
  for (;;) {
    const status = await statusOf(url)
    if (status === 200) return { milliseconds: performance.now() - since, seen }
    seen.add(status)
    if (performance.now() - since > 60_000) throw new Error(`not served again: ${[...seen]}`)
    await sleep(50)
  }
}

test(`the running product restarts its embedded database after each of ${KILLS} kills`, async () => {
  const dataDir = path.join(folder, 'killed')
  const product = await startProduct(dataDir, { VITRINE_DEMO: '0' })
  const processes = () => ['web', 'worker'].map((name) => pidOf(name, dataDir))
  const before = processes()
  const pidFile = path.join(dataDir, 'postgres/postmaster.pid')
  // During a restart the file may be missing or incomplete.
  const lines = () => {
    try {
      return readFileSync(pidFile, 'utf8').split('\n')
    } catch {
      return []
    }
  }
  const figures: number[] = []
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      const victim = Number(lines()[0])
      process.kill(victim, 'SIGKILL')
      const isBack = () => {
        const [pid, , , , , , , status] = lines()
        return Number(pid) !== victim && status?.trim() === 'ready'
      }
      while (!isBack()) {
        expect([200, 503]).toContain(await statusOf(`${product.baseUrl}/sign-in`))
        await sleep(50)
      }
      const { milliseconds, seen } = await untilServed(`${product.baseUrl}/readyz`)
      expect([...seen].filter((status) => status !== 503)).toEqual([])
      expect(await statusOf(`${product.baseUrl}/sign-in`)).toBe(200)
      figures.push(Math.round(milliseconds))
    }
    expect(Math.max(...figures)).toBeLessThan(PROMISED_MS)
    expect(processes()).toEqual(before)
    console.log(`served again after ${figures.join(', ')} ms`)
  } finally {
    expect(await product.stop()).toBe(0)
  }
}, 600_000)

describe.sequential('while an external database is unreachable', () => {
  let cluster: Cluster
  let product: Product
  let dataDir: string
  beforeAll(async () => {
    dataDir = path.join(folder, 'foreign')
    cluster = await openCluster({ dir: path.join(folder, 'postgres'), password: randomBytes(16).toString('hex') })
    product = await startProduct(dataDir, {
      ...{ DATABASE_URL: cluster.url, SESSION_SECRET: randomBytes(32).toString('hex'), VITRINE_DEMO: '1' },
    })
  })
  afterAll(async () => {
    await product?.stop()
    await cluster?.stop()
  })

  test(`pages, data, downloads and uploads answer 503, and work again after each of ${STOPS} stops of ${SECONDS} s`, async () => {
    const portal = await (await fetch(`${product.baseUrl}/p/press`)).text()
    const picture = /\/p\/press\/media\/[0-9a-f-]{36}\/(?:preview|thumb)/.exec(portal)![0]
    const kit = `${/\/p\/press\/c\/[a-z0-9-]+/.exec(portal)![0]}/kit.zip`
    const processes = () => ['web', 'worker'].map((name) => pidOf(name, dataDir))
    const before = processes()
    const figures: number[] = []
    for (let stop = 0; stop < STOPS; stop++) {
      await cluster.stop()
      const until = performance.now() + SECONDS * 1000
      await expectAway(product.baseUrl, { picture, kit })
      while (performance.now() < until) {
        expect(await statusOf(`${product.baseUrl}/p/press`)).toBe(503)
        await sleep(200)
      }
      await cluster.revive()
      const { milliseconds, seen } = await untilServed(`${product.baseUrl}/p/press`)
      expect([...seen].filter((status) => status !== 503)).toEqual([])
      figures.push(Math.round(milliseconds))
      for (const address of ['/readyz', picture, kit]) expect(await statusOf(product.baseUrl + address)).toBe(200)
    }
    expect(Math.max(...figures)).toBeLessThan(PROMISED_MS)
    console.log(`served again after ${figures.join(', ')} ms`)
    expect(processes()).toEqual(before)
    const iker = await openStaff(product.baseUrl, 'iker')
    const address = await iker.begin('after the outage.txt', 5)
    expect((await iker.send(address, 0, 'texts')).status).toBe(204)
    expect((await iker.settled(address)).state).not.toBe('inspecting')
  }, 600_000)
})

async function expectAway(baseUrl: string, { picture, kit }: { picture: string; kit: string }): Promise<void> {
  const page = { accept: 'text/html', 'accept-language': 'fr' }
  const origin = new URL(baseUrl).origin
  const form = { method: 'POST', body: new URLSearchParams({ email: 'a@b.example', password: 'x' }) }
  const cases: [string, RequestInit, string][] = [
    ['/p/press', { headers: page }, 'De retour dans un instant'],
    ['/p/press', { headers: { ...page, 'accept-language': 'ar' } }, 'سنعود بعد لحظات'],
    ['/library', { headers: page }, 'De retour dans un instant'],
    ['/sign-in', { ...form, headers: { ...page, origin } }, 'De retour dans un instant'],
    ['/s/vt_0123456789012345678901', { headers: page }, 'De retour dans un instant'],
    ['/p/press.data', { headers: page }, 'unavailable'],
    ['/sign-in.data', { ...form, headers: { ...page, origin } }, 'unavailable'],
    [picture, {}, 'unavailable'],
    [kit, { headers: page }, 'Rien n’est perdu'],
    ['/api/uploads', { method: 'POST', headers: { origin, 'tus-resumable': '1.0.0' } }, 'unavailable'],
  ]
  for (const [address, init, words] of cases) {
    const answer = await fetch(baseUrl + address, { redirect: 'manual', ...init })
    expect([address, answer.status, answer.headers.get('retry-after')]).toEqual([address, 503, '5'])
    expect(await answer.text()).toContain(words)
  }
  const ready = await fetch(`${baseUrl}/readyz`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toEqual({ ready: false, database: false, store: true })
  expect(await statusOf(`${baseUrl}/healthz`)).toBe(200)
}
