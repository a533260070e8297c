import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { openWindow, saved } from '#tests/support/visitor'
import { sha256Hex } from '~/platform/ids.server'

const { baseUrl } = await demoProduct()

/** A JPEG that no other test uses. */
const picture = (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 67, height: 43, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()

test('the approval of a delivered version can be withdrawn while a newer version is a draft', async () => {
  const [iker, mara] = [await openStaff(baseUrl, 'iker'), await openStaff(baseUrl, 'mara')]
  const take = async (colour: string, targetAssetId?: string) => {
    const bytes = await picture(colour)
    const address = await iker.begin(`${colour}.jpg`, bytes.length, targetAssetId)
    await iker.send(address, 0, new Uint8Array(bytes))
    return (await iker.settled(address)).assetId!
  }
  const assetId = await take('teal')
  const review = `/library/assets/${assetId}/review`
  const out = await mara.versionOf(assetId)
  await mara.describe(assetId)
  await mara.approve(assetId)
  const original = new URL(`${await mara.share(assetId)}/download/${assetId}/original`, baseUrl)
  expect((await fetch(original)).status).toBe(200)
  await take('tomato', assetId)
  const page = await (await mara.ask(`/library/assets/${assetId}`)).text()
  const offered = new RegExp(`name="versionId" value="${out}"/><button[^>]*value="withdraw"`)
  expect(page).toMatch(offered)
  expect(await (await iker.ask(`/library/assets/${assetId}`)).text()).not.toMatch(offered)
  expect((await mara.post(review, { versionId: out, transition: 'withdraw' })).status).toBe(200)
  expect((await fetch(original)).status).toBe(404)
})

describe('a link with a pinned version', () => {
  let browser: Browser
  let mara: Staff
  let link: string
  let assetId: string
  let first: { id: string; sha256: string }
  beforeAll(async () => {
    browser = await openBrowser()
    mara = await openStaff(baseUrl, 'mara')
    assetId = await mara.ingest('first.jpg', await picture('olive'))
    await mara.describe(assetId, 'A pinned test')
    await mara.approve(assetId)
    link = await mara.share(assetId)
    const original = await fetch(new URL(`${link}/download/${assetId}/original`, baseUrl))
    first = { id: await mara.versionOf(assetId), sha256: sha256Hex(new Uint8Array(await original.arrayBuffer())) }
  })
  afterAll(() => closeWindows(browser))

  test('is chosen on a page that works without scripts, which the page of the asset then names', async () => {
    const shares = await (await mara.ask('/shares')).text()
    const [, shareId] = /href="\/shares\/([0-9a-f-]{36})"/.exec(shares)!
    const { page, context } = await openWindow(browser, baseUrl, { javaScriptEnabled: false })
    const [name = '', value = ''] = mara.headers.cookie.split('=')
    await context.addCookies([{ name, value, url: baseUrl }])
    await page.goto(`/shares/${shareId}/versions`)
    await page.getByText('Follows the approved version').waitFor()
    await page.getByRole('link', { name: 'Choose the version of “A pinned test”' }).click()
    await page.getByRole('radio', { name: /Version 1/ }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/Version 1, since/).waitFor()
    await page.goto(`/library/assets/${assetId}`)
    await page.getByText('Pinned in').waitFor()
    await context.close()
  })

  test.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ])('delivers the bytes of version 1 after version 2 was approved, %s', async (_, javaScriptEnabled) => {
    if (javaScriptEnabled) await approveSecond()
    const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl, { javaScriptEnabled })
    await page.goto(`${link}/a/${assetId}`)
    const shown = await page.locator('img[src*="/media/"]').first().getAttribute('src')
    expect(shown, 'the picture of the version that is delivered').toContain(first.id)
    await expectSound()
    await page.goto(link)
    const { bytes } = await saved(page, () => page.getByRole('link', { name: /^Download.*A pinned test/ }).click())
    expect(sha256Hex(bytes)).toBe(first.sha256)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('delivers nothing and says why after that version was withdrawn', async () => {
    const answer = await mara.post(`/library/assets/${assetId}/withdraw`, { versionId: first.id })
    expect(answer.status).toBe(200)
    const { page, context, expectSound } = await openWindow(browser, baseUrl)
    await page.goto(link)
    await page.getByText('“A pinned test” is not available: version 1 of it was withdrawn.').waitFor()
    await expectSound()
    const told = await page.goto(`${link}/a/${assetId}`)
    expect(told?.status()).toBe(410)
    await page.getByText(/version 1 of it was withdrawn/).waitFor()
    const refused = await fetch(new URL(`${link}/download/${assetId}/original`, baseUrl))
    expect(refused.status).toBe(410)
    await context.close()
  })

  async function approveSecond(): Promise<void> {
    const bytes = new Uint8Array(await picture('navy'))
    const address = await mara.begin('second.jpg', bytes.length, assetId)
    await mara.send(address, 0, bytes)
    await mara.settled(address)
    await mara.approve(assetId)
  }
})
