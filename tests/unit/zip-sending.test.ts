import { createHash, randomBytes } from 'node:crypto'
import { truncate } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bytesOf, Collecting, mixedKit, openZipWorld, type Way, type ZipWorld } from '#tests/support/zip-world'
import { planZip, type ZipEntry, type ZipPlan } from '~/platform/zip/plan'
import { sendZip } from '~/platform/zip/send.server'

const MB = 1_000_000

describe.each<Way>(['files', 'streams'])('sendZip from %s', (way) => {
  let world: ZipWorld
  beforeEach(async () => {
    world = await openZipWorld(way)
  })
  afterEach(async () => {
    expect(world.openFiles()).toBe(0)
    await world.close()
  })

  const never = () => new AbortController().signal
  const kitOf = (count: number, size: number): Promise<ZipEntry[]> =>
    Promise.all(Array.from({ length: count }, (_, n) => world.stored(`${n}.bin`, randomBytes(size))))
  const fileOf = ({ source }: ZipEntry) => world.fileOf((source as { key: string }).key)

  /** A writable that blocks after `limit` bytes until `goOn` is called. */
  const stuckAfter = (limit: number) => {
    let taken = 0
    let goOn = () => {}
    const out = new Writable({
      highWaterMark: 16 * 1024,
      write(chunk: Buffer, _encoding, done) {
        taken += chunk.length
        goOn = done
        if (taken >= limit && taken - chunk.length < limit) out.emit('stuck')
        else done()
      },
    })
    return { out, stuck: new Promise((resolve) => out.once('stuck', resolve)), goOn: () => goOn() }
  }

  test.each([
    ['large files', 3, 3 * MB],
    ['small files', 200, 40_000],
  ])('closes every file before it rejects when it is aborted while sending %s', async (_, count, size) => {
    const plan = planZip(await kitOf(count, size))
    const { out, stuck } = stuckAfter(1 * MB)
    const stop = new AbortController()
    const sending = sendZip(plan, world.storage, out, { signal: stop.signal })
    await stuck
    stop.abort(new Error('enough'))
    await expect(sending).rejects.toThrow('enough')
    expect(world.openFiles()).toBe(0)
  })

  test('closes every file before it rejects when the client disconnects', async () => {
    const plan = planZip(await kitOf(3, 3 * MB))
    const { out, stuck } = stuckAfter(1 * MB)
    const sending = sendZip(plan, world.storage, out, { signal: never() })
    await stuck
    expect(world.openFiles()).toBeGreaterThan(0)
    out.destroy()
    await expect(sending).rejects.toThrow()
    expect(world.openFiles()).toBe(0)
  })

  test('opens no file when the signal is already aborted or the client already gone', async () => {
    const plan = planZip(await kitOf(1, MB))
    const out = new Collecting()
    await expect(sendZip(plan, world.storage, out, { signal: AbortSignal.abort() })).rejects.toThrow()
    out.destroy()
    await expect(sendZip(plan, world.storage, out, { signal: never() })).rejects.toThrow()
    expect(out.chunks).toHaveLength(0)
  })

  test('rejects with the error of the output stream', async () => {
    const plan = planZip(await kitOf(3, MB))
    const out = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no route to host')) })
    out.on('error', () => {})
    await expect(sendZip(plan, world.storage, out, { signal: never() })).rejects.toThrow('no route to host')
  })

  test.each([
    ['large', 2 * MB],
    ['small', 40_000],
  ])('rejects when a %s object is missing, shorter or longer than planned, and sends no padding', async (_, size) => {
    const kit = await kitOf(3, size)
    const plan = planZip(kit)
    const file = await fileOf(kit[1]!)
    for (const length of [size - 1, size + 1, 0]) {
      await truncate(file, length)
      await expectCut(plan, 'unavailable')
    }
    await world.storage.delete((kit[1]!.source as { key: string }).key)
    await expectCut(plan, 'missing')
  })

  async function expectCut(plan: ZipPlan, code: string): Promise<void> {
    const out = new Collecting()
    const sending = sendZip(plan, world.storage, out, { signal: never() })
    await expect(sending).rejects.toMatchObject({ name: 'StorageError', code })
    expect(out.bytes.length).toBeLessThan(plan.length)
    expect(out.writableEnded).toBe(false)
  }

  test('rejects when an object is truncated while it is sent', async () => {
    const kit = await kitOf(1, 30 * MB)
    const { out, stuck, goOn } = stuckAfter(MB)
    const sending = sendZip(planZip(kit), world.storage, out, { signal: never() })
    await stuck
    await truncate(await fileOf(kit[0]!), 6 * MB)
    goOn()
    await expect(sending).rejects.toMatchObject({ name: 'StorageError' })
  })

  test('applies back-pressure: a slow client costs less than 80 MB of memory', async () => {
    const plan = planZip(await kitOf(30, 4 * MB))
    const slow = new Writable({
      highWaterMark: 16 * 1024,
      write: (_chunk, _encoding, done) => void setTimeout(done, 2),
    })
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 5)
    await sendZip(plan, world.storage, slow, { signal: never() })
    clearInterval(watch)
    expect(most - before).toBeLessThan(80 * MB)
  })

  test('writes each byte once to a PassThrough stream', async () => {
    const plan = planZip(await mixedKit(world))
    const through = new PassThrough()
    const received = buffer(through)
    await sendZip(plan, world.storage, through, { signal: never() })
    through.end()
    expect(hash(await received)).toBe(hash(await bytesOf(plan, world.storage)))
  })

  test('delivers every byte over HTTP to 12 concurrent clients, some of them slow', async () => {
    const plan = planZip(await mixedKit(world))
    const server = http.createServer((_req, res) => {
      res.writeHead(200, { 'content-length': plan.length })
      sendZip(plan, world.storage, res, { signal: never() }).then(
        () => res.end(),
        () => res.destroy(),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const whole = hash(await bytesOf(plan, world.storage))
    try {
      const hashes = await Promise.all(Array.from({ length: 12 }, (_, n) => download(port, n % 3 === 0)))
      expect(hashes).toEqual(Array(12).fill(whole))
    } finally {
      server.close()
    }
  })
})

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The SHA-256 of the response; a slow client lets the socket fill up repeatedly. */
function download(port: number, slow: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    http.get({ port, host: '127.0.0.1', agent: false }, async (res) => {
      const sum = createHash('sha256')
      try {
        for await (const chunk of res) {
          sum.update(chunk)
          if (slow) await new Promise((done) => setTimeout(done, 1))
        }
        resolve(sum.digest('hex'))
      } catch (error) {
        reject(error)
      }
    })
  })
}
