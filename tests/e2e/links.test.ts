import type pg from 'pg'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
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
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
  const page = await (await mara.ask('/collections')).text()
  collectionId = /\/collections\/([0-9a-f-]{36})"/.exec(page)![1]!
})
afterAll(async () => {
  await closeWindows(browser)
  await database.end()
})

/** A local time in UTC, as the form sends it. */
const utc = (inSeconds: number) => new Date(Date.now() + inSeconds * 1000).toISOString().slice(0, 19)

async function make(terms: Record<string, string>): Promise<string> {
  const portals = await (await mara.ask(`/shares/new?collection=${collectionId}`)).text()
  const portalId = /<option value="([0-9a-f-]{36})"[^>]*>Visit Mendialde/.exec(portals)![1]!
  const form = { title: 'A secret title', zone: 'UTC', allows: 'web', zipAllowed: 'on', portalId, collectionId }
  const made = await (await mara.post('/shares/new', { expiresAt: utc(3600), ...form, ...terms })).text()
  return /\/s\/vt_[A-Za-z0-9_-]{22}/.exec(made)![0]
}

/** Expects the page of a closed share: status, title, branding and contact, and no content of the share. */
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

describe('the page of a share', () => {
  test.each(WAYS)('that is open shows sender, files and end, and delivers the kit, %s', async (_way, options) => {
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

  test('with an unknown token is 404 with a contact', async () => {
    const { page, context } = await openWindow(browser, baseUrl)
    await expectClosed(page, '/s/vt_AAAAAAAAAAAAAAAAAAAAAA', 404, 'This link does not exist')
    await context.close()
  })

  test('that is not open yet is 403 with its opening time', async () => {
    const link = await make({ opensAt: utc(1800) })
    const { page, context } = await openWindow(browser, baseUrl)
    await expectClosed(page, link, 403, 'This link is not open yet')
    await page.getByText(/It opens on/).waitFor()
    const wait = Number((await page.request.get(link)).headers()['retry-after'])
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(1800)
    await context.close()
  })

  test('that has expired is 410 with its end', async () => {
    const link = await make({ title: 'Ended' })
    await database.query("update share set expires_at = now() - interval '1 minute' where title = 'Ended'")
    const { page, context } = await openWindow(browser, baseUrl)
    await expectClosed(page, link, 410, 'This link has ended')
    await page.getByText(/It was open until/).waitFor()
    await context.close()
  })

  test.each([{}, { javaScriptEnabled: false }])(
    'that has expired is 410 at the address of an asset too: %j',
    async (options) => {
      const link = await make({ expiresAt: utc(2) })
      const { page, context } = await openWindow(browser, baseUrl, options)
      const file = `${link}/a/00000000-0000-7000-8000-000000000000`
      await expect.poll(async () => (await page.request.get(file)).status(), { timeout: 60_000 }).toBe(410)
      expect((await page.goto(file))?.status()).toBe(410)
      await page.getByRole('heading', { level: 1, name: 'This link has ended' }).waitFor()
      await page.getByRole('link', { name: 'Ask for a new link' }).waitFor()
      expect(await page.locator('.public-brand img').count(), 'the brand’s logo').toBeGreaterThan(0)
      await page.goto(`${link}/kit.zip`)
      await page.getByText('This link has ended.').waitFor()
      expect(await page.locator('body').innerText(), 'no status code').not.toContain('410')
      await context.close()
    },
  )
})

describe('a share with a password', () => {
  test('has an accessible password form, before and after a wrong password', async () => {
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
    'discloses nothing before the password, and then sets a cookie for its path and delivers the kit, %s',
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

test('creating a share of a deleted collection or portal is refused with 409', async () => {
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

test('the unlock cookie of a share is valid for twelve hours, and a changed expiry is rejected', async () => {
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
