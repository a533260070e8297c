import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, signInOnly } from '#tests/support/visitor'

const { baseUrl } = sharedProduct()
let browser: Browser
let mara: Staff
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
})
afterAll(() => closeWindows(browser))

const open = async (who: Parameters<typeof signInOnly>[1] = 'mara', options = {}) => {
  const opened = await openWindow(browser, baseUrl, options)
  await signInOnly(opened.page, who)
  return opened
}
/** Creates a portal without collections; returns its path. */
const newPortal = async (slug: string) =>
  (await mara.post('/portals', { name: `Editor ${slug}`, slug })).headers.get('location')!
const leave = (page: Page) => page.getByRole('link', { name: 'Collections', exact: true }).click()

describe('leaving a form with unsaved changes', () => {
  const forms: [string, () => Promise<string>, string, string][] = [
    ['of a portal', () => newPortal('leave'), 'Headline · English', 'Not yet saved'],
    [
      'of a collection',
      async () => (await mara.post('/collections', { title: 'Leave' })).headers.get('location')!,
      'Title · English',
      'Not yet saved',
    ],
    ['of the texts of an asset', () => assetPage(), 'Title · English', 'Not yet saved'],
    ['of the rights of an asset', () => assetPage(), 'Credit line', 'Not yet saved'],
    ['of a share', () => linkPage(), 'Title', 'Not yet saved'],
    [
      'of a new share',
      async () => `/shares/new?assets=${(await assetPage()).split('/').at(-1)}`,
      'Title',
      'Not yet saved',
    ],
  ]
  const assetPage = async () =>
    /\/library\/assets\/[0-9a-f-]{36}/.exec(await (await mara.ask('/library?q=Aizkorri')).text())![0]
  const linkPage = async () => {
    const assets = (await assetPage()).split('/').at(-1)!
    const terms = { title: 'To leave', zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'web', assets }
    return /\/shares\/[0-9a-f-]{36}/.exec(await (await mara.post('/shares/new', terms)).text())![0]
  }

  test.each(forms)('in the form %s asks for a confirmation and keeps the typed values', async (_, at, label, typed) => {
    const { page, complaints, context } = await open()
    await page.goto(await at())
    const field = page.getByLabel(label, { exact: true }).first()
    await field.fill(typed)
    await leave(page)
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
    await question.waitFor()
    await expectAccessible(page)
    await question.getByRole('button', { name: 'Keep editing' }).click()
    await question.waitFor({ state: 'detached' })
    expect(await field.inputValue()).toBe(typed)
    const asked = page.waitForEvent('dialog')
    // A reload cannot be intercepted by the page: the browser itself asks.
    const reload = page.evaluate(() => location.reload()).catch(() => {})
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    await reload
    expect(await field.inputValue()).toBe(typed)
    await leave(page)
    await question.getByRole('button', { name: 'Discard changes' }).click()
    await page.getByRole('heading', { level: 1, name: 'Collections' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('is not asked about after the form was saved', async () => {
    const { page, context } = await open()
    await page.goto(await assetPage())
    const field = page.getByLabel('Keywords')
    const before = await field.inputValue()
    await field.fill(`${before}, saved`)
    await page.getByRole('button', { name: 'Save texts' }).click()
    await page.locator('.save-bar').getByText('Saved.').waitFor()
    await leave(page)
    await page.getByRole('heading', { level: 1, name: 'Collections' }).waitFor()
    await context.close()
  })
})
