import { beforeAll, describe, expect, test } from 'vitest'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'

const { baseUrl } = sharedProduct()
let ander: Staff
let mara: Staff
let assetId: string
beforeAll(async () => {
  ander = await openStaff(baseUrl, 'ander')
  mara = await openStaff(baseUrl, 'mara')
  const page = await (await mara.ask('/library?q=Aizkorri')).text()
  assetId = /\/library\/assets\/([0-9a-f-]{36})/.exec(page)![1]!
})

/** The number of audit events about downloads through the share `title`. */
async function taken(title: string): Promise<number> {
  const lines = await (await ander.ask(`/admin/audit?actor=${encodeURIComponent(title)}`)).text()
  return lines.match(/Size: \d/g)?.length ?? 0
}

const link = async (title: string) => {
  const terms = { title, zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'original', zipAllowed: 'on' }
  const page = await (await mara.post('/shares/new', { ...terms, assets: assetId })).text()
  return /\/s\/vt_[A-Za-z0-9_-]{22}/.exec(page)![0]
}
const range = async (url: string, bytes: string) => {
  const answer = await fetch(new URL(url, baseUrl), { headers: { range: `bytes=${bytes}` } })
  expect(answer.status).toBe(206)
  await answer.arrayBuffer()
}

describe.each([
  ['a file', (path: string) => `${path}/download/${assetId}/original`],
  ['a kit', (path: string) => `${path}/kit.zip`],
])('the audit log records a download of %s', (what, urlOf) => {
  test('as a range without its first byte', async () => {
    const url = urlOf(await link(`All but the first byte of ${what}`))
    await range(url, '1-')
    expect(await taken(`All but the first byte of ${what}`)).toBe(1)
  })

  test('which no method other than GET and HEAD delivers', async () => {
    const url = new URL(urlOf(await link(`By another method ${what}`)), baseUrl)
    for (const method of ['OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await fetch(url, { method, headers: { origin: url.origin } })
      expect(answer.status, method).toBe(405)
      expect((await answer.text()).length).toBeLessThan(100)
    }
  })

  test('once when it is aborted and requested again five times', async () => {
    const url = new URL(urlOf(await link(`Broken off ${what}`)), baseUrl)
    for (let times = 0; times < 5; times++) {
      const broken = new AbortController()
      const answer = await fetch(url, { signal: broken.signal })
      expect(answer.status).toBe(200)
      broken.abort()
    }
    await (await fetch(url)).arrayBuffer()
    expect(await taken(`Broken off ${what}`)).toBe(1)
  })

  test('once when it is requested in several ranges', async () => {
    const url = urlOf(await link(`In ranges of ${what}`))
    await Promise.all(['0-999', '1000-1999', '2000-2999', '3000-'].map((bytes) => range(url, bytes)))
    await range(url, '-500')
    expect(await taken(`In ranges of ${what}`)).toBe(1)
  })
})
