import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { openWindow, signInOnly } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
let approved: string
beforeAll(async () => {
  browser = await openBrowser()
  const [iker, mara] = [await openStaff(baseUrl, 'iker'), await openStaff(baseUrl, 'mara')]
  const file = async (name: string, background: string) => {
    const create = { width: 320, height: 240, channels: 3 as const, background }
    return iker.ingest(name, await sharp({ create }).jpeg().toBuffer())
  }
  approved = await file('gannet-cliff.jpg', '#335577')
  await mara.approve(approved)
  await file('gannet-draft.jpg', '#775533')
  await iker.untilFound('gannet', 2)
})
afterAll(() => closeWindows(browser))

describe('an editor keeps a search', () => {
  test('with JavaScript: saves, changes, updates and finds it, subscribes, and makes a collection of it', async () => {
    const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
    await signInOnly(page, 'iker')
    await page.goto('/library?q=gannet')
    await page.getByText('Save this search').click()
    await page.getByLabel('Name', { exact: true }).fill('Gannets of the cliff')
    await page.getByLabel('Show it to all staff').check()
    await page.getByLabel('Opens as').selectOption({ label: 'Table' })
    await expectSound()
    await page.getByRole('button', { name: 'Save search' }).click()
    await page.waitForURL(/saved=/)
    const bar = page.getByRole('region', { name: 'Saved search' })
    await bar.getByText('Gannets of the cliff').waitFor()
    await page.locator('.result-table table').waitFor()
    const address = new URL(page.url()).searchParams.get('saved')
    // The terms stay editable, and what changed can be kept.
    await page.goto(`/library?q=gannet+kind%3Aphoto&saved=${address}`)
    await bar.getByText('changed', { exact: true }).waitFor()
    await bar.getByRole('button', { name: 'Update saved search' }).click()
    await bar.getByText('changed', { exact: true }).waitFor({ state: 'detached' })
    await page.goto(`/library/s/${address}`)
    await page.waitForURL(/q=gannet\+kind%3Aphoto/)
    await expectSound()
    await page.goto('/collections')
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').last().fill('gannets of')
    await page.getByRole('menuitem', { name: 'Gannets of the cliff' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.waitForURL(/saved=/)
    await bar.getByRole('link', { name: 'New files by mail, settings' }).click()
    await page.getByRole('heading', { level: 1, name: 'Gannets of the cliff' }).waitFor()
    await page.getByText('No mail server is set up here').waitFor()
    await page.getByRole('button', { name: 'Mail me new files' }).click()
    await page.getByText('You get a letter when the search finds new files.').waitFor()
    await expectSound()
    await page.getByRole('link', { name: 'Make a smart collection' }).click()
    const search = page.getByRole('textbox', { name: 'Search', exact: true })
    await search.fill('gannet state:draft')
    await page.getByRole('button', { name: 'Make the collection' }).click()
    await page.getByText('“state:draft” is known to staff only').waitFor()
    expect(await search.inputValue()).toBe('gannet state:draft')
    await expectSound()
    await search.fill('gannet')
    await page.getByRole('button', { name: 'Make the collection' }).click()
    const items = page.getByRole('grid', { name: 'Files in order' })
    await items.getByRole('row').first().waitFor()
    expect(await items.getByRole('row').count()).toBe(1)
    await expectSound()
    await items.getByRole('button', { name: /^Always put/ }).click()
    await items.getByText('First', { exact: true }).waitFor()
    await items.getByRole('button', { name: /^Leave .* out$/ }).click()
    await page.getByText('The search finds nothing yet').waitFor()
    await page.getByRole('link', { name: 'Change the search' }).click()
    await page.getByRole('heading', { name: 'Left out' }).waitFor()
    await page.getByText('1 file entered:').waitFor()
    await expectSound()
    await page.getByRole('button', { name: /^Let it in again/ }).click()
    await page.getByText('The search decides about the file again.').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('without JavaScript: saves, opens, deletes and brings back', async () => {
    const { page, context } = await openWindow(browser, baseUrl, { javaScriptEnabled: false })
    await signInOnly(page, 'nerea')
    await page.goto('/library?q=gannet')
    await page.getByText('Save this search').click()
    await page.getByLabel('Name', { exact: true }).fill('Just mine')
    expect(await page.getByLabel('Show it to all staff').count()).toBe(0)
    await page.getByRole('button', { name: 'Save search' }).click()
    await page.getByRole('region', { name: 'Saved search' }).getByText('Just mine').waitFor()
    await page.getByRole('navigation', { name: 'Saved searches' }).getByRole('link', { name: 'Just mine' }).waitFor()
    await page.getByRole('link', { name: 'New files by mail, settings' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Mine alone')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved.').waitFor()
    await page.getByRole('button', { name: 'Delete this saved search' }).click()
    await page.getByText('The saved search is deleted.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('heading', { level: 1, name: 'Mine alone' }).waitFor()
    await context.close()
  })
})

test('a forged address ends no letters, and a mail program needs no browser to ask', async () => {
  const forged = '/unsubscribe/01900000-0000-7000-8000-000000000001.aaaaaaaaaaaaaaaaaaaaaa'
  const opened = await fetch(new URL(forged, baseUrl))
  expect(opened.status).toBe(200)
  expect(await opened.text()).toContain('You get no letters about this search.')
  // Neither an origin nor a cookie: RFC 8058.
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  const posted = await fetch(new URL(forged, baseUrl), { method: 'POST', body, redirect: 'manual' })
  expect(posted.status).toBe(200)
  const elsewhere = await fetch(new URL('/library/saved', baseUrl), { method: 'POST', body })
  expect(elsewhere.status).toBe(403)
})
