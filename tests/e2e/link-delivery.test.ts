import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, signInOnly } from '#tests/support/visitor'
import { zipEntries } from '#tests/support/zip-entries'

const { baseUrl } = sharedProduct()
const PHONE = { viewport: { width: 390, height: 844 } }
const windows: [string, BrowserContextOptions][] = [
  ['a browser', {}],
  ['a phone', PHONE],
  ['a browser without JavaScript', { javaScriptEnabled: false }],
  ['a phone without JavaScript', { ...PHONE, javaScriptEnabled: false }],
]
/** A ZIP without entries (APPNOTE 4.3.16), of which no web rendition is made. */
const archive = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])

let browser: Browser
let [iker, mara] = [] as unknown as [Staff, Staff]
let photo: string
let sheet: string
beforeAll(async () => {
  browser = await openBrowser()
  iker = await openStaff(baseUrl, 'iker')
  mara = await openStaff(baseUrl, 'mara')
  const background = { r: 12, g: 140, b: 97 }
  photo = await approved(
    'green wall.jpg',
    await sharp({ create: { width: 90, height: 60, channels: 3, background } })
      .jpeg()
      .toBuffer(),
  )
  sheet = await approved('fact sheet.zip', archive)
  const rendered = await fileOf(await link([photo]), photo)
  await vi.waitFor(async () => expect((await fetch(rendered)).status).toBe(200), { timeout: 60_000, interval: 200 })
})
afterAll(() => closeWindows(browser))

async function approved(name: string, bytes: Buffer): Promise<string> {
  const address = await iker.begin(name, bytes.length)
  await iker.send(address, 0, new Uint8Array(bytes))
  const assetId = (await iker.settled(address)).assetId!
  await mara.describe(assetId, name.replace(/\.[a-z]+$/, ''))
  await mara.approve(assetId)
  return assetId
}

async function link(assets: string[], more: Record<string, string> = {}): Promise<string> {
  const form = new URLSearchParams({
    title: 'Two files',
    zone: 'Europe/Madrid',
    expiresAt: '2099-06-30T18:00',
    allows: 'web',
    zipAllowed: 'on',
    ...more,
  })
  for (const id of assets) form.append('assets', id)
  const made = await mara.ask('/shares/new', { method: 'POST', body: form })
  return /\/s\/vt_[A-Za-z0-9_-]{22}/.exec(await made.text())![0]
}
const fileOf = async (path: string, asset: string, rendition = 'web') =>
  new URL(`${path}/download/${asset}/${rendition}`, baseUrl)

describe('sharing files without web rendition', () => {
  test('shows them before the share is created, excludes them by default, and can include them later', async () => {
    const { page, context, complaints } = await openWindow(browser, baseUrl)
    await signInOnly(page, 'mara')
    await page.goto(`/shares/new?assets=${photo},${sheet}`)
    const choice = page.getByRole('group', { name: '1 file has no web version' })
    await choice.waitFor()
    await choice.getByText('fact sheet').waitFor()
    expect(await choice.getByRole('radio', { name: /^Leave them out/ }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: /^Originals/ }).check()
    expect(await choice.isVisible(), 'of originals nothing is left out').toBe(false)
    await page.getByRole('checkbox', { name: 'With all metadata' }).waitFor()
    await page.getByRole('radio', { name: /^Web sizes/ }).check()
    expect(await page.getByRole('checkbox', { name: 'With all metadata' }).isVisible()).toBe(false)
    await expectAccessible(page)

    await page.getByLabel('Title', { exact: true }).fill('Leaves out')
    await page.getByRole('button', { name: 'Create link' }).click()
    const address = new URL(await page.getByLabel('Address of the link').inputValue()).pathname
    expect((await fetch(await fileOf(address, sheet, 'original'))).status).toBe(403)

    await page.getByRole('link', { name: 'Manage this link' }).click()
    await choice.getByRole('radio', { name: /^Include their originals/ }).check()
    await page.getByRole('checkbox', { name: 'With all metadata' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/^Saved\. Open until/).waitFor()
    await page.reload()
    expect(await choice.getByRole('radio', { name: /^Include their originals/ }).isChecked()).toBe(true)
    expect(await page.getByRole('checkbox', { name: 'With all metadata' }).isChecked()).toBe(true)
    const file = await fetch(await fileOf(address, sheet, 'original'))
    expect(Buffer.from(await file.arrayBuffer()).equals(archive)).toBe(true)
    expect((await fetch(await fileOf(address, photo, 'original'))).status, 'no other original').toBe(403)
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe.each(windows)('in %s the recipient of a share', (_, options) => {
  const scripted = options.javaScriptEnabled !== false

  test('sees which files are excluded and why, and downloads the ZIP of the others and a single file', async () => {
    const address = await link([photo, sheet], { message: 'With our thanks' })
    const { page, context, complaints } = await openWindow(browser, baseUrl, { ...options, timezoneId: 'America/Lima' })
    await page.goto(address)
    await page.getByRole('heading', { level: 1, name: 'Two files' }).waitFor()
    await page.getByText('With our thanks').waitFor()
    await page.getByText('Open until 30 June 2099 at 18:00 CEST').waitFor()
    const elsewhere = scripted ? /In your time zone: 30 June 2099 at 11:00/ : /In UTC: 30 June 2099 at 16:00 UTC/
    await page.getByText(elsewhere).waitFor()
    await page.getByText('1 file has no web version and is not part of the download.').waitFor()
    await page.getByText('No web version: not part of the download').waitFor()
    expect(await page.getByRole('checkbox').count(), 'what is left out cannot be chosen').toBe(1)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wider).toBeLessThanOrEqual(0)
    if (scripted) await expectAccessible(page)

    const zip = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download ZIP' }).click()
    const names = [...zipEntries(await readFile(await (await zip).path())).keys()]
    expect(names.filter((name) => /\.(jpg|zip)$/.test(name))).toEqual(['green wall-web.jpg'])
    const one = page.waitForEvent('download')
    await page.getByRole('link', { name: /^Download .*: green wall/ }).click()
    const bytes = await readFile(await (await one).path())
    expect([bytes[0], bytes[1]]).toEqual([0xff, 0xd8])
    expect(complaints).toEqual([])
    await context.close()
  })

  test('pages through the files, and gets 404 for a file that is not part of the share', async () => {
    const address = await link([photo, sheet])
    const { page, context } = await openWindow(browser, baseUrl, options)
    await page.goto(`${address}/a/${photo}`)
    await page.getByText('1 of 2').waitFor()
    await page.getByRole('link', { name: 'Next' }).click()
    await page.getByRole('heading', { level: 1, name: 'fact sheet' }).waitFor()
    await page.getByText('2 of 2').waitFor()
    expect(await page.getByRole('link', { name: 'Next' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Previous' }).click()
    await page.getByText('1 of 2').waitFor()
    const missing = await page.goto(`${address}/a/00000000-0000-7000-8000-000000000000`)
    expect(missing?.status()).toBe(404)
    await page.getByRole('heading', { level: 1, name: 'This file is not part of the link' }).waitFor()
    await page.getByRole('link', { name: 'See all files' }).click()
    await page.getByRole('heading', { level: 1, name: 'Two files' }).waitFor()
    await context.close()
  })

  test('gets an explanatory page with the branding of the share in place of an empty ZIP', async () => {
    const portal = /<option value="([0-9a-f-]{36})"[^>]*>Visit Mendialde/
    const portalId = portal.exec(await (await mara.ask(`/shares/new?assets=${sheet}`)).text())![1]!
    const address = await link([sheet], { portalId })
    const { page, context, complaints } = await openWindow(browser, baseUrl, options)
    await page.goto(address)
    await page.getByText(/^At the moment there is nothing here to download\./).waitFor()
    expect(await page.getByRole('button', { name: 'Download ZIP' }).count()).toBe(0)
    const answer = await page.goto(`${address}/kit.zip`)
    expect(answer?.status()).toBe(404)
    expect(answer?.headers()['content-type']).toContain('text/html')
    await page.getByRole('heading', { level: 1, name: 'This cannot be downloaded' }).waitFor()
    await page.getByText('None of these files may be downloaded at the moment.').waitFor()
    await page.getByRole('img', { name: 'Visit Mendialde' }).waitFor()
    expect(await page.locator('main').innerText(), 'no status code').not.toContain('404')
    if (scripted) await expectAccessible(page)
    await page.getByRole('link', { name: 'Back' }).click()
    await page.getByRole('heading', { level: 1, name: 'Two files' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})

test('the counts and sizes of a kit follow the chosen files', async () => {
  const { page, context } = await openWindow(browser, baseUrl)
  await page.goto('/p/press/c/autumn-press-kit')
  const full = page.getByRole('radio', { name: /^Full size/ })
  const labels = () => page.locator('.kit-size label').allInnerTexts()
  const all = await labels()
  await page.getByRole('checkbox').first().check()
  await page.getByText(/^1 chosen/).waitFor()
  const one = await labels()
  expect(one).not.toEqual(all)
  const sum = await page.locator('.kit-sum').innerText()
  expect(one[0]!.split(' · ')[1]).toBe(sum.split(' · ')[1])
  expect(await full.isChecked()).toBe(true)
  await page.getByRole('radio', { name: /^Web size/ }).check()
  await expect
    .poll(async () => (await page.locator('.kit-sum').innerText()).split(' · ')[1])
    .toBe(one[1]!.split(' · ')[1])
  await page.getByRole('checkbox').first().uncheck()
  await expect.poll(labels).toEqual(all)
  await context.close()
})

test('a share shows how many of its files are unavailable, and not the reason', async () => {
  const rights = { embargoUntil: '2098-01-01T00:00', embargoZone: 'UTC', expiresZone: 'UTC' }
  const background = { r: 200, g: 3, b: 97 }
  const bytes = await sharp({ create: { width: 80, height: 60, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const secret = await approved('red wall.jpg', bytes)
  expect((await mara.post(`/library/assets/${secret}/rights`, rights)).status).toBe(200)
  const address = await link([photo, secret])
  for (const path of [address, `${address}.data`]) {
    const text = await (await fetch(new URL(path, baseUrl))).text()
    expect(text).not.toMatch(/embargo|not_approved|red wall/i)
    expect(text).not.toContain(secret)
  }
  const { page, context } = await openWindow(browser, baseUrl)
  await page.goto(address)
  await page.getByText('1 file is not available at the moment.').waitFor()
  await context.close()
})
