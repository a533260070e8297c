import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { expect } from 'vitest'

/** How long a page may take on a machine that many others use. */
const PATIENCE_MS = 60_000

const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

/** The four ways in which a public page has to work, for `describe.each(WAYS)('… %s', (_, options) => …)`. */
export const WAYS: [way: string, options: BrowserContextOptions][] = [
  ['with JavaScript on a desktop', { ...DESKTOP, javaScriptEnabled: true }],
  ['with JavaScript on a phone', { ...PHONE, javaScriptEnabled: true }],
  ['without JavaScript on a desktop', { ...DESKTOP, javaScriptEnabled: false }],
  ['without JavaScript on a phone', { ...PHONE, javaScriptEnabled: false }],
]

/** A browser window of one person: everything the page complains about is kept, and every address can be asked for axe. */
export async function openWindow(browser: Browser, baseURL: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', acceptDownloads: true, ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  if (options.javaScriptEnabled !== false) waitForScripts(page)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    // A refused request is part of many stories; a policy violation or a mismatch of server and browser never is.
    if (message.type() === 'error' && !/Failed to load resource/.test(text)) complaints.push(`${page.url()}: ${text}`)
  })
  /** The page as it is now is no wider than the screen and, where a script such as axe can run, without barriers. */
  const expectSound = async () => {
    await expectNoSidewaysScroll(page)
    if (options.javaScriptEnabled !== false) await expectAccessible(page)
  }
  return { context, page, complaints, expectSound }
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

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wider, `pixels wider than the screen: ${page.url()}`).toBeLessThanOrEqual(0)
}

/** Name and bytes of the file that the browser saves upon `act`. */
export async function saved(page: Page, act: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** Waits until React has taken over the page, if it is one of ours: controls that need a script do nothing before. */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      !('__remixContext' in window) || Object.keys(document.body ?? {}).some((key) => key.startsWith('__reactProps')),
  )
}

/** A page that is opened or loaded again is there once its scripts are: on a busy machine a click may come long before. */
function waitForScripts(page: Page): void {
  const { goto, reload } = page
  page.goto = async (...args) => {
    const answer = await goto.apply(page, args)
    await untilHydrated(page)
    return answer
  }
  page.reload = async (...args) => {
    const answer = await reload.apply(page, args)
    await untilHydrated(page)
    return answer
  }
}

/** Signs in one of the demo's people, by the form. */
export async function signIn(page: Page, who: 'mara' | 'iker' | 'nerea' | 'ander'): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(`${who}@visit-mendialde.example`)
  await page.getByLabel('Password', { exact: true }).fill('mendialde-2026')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Library' }).waitFor()
}
