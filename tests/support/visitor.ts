import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { expect } from 'vitest'

/** A browser window of one person: everything the page complains about is kept, and every address can be asked for axe. */
export async function openWindow(browser: Browser, baseURL: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', acceptDownloads: true, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    // A refused request is part of many stories; a policy violation or a mismatch of server and browser never is.
    if (message.type() === 'error' && !/Failed to load resource/.test(text)) complaints.push(`${page.url()}: ${text}`)
  })
  return { context, page, complaints }
}

/** No serious or critical barrier on the page as it is now (axe-core, WCAG 2.2 A and AA). */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour on its way from one state to the next is neither; what runs on, like the bar of an upload, is not waited for.
  await page.evaluate(() =>
    Promise.race([
      Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
      new Promise((resolve) => setTimeout(resolve, 1000)),
    ]),
  )
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  expect(told, `barriers on ${page.url()}`).toEqual([])
}

/** Signs in one of the demo's people, by the form. */
export async function signIn(page: Page, who: 'mara' | 'iker' | 'nerea' | 'ander'): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(`${who}@visit-mendialde.example`)
  await page.getByLabel('Password', { exact: true }).fill('mendialde-2026')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Library' }).waitFor()
}
