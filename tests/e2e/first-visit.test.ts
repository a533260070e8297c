import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openWindow, signInOnly } from '#tests/support/visitor'

const { baseUrl, links } = sharedProduct()
/** Transferred bytes, headers included, on a phone of double density with an empty cache. */
const MOST = { Font: 100_000, Script: 150_000, pictures: 150_000 }
/** "Good" by Core Web Vitals. */
const MOST_SHIFT = 0.1

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

const text = async (path: string) => (await fetch(new URL(path, baseUrl))).text()
const found = (pattern: RegExp, page: string) => pattern.exec(page)![0].replaceAll('&amp;', '&')

const collection = async () => found(/\/p\/press\/c\/[a-z0-9-]+/, await text('/p/press'))
const pages: [string, () => Promise<string>][] = [
  ['the home page of a portal', async () => '/p/press'],
  ['the page of a collection', collection],
  ['the page of an asset', async () => found(/\/p\/press\/a\/[0-9a-f-]{36}[^"]*/, await text(await collection()))],
  ['the page of a share', async () => links.open],
  ['the password form of a share', async () => links.locked],
]

test.each(pages)(
  '%s keeps its limits of transferred bytes and of layout shift on the first visit by phone',
  async (_name, pathOf) => {
    const context = await browser.newContext({
      ...{ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, locale: 'en' },
    })
    const page = await context.newPage()
    const network = await context.newCDPSession(page)
    await network.send('Network.enable')
    const parts = new Map<string, { type: string; url: string; bytes: number }>()
    network.on('Network.responseReceived', ({ requestId, type, response }) =>
      parts.set(requestId, { type, url: response.url, bytes: 0 }),
    )
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const part = parts.get(requestId)
      if (part) part.bytes = encodedDataLength
    })
    await page.addInitScript(watchShifts)
    await page.goto(new URL(await pathOf(), baseUrl).href, { waitUntil: 'networkidle' })
    const inSight = await page.evaluate(picturesInSight)
    const sum = (which: (part: { type: string; url: string }) => boolean) =>
      [...parts.values()].filter(which).reduce((bytes, part) => bytes + part.bytes, 0)
    const pictures = sum(({ url }) => inSight.includes(url))
    const [fonts, scripts] = ['Font', 'Script'].map((kind) => sum(({ type }) => type === kind))
    // A page that loads nothing would keep every limit.
    expect(Math.min(pictures, fonts!, scripts!)).toBeGreaterThan(5000)
    expect(pictures).toBeLessThanOrEqual(MOST.pictures)
    expect(fonts).toBeLessThanOrEqual(MOST.Font)
    expect(scripts).toBeLessThanOrEqual(MOST.Script)
    expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(MOST_SHIFT)
    await context.close()
  },
)

test('the library comes in few files: each one more is a round trip for six at once', async () => {
  const { page, context } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'nerea')
  const scripts: string[] = []
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') scripts.push(answer.url())
  })
  await page.goto('/library')
  await page.waitForLoadState('networkidle')
  expect(scripts.length).toBeGreaterThan(5)
  expect(scripts.length).toBeLessThan(50)
  expect(scripts.filter((url) => url.includes('/texts-'))).toHaveLength(1)
  await context.close()
})

/** Runs in the page: sums up how far its content moves by itself (Layout Instability). */
function watchShifts(): void {
  const seen = window as unknown as { shifted: number }
  seen.shifted = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) seen.shifted += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Runs in the page: the URLs of the images in its first screen. */
function picturesInSight(): string[] {
  const isInSight = ({ top, bottom, width }: DOMRect) => top < innerHeight && bottom > 0 && width > 0
  return [...document.images]
    .filter((image) => isInSight(image.getBoundingClientRect()))
    .map((image) => image.currentSrc)
}
