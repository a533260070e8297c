import { request } from 'node:http'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'

const { baseUrl } = sharedProduct()
const tus = { 'tus-resumable': '1.0.0' }
let iker: Staff
let mara: Staff
let nerea: Staff
beforeAll(async () => {
  iker = await openStaff(baseUrl, 'iker')
  mara = await openStaff(baseUrl, 'mara')
  nerea = await openStaff(baseUrl, 'nerea')
})

describe('an upload over tus', () => {
  test('is refused to other people for HEAD, PATCH and DELETE', async () => {
    const address = await iker.begin('mine.jpg', 1000)
    for (const method of ['HEAD', 'DELETE']) {
      expect((await mara.ask(address, { method, headers: tus })).status).toBe(410)
      expect((await nerea.ask(address, { method, headers: tus })).status).toBe(403)
      expect((await fetch(new URL(address, baseUrl), { method: 'HEAD', headers: tus })).status).toBe(401)
    }
    expect((await mara.send(address, 0, 'x')).status).toBe(410)
    expect(await iker.offset(address)).toBe(0)
  })

  test.each([
    ['the query', (own: string, other: string) => `${own}?x=/${other}`],
    ['the fragment', (own: string, other: string) => `${own}#/${other}`],
    ['a fragment without id', (_: string, other: string) => `/api/uploads#/${other}`],
  ])('of another person is not reached through %s of an own upload address', async (_, disguise) => {
    const theirs = await iker.begin('theirs.jpg', 1000)
    const path = disguise(await mara.begin('own.jpg', 1000), theirs.split('/').at(-1)!)
    await asWritten('PATCH', path, { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' })
    expect(await iker.offset(theirs)).toBe(0)
    await asWritten('DELETE', path)
    expect(await iker.offset(theirs)).toBe(0)
  })

  test('answers GET with 405, also to its owner', async () => {
    const address = await iker.begin('staged.html', 100)
    await iker.send(address, 0, 'x'.repeat(50))
    for (const who of [iker, mara]) {
      const answer = await who.ask(address)
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'OPTIONS, HEAD, POST, PATCH, DELETE'])
      expect(await answer.text()).toBe('upload.method\n')
    }
    expect(await iker.offset(address)).toBe(50)
  })

  test('of a JPEG that is also HTML (polyglot) is delivered as image/jpeg with the extension .jpg', async () => {
    const picture = await sharp({ create: { width: 31, height: 17, channels: 3, background: 'plum' } })
      .jpeg()
      .toBuffer()
    const page = Buffer.from('<!--\xff\xfe--><html><script>alert(1)</script></html>', 'latin1')
    const bytes = Buffer.concat([picture, page])
    const address = await iker.begin('poly.html', bytes.length)
    await iker.send(address, 0, new Uint8Array(bytes))
    const { assetId, state } = await iker.settled(address)
    expect(state).toBe('done')
    const versionId = await mara.versionOf(assetId!)
    await mara.approve(assetId!)
    const shared = await fetch(new URL(`${await mara.share(assetId!)}/download/${assetId}/original`, baseUrl))
    const own = await mara.ask(`/library/download/${versionId}/original`)
    for (const answer of [shared, own]) {
      expect(answer.headers.get('content-type')).toBe('image/jpeg')
      expect(answer.headers.get('content-disposition')).toContain('filename="poly.jpg"')
    }
  })

  test.each([
    ['with path traversal in its id', '/api/uploads/..%2F..%2F..%2Fetc%2Fpasswd'],
    ['with an unknown id', '/api/uploads/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ])('%s answers 410', async (_, address) => {
    expect((await iker.ask(address, { method: 'HEAD', headers: tus })).status).toBe(410)
  })

  const create = (headers: Record<string, string>) =>
    iker.ask('/api/uploads', { method: 'POST', headers: { ...tus, ...headers } })

  test('of zero bytes is refused with its reason', async () => {
    const answer = await create({ 'upload-length': '0' })
    expect([answer.status, await answer.text()]).toEqual([422, 'upload.empty\n'])
  })

  test('above the size limit is refused with 413 before any byte is sent', async () => {
    expect((await create({ 'upload-length': '50000000001' })).status).toBe(413)
  })

  test('with a deferred length is refused', async () => {
    const answer = await create({ 'upload-defer-length': '1' })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })

  test('that continues at a wrong offset is answered with 409', async () => {
    const address = await iker.begin('wrong place.jpg', 1000)
    expect((await iker.send(address, 500, 'x'.repeat(10))).status).toBe(409)
  })

  test('that was cancelled cannot be continued, and a second DELETE answers 404', async () => {
    const address = await iker.begin('taken back.jpg', 10)
    expect((await iker.send(address, 0, 'half ')).status).toBe(204)
    expect((await iker.ask(address, { method: 'DELETE', headers: tus })).status).toBe(204)
    expect((await iker.ask(address, { method: 'HEAD', headers: tus })).status).toBe(410)
    expect((await iker.send(address, 5, 'whole')).status).toBe(410)
    expect((await iker.ask(address, { method: 'DELETE', headers: tus })).status).toBe(404)
  })

  test('that is complete cannot be cancelled, since its inspection has begun', async () => {
    const address = await iker.begin('whole.txt', 10)
    expect((await iker.send(address, 0, 'ten bytes!')).status).toBe(204)
    const answer = await iker.ask(address, { method: 'DELETE', headers: tus })
    expect([answer.status, await answer.text()]).toEqual([422, 'upload.settled\n'])
    expect(await iker.settled(address)).toMatchObject({ state: 'done' })
  })

  test('for an unknown asset is refused', async () => {
    const target = Buffer.from('00000000-0000-7000-8000-000000000000').toString('base64')
    const answer = await create({ 'upload-length': '10', 'upload-metadata': `targetAssetId ${target}` })
    expect([answer.status, await answer.text()]).toEqual([410, 'asset.unknown\n'])
  })

  test('allows no other origin (CORS)', async () => {
    const { headers } = await create({ 'upload-length': '0', origin: new URL(baseUrl).origin })
    expect(headers.get('access-control-allow-origin') ?? new URL(baseUrl).origin).toBe(new URL(baseUrl).origin)
  })
})

/** Sends a request of Mara with the literal target, which `fetch` would normalise. */
async function asWritten(method: string, target: string, headers: Record<string, string> = {}): Promise<void> {
  const { hostname, port, origin } = new URL(baseUrl)
  await new Promise<void>((resolve, reject) => {
    const asked = request({
      hostname,
      port,
      path: target,
      method,
      headers: { ...mara.headers, origin, ...tus, ...headers },
    })
    asked.on('response', (answer) => answer.resume().on('end', resolve))
    asked.on('error', reject).end(method === 'PATCH' ? 'a stranger’s bytes' : undefined)
  })
}
