import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { expectAccessible, openWindow, signIn } from '#tests/support/visitor'

const { baseUrl } = sharedProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

test('invalid input is reported above the form and beside its field, and the typed values are kept', async () => {
  const { page, complaints, context } = await openWindow(browser, baseUrl)
  await signIn(page, 'iker')
  await page.locator('a[href^="/library/assets/"]').first().click()
  const address = page.getByLabel('Address of the licence')
  await address.fill('see the contract')
  await page.getByLabel('Credit line').fill('A credit not yet saved')
  await page.getByRole('button', { name: 'Save rights' }).click()

  const summary = page.getByRole('alert').filter({ hasText: 'One thing needs your attention' })
  await summary.waitFor()
  await expect.poll(() => summary.evaluate((box) => box === document.activeElement)).toBe(true)
  await summary.getByRole('link', { name: /^Address of the licence: / }).click()
  expect(await address.evaluate((field) => field === document.activeElement)).toBe(true)
  expect(await address.getAttribute('aria-invalid')).toBe('true')
  expect(await address.inputValue()).toBe('see the contract')
  expect(await page.getByLabel('Credit line').inputValue()).toBe('A credit not yet saved')
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await context.close()
})
