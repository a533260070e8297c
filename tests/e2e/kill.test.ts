import { createHash, randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import type pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownProduct } from '#tests/support/demo-product'
import { openEmbedded, pidOf } from '#tests/support/processes'
import { openStaff, type Staff } from '#tests/support/staff'
import { PRESETS } from '~/platform/images/presets'

const { baseUrl, dataDir } = await ownProduct()
let database: pg.Client
let iker: Staff
let mara: Staff
beforeAll(async () => {
  database = await openEmbedded(dataDir)
  iker = await openStaff(baseUrl, 'iker')
  mara = await openStaff(baseUrl, 'mara')
})
afterAll(() => database?.end())

/** A photograph of noise, which does not compress: at least as many bytes as pixels. */
const noise = (width: number, height: number): Promise<Buffer> =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer()
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Kills a process with SIGKILL and waits until the restarted one answers. */
async function kill(name: 'web' | 'worker'): Promise<void> {
  const pid = pidOf(name, dataDir)!
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => ![undefined, pid].includes(pidOf(name, dataDir))).toBe(true)
  if (name === 'worker') return
  const answers = () =>
    fetch(new URL('/readyz', baseUrl)).then(
      ({ ok }) => ok,
      () => false,
    )
  await expect.poll(answers).toBe(true)
}

/** The number of renditions of a version; they become visible together. */
const PICTURES = Object.keys(PRESETS).length

/** Starts a download and pauses after the first chunk; returns the response, the bytes received and how it ended. */
async function slowly(url: string, headers: Record<string, string> = {}) {
  // A kit redirects to its plan.
  const { headers: asked } = await fetch(url, { method: 'HEAD', redirect: 'manual', headers })
  const address = new URL(asked.get('location') ?? url, url)
  const chunks: Buffer[] = []
  let ended: 'whole' | 'cut' | undefined
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) =>
    http.get(address, { headers, highWaterMark: 16_384 } as http.RequestOptions, resolve).on('error', reject),
  )
  answer.on('error', () => {
    ended = 'cut'
  })
  answer.on('close', () => {
    ended ??= answer.complete ? 'whole' : 'cut'
  })
  // Each resume lets one chunk through.
  answer.on('data', (chunk) => {
    chunks.push(chunk)
    answer.pause()
  })
  await expect.poll(() => chunks.length).toBe(1)
  return { answer, bytes: () => Buffer.concat(chunks), ended: () => ended }
}

describe('kill -9', () => {
  test('of the web process during an upload keeps the acknowledged bytes, and the resumed upload is complete', async () => {
    const bytes = await noise(3000, 2000)
    const address = await iker.begin('killed upload.jpg', bytes.length)
    const half = Math.floor(bytes.length / 2)
    expect((await iker.send(address, 0, new Uint8Array(bytes.subarray(0, half)))).status).toBe(204)
    const endless = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(bytes.subarray(half, half + 1_000_000))),
    })
    const sending = iker.send(address, half, endless).catch(() => 'broken')
    const staged = async () => (await stat(path.join(dataDir, 'staging', address.split('/').at(-1)!))).size
    await expect.poll(staged).toBeGreaterThan(half)
    await kill('web')
    expect(await sending).toBe('broken')
    const offset = await iker.offset(address)
    expect(offset).toBeGreaterThanOrEqual(half)
    const before = await database.query('select 1 from asset_version where file_name = $1', ['killed upload.jpg'])
    expect(before.rowCount, 'nothing is half visible').toBe(0)
    expect((await iker.send(address, offset, new Uint8Array(bytes.subarray(offset)))).status).toBe(204)
    const upload = await iker.settled(address)
    expect(upload).toMatchObject({ state: 'done' })
    const version = await iker.versionOf(upload.assetId!)
    const original = await iker.ask(`/library/download/${version}/original`)
    expect(sha256(new Uint8Array(await original.arrayBuffer()))).toBe(sha256(bytes))
  })

  test('of the worker during a rendition leaves no partial set, and another worker makes all renditions', async () => {
    // Looked for from the first byte: the job may be over by the time that the upload is known to have arrived.
    const ingested = iker.ingest('killed rendition.jpg', await noise(4500, 3500))
    const running = async () => {
      const { rowCount } = await database.query(
        `select 1 from graphile_worker._private_jobs job
         join graphile_worker._private_tasks task on task.id = job.task_id and task.identifier = 'make_renditions'
         join asset_version version on version.id::text = job.payload ->> 'versionId'
         where version.file_name = 'killed rendition.jpg' and job.locked_by is not null`,
      )
      return rowCount
    }
    await expect.poll(running, { interval: 20 }).toBeGreaterThan(0)
    await kill('worker')
    const assetId = await ingested
    const made = async () => {
      const { rows } = await database.query(
        `select count(*)::int as n from rendition r join asset a on a.current_version_id = r.version_id
         where a.id = $1 and r.state = 'made' and r.preset <> 'clean'`,
        [assetId],
      )
      return rows[0].n as number
    }
    expect(await made()).toBe(0)
    const seen = new Set<number>()
    const all = async () => {
      seen.add(await made())
      return made()
    }
    // Given back, and made again, beside whatever else runs.
    await expect.poll(all, { interval: 50, timeout: 250_000 }).toBe(PICTURES)
    expect([...seen].filter((count) => count !== 0 && count !== PICTURES)).toEqual([])
  })

  test('of the web process during a kit download allows the same kit to be resumed with If-Range', async () => {
    const assetId = await iker.ingest('killed kit.bin', randomBytes(30_000_000))
    await mara.approve(assetId)
    const url = `${baseUrl}${await mara.share(assetId)}/kit.zip`
    const first = await slowly(url)
    const { etag } = first.answer.headers
    await kill('web')
    first.answer.on('pause', () => first.answer.resume())
    first.answer.resume()
    await expect.poll(first.ended).toBe('cut')
    const part = first.bytes()
    const length = Number(first.answer.headers['content-length'])
    expect(part.length).toBeLessThan(length)
    const headers = { range: `bytes=${part.length}-`, 'if-range': etag! }
    const rest = await fetch(url, { headers })
    expect(rest.status).toBe(206)
    const joined = Buffer.concat([part, Buffer.from(await rest.arrayBuffer())])
    const whole = Buffer.from(await (await fetch(url)).arrayBuffer())
    expect(joined.length).toBe(length)
    expect(sha256(joined)).toBe(sha256(whole))
  })
})

describe('a running download is aborted and refused afterwards', () => {
  let shared = 0
  /** A share of a large approved asset whose kit download has started. */
  async function begun() {
    const assetId = await iker.ingest(`running ${++shared}.bin`, randomBytes(45_000_000))
    await mara.approve(assetId)
    const path = await mara.share(assetId)
    const { rows } = await database.query('select id from share order by created_at desc limit 1')
    const kit = `${baseUrl}${path}/kit.zip`
    return { assetId, kit, manage: `/shares/${rows[0].id}`, running: await slowly(kit) }
  }
  async function expectCut({ answer, ended, bytes }: Awaited<ReturnType<typeof slowly>>): Promise<void> {
    // Slow like a poor connection: the buffered bytes must not complete the download before rights are checked again.
    const endOfTrickle = () => {
      answer.resume()
      return ended()
    }
    await expect.poll(endOfTrickle, { interval: 20, timeout: 120_000 }).toBe('cut')
    expect(bytes().length).toBeLessThan(Number(answer.headers['content-length']))
  }

  test('when its share is revoked', async () => {
    const { running, kit, manage } = await begun()
    expect((await mara.post(manage, { intent: 'revoke' })).status).toBe(200)
    await expectCut(running)
    expect((await fetch(kit)).status).toBe(410)
  })

  test('when its share no longer allows ZIP downloads', async () => {
    const { running, kit, manage } = await begun()
    const terms = { title: 'A test', zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'original' }
    expect((await mara.post(manage, { intent: 'change', ...terms })).status).toBe(200)
    await expectCut(running)
    expect((await fetch(kit)).status).toBe(403)
  })

  test('when a newer version is approved, which is delivered from then on', async () => {
    const { running, kit, assetId } = await begun()
    const etag = running.answer.headers.etag!
    const newer = randomBytes(5000)
    const address = await iker.begin('newer.bin', newer.length, assetId)
    await iker.send(address, 0, new Uint8Array(newer))
    expect(await iker.settled(address)).toMatchObject({ state: 'done', assetId })
    await mara.approve(assetId)
    await expectCut(running)
    await expect.poll(async () => (await fetch(kit, { method: 'HEAD' })).status, { timeout: 60_000 }).toBe(200)
    const rest = await fetch(kit, { headers: { range: 'bytes=1000-', 'if-range': etag } })
    expect([rest.status, rest.headers.get('etag') === etag]).toEqual([200, false])
  })

  test('when the person who downloads it is disabled', async () => {
    const { assetId, running: other } = await begun()
    other.answer.destroy()
    const nerea = await openStaff(baseUrl, 'nerea')
    const url = `${baseUrl}/library/download/${await nerea.versionOf(assetId)}/original`
    const running = await slowly(url, nerea.headers)
    await database.query("update person set disabled_at = now() where email like 'nerea@%'")
    await expectCut(running)
    expect((await nerea.ask(url)).status).toBe(401)
  })
})
