import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { expectAccessible, openWindow } from '#tests/support/visitor'
import { zipEntries } from '#tests/support/zip-entries'

const { baseUrl } = await demoProduct()
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

describe('a journalist on the press portal', () => {
  test('finds a photograph, reads what may be done with it, and takes it', async () => {
    const { page, complaints, context } = await openWindow(browser, baseUrl)
    await page.goto('/p/press')
    await expectAccessible(page)
    await page
      .getByRole('link', { name: /Autumn press kit/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: 'Autumn press kit' }).waitFor()
    await expectAccessible(page)
    await page.locator('.shots a').first().click()
    await page.getByRole('heading', { name: 'What you may do' }).waitFor()
    await expectAccessible(page)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /^Download\s*: For the web/ }).click()
    const file = await readFile(await (await download).path())
    expect([file[0], file[1]]).toEqual([0xff, 0xd8])
    expect(complaints).toEqual([])
    await context.close()
  })

  test('takes the kit without any JavaScript, and it is a sound ZIP with its papers', async () => {
    const { page, context } = await openWindow(browser, baseUrl, { javaScriptEnabled: false })
    await page.goto('/p/press/c/autumn-press-kit')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download ZIP' }).click()
    const names = [...zipEntries(await readFile(await (await download).path())).keys()]
    expect(names).toEqual(expect.arrayContaining(['CREDITS.csv', 'LICENCES.txt', 'MANIFEST.json']))
    expect(names.filter((name) => name.endsWith('.jpg')).length).toBeGreaterThan(4)
    await context.close()
  })

  test('never meets what is under embargo, expired or in review', async () => {
    const { page, context } = await openWindow(browser, baseUrl)
    await page.goto('/p/press/c/autumn-press-kit')
    const html = await page.content()
    expect(html).not.toMatch(/Infinite|winter nights/i)
    await context.close()
  })

  test('reads it in Arabic, right to left', async () => {
    const { page, complaints, context } = await openWindow(browser, baseUrl)
    await page.goto('/p/press?lng=ar')
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('on a phone nothing is wider than the screen', async () => {
    const { page, context } = await openWindow(browser, baseUrl, { viewport: { width: 390, height: 844 } })
    for (const url of ['/p/press', '/p/press/c/autumn-press-kit']) {
      await page.goto(url)
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(wider, url).toBeLessThanOrEqual(0)
    }
    await context.close()
  })
})

test.each([
  ['/p/nowhere', 404],
  ['/p/press/c/nothing', 404],
  ['/s/vt_AAAAAAAAAAAAAAAAAAAAAA', 404],
])('%s is a page that says so, with %i', async (url, status) => {
  const { page, context } = await openWindow(browser, baseUrl)
  const response = await page.goto(url)
  expect(response?.status()).toBe(status)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expectAccessible(page)
  await context.close()
})
