import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { expectAccessible, openWindow, WAYS } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

/** Types the beginning of a word, looks through what is suggested by keyboard, and opens a file. */
async function chooseSuggestion(page: Page) {
  await page.goto('/p/press')
  await page.getByRole('searchbox').focus()
  const field = page.getByRole('combobox')
  await field.pressSequentially('aizk')
  const file = page.getByRole('option', { name: 'Aizkorri above the autumn woods' })
  await file.waitFor()
  await page.getByRole('status').filter({ hasText: 'suggestion' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await file.waitFor({ state: 'hidden' })
  expect(await field.inputValue()).toBe('aizk')
  do await page.keyboard.press('ArrowDown')
  while ((await file.getAttribute('aria-selected')) !== 'true')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Aizkorri above the autumn woods' }).waitFor()
}

describe.each(WAYS)('a journalist on the press portal, %s,', (_way, options) => {
  test('finds a picture by a mistyped word, narrows the result, and is helped where nothing is found', async () => {
    const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl, options)
    await page.goto('/p/press')
    await page.getByRole('searchbox', { name: 'Search pictures and files' }).fill('Aizkori')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Search' }).waitFor()
    await page.getByText('These are the results for “aizkorri”.').waitFor()
    await page.getByRole('link', { name: 'Aizkorri above the autumn woods' }).waitFor()
    const topOf = async (found: Locator) => (await found.boundingBox())?.y ?? Number.NaN
    const field = page.getByRole('main').getByRole('searchbox')
    expect(await topOf(field)).toBeLessThan(await topOf(page.getByRole('heading', { level: 2 }).first()))
    await expectSound()
    await page.goto('/p/press/search?q=')
    const facets = page.getByRole('region', { name: 'Narrow down' })
    // On phones the pictures come first.
    if (options.isMobile) await facets.locator('label').click()
    await facets.getByRole('link', { name: /^Landscape/ }).click()
    await page.waitForURL('**/search?q=orientation%3Alandscape')
    await facets.locator('[aria-current=true]', { hasText: 'Landscape' }).waitFor()
    await page.goto('/p/press/search?q=aizkorri quagga')
    await page.getByText('Nothing was found').waitFor()
    await page.getByRole('link', { name: 'quagga' }).click()
    await page.getByRole('link', { name: 'Aizkorri above the autumn woods' }).waitFor()
    if (options.javaScriptEnabled !== false) await chooseSuggestion(page)
    await expectSound()
    expect(complaints).toEqual([])
    await context.close()
  })
})
