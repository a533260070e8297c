import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { bringSeries } from '#tests/support/series'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, signInOnly } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
let mara: Staff
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
  await bringSeries(mara, 110)
}, 300_000)
afterAll(() => closeWindows(browser))

/** Files of the library: those of the demo, and a series. */
const ALL = 138
const boxes = (page: Page) => page.getByRole('checkbox', { name: /^Select / })
const bar = (page: Page) => page.getByRole('region', { name: 'Chosen files' })

test('a collection of 138 assets is shown in pages, filled by a picker that hides its members, and reordered across pages', async () => {
  const made = await mara.post('/collections', { title: 'Everything' })
  const place = made.headers.get('location')!
  const { page, complaints, context } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'mara')
  await page.goto(`${place}/pick`)
  await boxes(page).first().check()
  await bar(page)
    .getByRole('button', { name: `Select all ${ALL}` })
    .click()
  await bar(page).getByText(`${ALL} files chosen`).waitFor()
  await bar(page).getByRole('button', { name: 'Add to collection' }).click()
  await page.getByRole('heading', { level: 1, name: 'Everything' }).waitFor()
  await page.getByText(`1–120 of ${ALL}`).waitFor()
  const titles = page.locator('.order-title a')
  expect(await titles.count()).toBe(120)
  const [first] = await titles.allTextContents()
  await page.goto(`${place}/pick`)
  await page.getByText('everything that matches is in the collection already').waitFor()

  await page.goto(place)
  await page.getByRole('button', { name: `1: move ${first} to another place` }).click()
  const dialog = page.getByRole('dialog', { name: 'Move 1 file' })
  await dialog.getByLabel('Place').fill('125')
  await dialog.getByRole('button', { name: 'Move' }).click()
  await page.getByText('Order saved.').waitFor({ state: 'attached' })
  await page.getByRole('link', { name: 'Next' }).click()
  await page.getByText(`121–${ALL} of ${ALL}`).waitFor()
  expect((await titles.allTextContents())[4]).toBe(first)
  await expectAccessible(page)

  await page.getByRole('button', { name: `Take ${first} out` }).click()
  await page.getByText('1 file taken out.').waitFor()
  await page.getByText(`121–${ALL - 1} of ${ALL - 1}`).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText(`121–${ALL} of ${ALL}`).waitFor()
  expect((await titles.allTextContents())[4]).toBe(first)
  expect(complaints).toEqual([])
  await context.close()
})
