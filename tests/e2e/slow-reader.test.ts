import { randomBytes } from 'node:crypto'
import net from 'node:net'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'

const { baseUrl } = await demoProduct()
const { hostname, port, host } = new URL(baseUrl)
let mara: Staff
/** A file that fits into the socket buffers of the kernel, and one that does not. */
const files = new Map<string, string>()
beforeAll(async () => {
  const iker = await openStaff(baseUrl, 'iker')
  mara = await openStaff(baseUrl, 'mara')
  for (const [name, byteSize] of [
    ['small', 2_000_000],
    ['large', 30_000_000],
  ] as const) {
    const address = await iker.begin(`${name}.bin`, byteSize)
    expect((await iker.send(address, 0, randomBytes(byteSize))).status).toBe(204)
    const assetId = (await iker.settled(address)).assetId!
    await mara.approve(assetId)
    files.set(name, assetId)
  }
})

/** Reads a response at about 50 kB/s. */
function readSlowly(target: string, more = '') {
  const socket = net.connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  let size = 0
  let error: string | undefined
  let closed = false
  socket.on('error', ({ code }: NodeJS.ErrnoException) => {
    error = code
  })
  socket.on('readable', () => {}) // reads at most a few kilobytes ahead
  socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`)
  const reading = setInterval(() => {
    size += (socket.read(Math.min(5000, socket.readableLength)) as Buffer | null)?.length ?? 0
  }, 100)
  socket.on('close', () => {
    closed = true
    clearInterval(reading)
  })
  return { size: () => size, closed: () => closed, error: () => error }
}

/** The address of the current kit plan of a share. */
async function plannedKit(path: string): Promise<string> {
  const answer = await fetch(new URL(`${path}/kit.zip`, baseUrl), { method: 'HEAD' })
  const { pathname, search } = new URL(answer.url)
  return pathname + search
}

async function share(assetId: string): Promise<{ path: string; revoke: () => Promise<void> }> {
  const terms = { title: 'A slow reader', zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'original' }
  const page = await (await mara.post('/shares/new', { ...terms, zipAllowed: 'on', assets: assetId })).text()
  const manage = /\/shares\/[0-9a-f-]{36}/.exec(page)![0]
  return {
    path: /\/s\/vt_[A-Za-z0-9_-]{22}/.exec(page)![0],
    revoke: async () => expect((await mara.post(manage, { intent: 'revoke' })).status).toBe(200),
  }
}

describe.each(['small', 'large'])('a client that reads a %s file at 50 kB/s', (name) => {
  test.each(['file', 'kit'])(
    'gets less than 1 MB of the %s after the share is revoked, although the kernel has buffered more',
    async (what) => {
      const assetId = files.get(name)!
      const { path, revoke } = await share(assetId)
      const reader = readSlowly(what === 'file' ? `${path}/download/${assetId}/original` : await plannedKit(path))
      await expect.poll(reader.size, { timeout: 60_000 }).toBeGreaterThan(10_000)
      await revoke()
      const before = reader.size()
      await expect.poll(reader.closed, { timeout: 60_000 }).toBe(true)
      expect(reader.error()).toBe('ECONNRESET')
      expect(reader.size() - before).toBeLessThan(1_000_000)
    },
  )
})

describe('a download with If-Match', () => {
  test.each([
    ['of an old ETag answers 412', '"old"', 412, {}],
    ['of an old ETag and a Range answers 412', '"old"', 412, { range: 'bytes=100-' }],
    ['of an old ETag and If-None-Match answers 412', '"old"', 412, { 'if-none-match': '*' }],
    ['of any ETag answers 200', '*', 200, {}],
  ])('%s', async (_, tag, status, more) => {
    const assetId = files.get('small')!
    const { path } = await share(assetId)
    for (const address of [`${path}/download/${assetId}/original`, `${path}/kit.zip`]) {
      const answer = await fetch(new URL(address, baseUrl), { headers: { 'if-match': tag, ...more } })
      expect(answer.status).toBe(status)
      const { length } = new Uint8Array(await answer.arrayBuffer())
      if (status === 412) expect(length).toBe(0)
      else expect(length).toBeGreaterThan(1_000_000)
    }
  })

  test('of the current ETag and a Range answers 206', async () => {
    const assetId = files.get('small')!
    const url = new URL(`${(await share(assetId)).path}/download/${assetId}/original`, baseUrl)
    const etag = (await fetch(url, { method: 'HEAD' })).headers.get('etag')!
    const part = await fetch(url, { headers: { 'if-match': etag, range: 'bytes=5-9' } })
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 5])
  })
})
