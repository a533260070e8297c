import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openWindow, signIn } from '#tests/support/visitor'
import { LOCALES } from '~/platform/language'

const { baseUrl } = await demoProduct()
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** Clicks again and again from before the first script runs until the page has settled. */
function clickAllTheWhile(): void {
  const click = () => document.querySelector('h1')?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  const clicking = setInterval(click, 1)
  addEventListener('load', () => setTimeout(() => clearInterval(clicking), 1500))
}

test.each(['/sign-in', '/p/press', '/p/press/c/autumn-press-kit'])(
  'an impatient click on %s while the page comes to life breaks nothing',
  async (path) => {
    for (const rate of [1, 4, 8]) {
      const { page, complaints, context } = await openWindow(browser, baseUrl)
      const devtools = await context.newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate })
      await page.addInitScript(clickAllTheWhile)
      await page.goto(path)
      await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__reactProps')))
      await page.waitForTimeout(500)
      expect(complaints, `${rate} times slower`).toEqual([])
      await context.close()
    }
  },
)

test.each(LOCALES)('in %s the browser says of days and sizes what the server has written', async (locale) => {
  const { page, complaints, context } = await openWindow(browser, baseUrl)
  await signIn(page, 'mara')
  const asset = await page.locator('a[href^="/library/assets/"]').first().getAttribute('href')
  const pages = ['/review', '/shares', '/collections', asset!, '/p/press', '/p/press/c/autumn-press-kit']
  for (const path of pages) {
    await page.goto(`${path}?lng=${locale}`)
    await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__reactProps')))
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
  }
  expect(complaints).toEqual([])
  await context.close()
})
