import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openWindow, saved, signInByForm } from '#tests/support/visitor'
import { kitEntries } from '#tests/support/zip-entries'

const { baseUrl } = sharedProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

/** Presses Tab until the focused element has a matching name; throws after `limit` steps. */
async function tabTo(page: Page, name: RegExp, limit = 80): Promise<void> {
  const seen: string[] = []
  for (let step = 0; step < limit; step++) {
    await page.keyboard.press('Tab')
    const said = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement | null
      const label = at?.id ? document.querySelector(`label[for="${CSS.escape(at.id)}"]`)?.textContent : undefined
      return (at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '').trim()
    })
    seen.push(said)
    if (name.test(said)) return
  }
  throw new Error(`never reached ${name}; saw ${seen.join(' | ')}`)
}

/** Whether the focused element has a visible focus style. */
const focusShows = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!at) return false
    const drawn = (element: Element, pseudo?: string) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, pseudo)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    }
    return drawn(at) || drawn(at, '::after')
  })

describe('by keyboard alone', () => {
  test('a visitor skips to the content, opens a collection, chooses an asset and downloads the kit', async () => {
    const { page, context } = await openWindow(browser, baseUrl)
    await page.goto('/p/press')
    await page.keyboard.press('Tab')
    expect(await focusShows(page)).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).hash).toBe('#content')
    await tabTo(page, /Autumn press kit/)
    expect(await focusShows(page)).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Autumn press kit' }).waitFor()
    const first = page.getByRole('checkbox', { name: /^Choose / }).first()
    await first.focus()
    await page.keyboard.press('Space')
    await expect.poll(() => first.isChecked()).toBe(true)
    const button = page.getByRole('button', { name: 'Download 1 file' })
    await button.focus()
    const { name, bytes } = await saved(page, () => page.keyboard.press('Enter'))
    expect(name).toMatch(/\.zip$/)
    expect([...kitEntries(bytes).keys()].filter((each) => each.endsWith('.jpg'))).toHaveLength(1)
    await context.close()
  })

  test('a manager reorders a collection', async () => {
    const { page, context } = await openWindow(browser, baseUrl)
    await signInByForm(page, 'mara')
    await tabTo(page, /^Collections$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Collections' }).waitFor()
    await tabTo(page, /^Logos$/)
    await page.keyboard.press('Enter')
    const grid = page.getByRole('grid', { name: 'Files in order' })
    await grid.waitFor()
    const names = () => grid.locator('.order-title a').allTextContents()
    const before = await names()
    await tabTo(page, /^Move .+ down$/, 120)
    await page.keyboard.press('Enter')
    await expect.poll(names).toEqual([before[1], before[0], ...before.slice(2)])
    await page.getByText('Order saved.').first().waitFor({ state: 'attached' })
    await page.reload()
    expect(await names()).toEqual([before[1], before[0], ...before.slice(2)])
    await context.close()
  })
})
