import type pg from 'pg'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openEmbedded } from '#tests/support/processes'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, saved, WAYS } from '#tests/support/visitor'
import { kitEntries } from '#tests/support/zip-entries'

const { baseUrl, dataDir, links } = await demoProduct()
let browser: Browser
let mara: Staff
let collectionId: string
let database: pg.Client
beforeAll(async () => {
  database = await openEmbedded(dataDir)
  browser = await launchChromium()
  mara = await openStaff(baseUrl, 'mara')
  const page = await (await mara.ask('/collections')).text()
  collectionId = /\/collections\/([0-9a-f-]{36})"/.exec(page)![1]!
})
afterAll(async () => {
  await browser.close()
  await database.end()
})

/** A wall-clock time of UTC, as the form sends it. */
const utc = (inSeconds: number) => new Date(Date.now() + inSeconds * 1000).toISOString().slice(0, 19)

async function make(terms: Record<string, string>): Promise<string> {
  const portals = await (await mara.ask(`/shares/new?collection=${collectionId}`)).text()
  const portalId = /<option value="([0-9a-f-]{36})"[^>]*>Visit Mendialde/.exec(portals)![1]!
  const form = { title: 'A secret title', zone: 'UTC', allows: 'web', zipAllowed: 'on', portalId, collectionId }
  const made = await (await mara.post('/shares/new', { expiresAt: utc(3600), ...form, ...terms })).text()
  return /\/s\/vt_[A-Za-z0-9_-]{22}/.exec(made)![0]
}

/** A closed link: its status and words, dressed, with somebody to ask, and nothing of what is behind it. */
async function expectClosed(page: Page, link: string, status: number, title: string): Promise<void> {
  const answer = await page.goto(link)
  expect(answer?.status()).toBe(status)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.getByRole('link', { name: 'press@visit-mendialde.example' }).waitFor()
  expect(await page.locator('.public-brand img').count(), 'the brand’s logo').toBeGreaterThan(0)
  const html = await page.content()
  expect(html).not.toMatch(/A secret title|Aizkorri|aizkorri-ridge/)
  expect(await page.locator('body').innerText(), 'no status code').not.toContain(String(status))
  await expectAccessible(page)
  for (const inside of ['/kit.zip', '/a/00000000-0000-7000-8000-000000000000', '.data']) {
    const behind = await page.request.get(`${link}${inside}`)
    expect(await behind.text()).not.toMatch(/A secret title|Aizkorri/)
    if (inside === '/kit.zip') expect(behind.status()).toBe(status)
  }
}

describe('each state of a link is a page of its own', () => {
  test.each(WAYS)('open, %s: who shares what, until when, and the kit', async (_way, options) => {
    const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl, options)
    expect((await page.goto(links.open))?.status()).toBe(200)
    await page.getByText(/shared \d+ files with you/).waitFor()
    await page.getByText(/Open until/).waitFor()
    await expectSound()
    const { name, bytes } = await saved(page, () => page.getByRole('button', { name: 'Download ZIP' }).click())
    expect(name).toBe('Autumn pictures for Nordlicht Reisen.zip')
    expect([...kitEntries(bytes).keys()]).toContain('aizkorri-ridge-web.jpg')
    expect(complaints).toEqual([])
    await context.close()
  })

  test('wrong: 404, and whom to ask', async () => {
    const { page, context } = await openWindow(browser, baseUrl)
    await expectClosed(page, '/s/vt_AAAAAAAAAAAAAAAAAAAAAA', 404, 'This link does not exist')
    await context.close()
  })

  test('not yet: 403, and when it opens', async () => {
    const link = await make({ opensAt: utc(1800) })
    const { page, context } = await openWindow(browser, baseUrl)
    await expectClosed(page, link, 403, 'This link is not open yet')
    await page.getByText(/It opens on/).waitFor()
    const wait = Number((await page.request.get(link)).headers()['retry-after'])
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(1800)
    await context.close()
  })

  test('expired: 410, and until when it was open', async () => {
    const link = await make({ title: 'Ended' })
    await database.query("update share set expires_at = now() - interval '1 minute' where title = 'Ended'")
    const { page, context } = await openWindow(browser, baseUrl)
    await expectClosed(page, link, 410, 'This link has ended')
    await page.getByText(/It was open until/).waitFor()
    await context.close()
  })

  test.each([{}, { javaScriptEnabled: false }])('expired, on the page of a file too: %j', async (options) => {
    const link = await make({ expiresAt: utc(2) })
    const { page, context } = await openWindow(browser, baseUrl, options)
    const file = `${link}/a/00000000-0000-7000-8000-000000000000`
    await expect.poll(async () => (await page.request.get(file)).status(), { timeout: 20_000 }).toBe(410)
    expect((await page.goto(file))?.status()).toBe(410)
    await page.getByRole('heading', { level: 1, name: 'This link has ended' }).waitFor()
    await page.getByRole('link', { name: 'Ask for a new link' }).waitFor()
    expect(await page.locator('.public-brand img').count(), 'the brand’s logo').toBeGreaterThan(0)
    await page.goto(`${link}/kit.zip`)
    await page.getByText('This link has ended.').waitFor()
    expect(await page.locator('body').innerText(), 'no status code').not.toContain('410')
    await context.close()
  })
})

describe('a protected link', () => {
  test('shows a gate without barriers, before and after a wrong password', async () => {
    const { page, context } = await openWindow(browser, baseUrl)
    await page.goto(links.locked)
    await expectAccessible(page)
    await page.getByLabel('Password', { exact: true }).fill('neither is this')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByText('This password does not fit.').first().waitFor()
    await expectAccessible(page)
    await context.close()
  })

  test.each(WAYS)(
    'says nothing before its password, keeps what was opened to itself, and hands over its kit, %s',
    async (_way, options) => {
      const { page, context, expectSound } = await openWindow(browser, baseUrl, options)
      await page.goto(links.locked)
      await page.getByRole('heading', { name: 'This link is protected' }).waitFor()
      expect(await page.content()).not.toMatch(/trade fair|Logo for light/)
      expect((await page.request.get(`${links.locked}/kit.zip`)).status()).toBe(403)
      await page.getByLabel('Password', { exact: true }).fill('not this one')
      await page.getByRole('button', { name: 'Open', exact: true }).click()
      await page.getByText('This password does not fit.').first().waitFor()
      await expectSound()
      await page.getByLabel('Password', { exact: true }).fill('larrun-905')
      await page.getByRole('button', { name: 'Open', exact: true }).click()
      await page.getByText(/shared \d+ files with you/).waitFor()
      const [cookie] = (await context.cookies(`${baseUrl}${links.locked}`)).filter(({ path }) => path !== '/')
      expect(cookie).toMatchObject({ path: links.locked, httpOnly: true })
      await expectSound()
      const { bytes } = await saved(page, () => page.getByRole('button', { name: 'Download ZIP' }).click())
      expect([...kitEntries(bytes).keys()]).toContain('mendialde-logo-light.svg')
      await context.close()
    },
  )
})

test('what was deleted while the form was open is said to be gone, and nothing is made', async () => {
  const gone = '00000000-0000-7000-8000-000000000000'
  const terms = { title: 'To nothing', zone: 'UTC', expiresAt: utc(3600), allows: 'web', zipAllowed: 'on' }
  const choices: Record<string, string>[] = [{ collectionId: gone }, { collectionId, portalId: gone }]
  for (const choice of choices) {
    const answer = await mara.post('/shares/new', { ...terms, ...choice })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Something you chose is not there any more')
  }
  expect(await (await mara.ask('/shares')).text()).not.toContain('To nothing')
})

test('what a browser keeps of a right password ends in twelve hours, and its end cannot be moved', async () => {
  const url = new URL(links.locked, baseUrl)
  const unlock = (await fetch(`${url}/unlock`, {
    ...{ method: 'POST', redirect: 'manual', headers: { origin: url.origin } },
    body: new URLSearchParams({ password: 'larrun-905' }),
  })) as Response
  const [name, value] = unlock.headers.getSetCookie()[0]!.split(';')[0]!.split('=') as [string, string]
  const proof: string = JSON.parse(atob(decodeURIComponent(value)))
  const [until, mac] = proof.split('.') as [string, string]
  expect(Number(until) - Date.now() / 1000).toBeLessThanOrEqual(12 * 3600 + 1)
  const kitWith = async (given: string) => {
    const cookie = `${name}=${encodeURIComponent(btoa(JSON.stringify(given)))}`
    return (await fetch(`${url}/kit.zip`, { method: 'HEAD', headers: { cookie } })).status
  }
  expect(await kitWith(proof)).toBe(200)
  expect(await kitWith(`${Number(until) + 3600}.${mac}`)).toBe(403)
  expect(await kitWith(`Infinity.${mac}`)).toBe(403)
})
