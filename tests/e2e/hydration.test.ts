import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openWindow, signIn, untilHydrated } from '#tests/support/visitor'
import { LOCALES } from '~/platform/language'

const { baseUrl } = sharedProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

declare global {
  interface Window {
    clicksOnLivePage?: number
  }
}
const ENOUGH = 200

/** Clicks repeatedly from before the first script runs until `enough` clicks after hydration. */
function clickAllTheWhile(enough: number): void {
  const click = () => document.querySelector('h1')?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  const isAlive = () => Object.keys(document.body ?? {}).some((key) => key.startsWith('__reactProps'))
  window.clicksOnLivePage = 0
  const clicking = setInterval(() => {
    click()
    if (isAlive()) window.clicksOnLivePage!++
    if (window.clicksOnLivePage! >= enough) clearInterval(clicking)
  }, 1)
}

test.each(['/sign-in', '/p/press', '/p/press/c/autumn-press-kit'])(
  'clicks on %s during hydration cause no error',
  async (path) => {
    for (const rate of [1, 4, 8]) {
      const { page, complaints, context } = await openWindow(browser, baseUrl)
      const devtools = await context.newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate })
      await page.addInitScript(clickAllTheWhile, ENOUGH)
      await page.goto(path)
      await page.waitForFunction((enough) => window.clicksOnLivePage! >= enough, ENOUGH)
      // Pending work of React runs before the first idle callback of the browser.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
      expect(complaints, `${rate} times slower`).toEqual([])
      await context.close()
    }
  },
)

test.each(LOCALES)('dates and sizes in %s are rendered alike by server and browser', async (locale) => {
  const { page, complaints, context } = await openWindow(browser, baseUrl)
  await signIn(page, 'mara')
  const asset = await page.locator('a[href^="/library/assets/"]').first().getAttribute('href')
  const pages = ['/review', '/shares', '/collections', asset!, '/p/press', '/p/press/c/autumn-press-kit']
  for (const path of pages) {
    await page.goto(`${path}?lng=${locale}`)
    await untilHydrated(page)
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
  }
  expect(complaints).toEqual([])
  await context.close()
})
