import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { zipEntries } from '#tests/support/zip-entries'

const { baseUrl } = await demoProduct()
const kit = `${baseUrl}/p/press/c/autumn-press-kit/kit.zip`
const has = (program: string) => ['/usr/bin', '/bin', '/usr/local/bin'].some((at) => existsSync(`${at}/${program}`))

const noise = { type: 'gaussian', mean: 120, sigma: 60 } as const
const RIGHTS = { embargoZone: 'UTC', expiresZone: 'UTC' }

let folder: string
let whole: Buffer
let etag: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-transfers-'))
  const answer = await fetch(kit)
  etag = answer.headers.get('etag')!
  whole = Buffer.from(await answer.arrayBuffer())
  expect(whole.length).toBe(Number(answer.headers.get('content-length')))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const part = async (start: number, end: number, headers: Record<string, string> = {}) => {
  const answer = await fetch(kit, { headers: { range: `bytes=${start}-${end}`, ...headers } })
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

describe('a kit over HTTP', () => {
  test('has eight concurrent ranges that join to the identical file', async () => {
    const size = Math.ceil(whole.length / 8)
    const parts = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        part(index * size, Math.min(whole.length, (index + 1) * size) - 1, { 'if-range': etag }),
      ),
    )
    expect(parts.map(({ answer }) => answer.status)).toEqual(Array(8).fill(206))
    expect(sha256(Buffer.concat(parts.map(({ bytes }) => bytes)))).toBe(sha256(whole))
  })

  test('answers a stale If-Range with the whole, its ETag with 304 and a range past the end with 416', async () => {
    const stale = await part(10, 20, { 'if-range': '"another"' })
    expect(stale.answer.status).toBe(200)
    expect(stale.bytes.length).toBe(whole.length)
    expect((await fetch(kit, { headers: { 'if-none-match': etag } })).status).toBe(304)
    const past = await part(whole.length, whole.length + 5)
    expect(past.answer.status).toBe(416)
    expect(past.answer.headers.get('content-range')).toBe(`bytes */${whole.length}`)
  })

  test('answers HEAD with length, ETag and file name', async () => {
    const { headers } = await fetch(kit, { method: 'HEAD' })
    expect(headers.get('content-length')).toBe(String(whole.length))
    expect(headers.get('etag')).toBe(etag)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="/)
  })

  test.runIf(has('curl'))('is resumed by curl -C - from half of the file', async () => {
    const file = path.join(folder, 'curl.zip')
    await writeFile(file, whole)
    await truncate(file, Math.floor(whole.length / 2))
    execFileSync('curl', ['-sS', '-f', '-L', '-C', '-', '-o', file, kit])
    expect(sha256(await readFile(file))).toBe(sha256(whole))
  })

  test.runIf(has('wget'))('is resumed by wget -c from a third of the file', async () => {
    const file = path.join(folder, 'wget.zip')
    await writeFile(file, whole)
    await truncate(file, Math.floor(whole.length / 3))
    execFileSync('wget', ['-q', '-c', '-O', file, kit])
    expect(sha256(await readFile(file))).toBe(sha256(whole))
  })

  test('has a manifest with every file and its SHA-256', () => {
    const entries = zipEntries(whole)
    const manifest = JSON.parse(entries.get('MANIFEST.json')!.toString())
    expect(manifest.files.length).toBe(entries.size - 4)
    for (const { name, sha256: said } of manifest.files) expect(sha256(entries.get(name)!), name).toBe(said)
  })
})

describe('a kit that changes during its download', () => {
  test('is refused with 410 and a link to the new one, and a resume without validator gets no byte', async () => {
    const [iker, mara] = [await openStaff(baseUrl, 'iker'), await openStaff(baseUrl, 'mara')]
    const picture = sharp({ create: { width: 900, height: 700, channels: 3, background: 'peru', noise } })
    const bytes = await picture.jpeg({ quality: 100 }).toBuffer()
    const address = await iker.begin('changing.jpg', bytes.length)
    await iker.send(address, 0, new Uint8Array(bytes))
    const assetId = (await iker.settled(address)).assetId!
    await mara.describe(assetId, 'changing')
    await mara.post(`/library/assets/${assetId}/rights`, { ...RIGHTS, creditLine: 'Ane' })
    await mara.approve(assetId)
    const link = new URL(`${await mara.share(assetId)}/kit.zip`, baseUrl).href
    const plan = (await fetch(link, { redirect: 'manual' })).headers.get('location')!
    const file = path.join(folder, 'changed.zip')
    const begun = Buffer.from(await (await fetch(link)).arrayBuffer()).subarray(0, 100_000)
    await writeFile(file, begun)

    await mara.post(`/library/assets/${assetId}/rights`, { ...RIGHTS, creditLine: 'Somebody else' })
    const refused = await fetch(new URL(plan, baseUrl), { headers: { accept: 'text/html', range: 'bytes=100000-' } })
    expect(refused.status).toBe(410)
    const again = /href="(\/s\/[^"]+kit\.zip[^"]*)"/.exec(await refused.text())?.[1]
    expect(new URL(again!, baseUrl).href).toBe(link)
    if (has('curl'))
      expect(() => execFileSync('curl', ['-sS', '-L', '-C', '-', '-o', file, link], { stdio: 'pipe' })).toThrow()
    if (has('wget')) expect(() => execFileSync('wget', ['-q', '-c', '-O', file, link], { stdio: 'pipe' })).toThrow()
    expect((await readFile(file)).equals(begun), 'not a byte of another kit').toBe(true)
    const whole = Buffer.from(await (await fetch(new URL(again!, baseUrl))).arrayBuffer())
    expect(zipEntries(whole).get('CREDITS.csv')!.toString()).toContain('Somebody else')
  })
})
