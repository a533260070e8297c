import { readFile } from 'node:fs/promises'
import axe, { type AxeResults, type RunOptions } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { expect, onTestFailed } from 'vitest'

/** The timeout of a page on a busy machine. */
const PATIENCE_MS = 120_000

const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

/** The four browser set-ups in which a public page must work, for `describe.each(WAYS)('… %s', (_, options) => …)`. */
export const WAYS: [way: string, options: BrowserContextOptions][] = [
  ['with JavaScript on a desktop', { ...DESKTOP, javaScriptEnabled: true }],
  ['with JavaScript on a phone', { ...PHONE, javaScriptEnabled: true }],
  ['without JavaScript on a desktop', { ...DESKTOP, javaScriptEnabled: false }],
  ['without JavaScript on a phone', { ...PHONE, javaScriptEnabled: false }],
]

const origins = new WeakMap<Page, string>()

/** Opens a browser context with one page; collects its errors in `complaints`. */
export async function openWindow(browser: Browser, baseURL: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    acceptDownloads: true,
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  origins.set(page, new URL(baseURL).origin)
  printOnFailure(page)
  if (options.javaScriptEnabled !== false) waitForScripts(page)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    // Refused requests are part of many tests, and the router prints that a page that was left has ended what it was loading;
    // policy violations and hydration errors never are.
    if (message.type() === 'error' && !/Failed to load resource|^AbortError/.test(text))
      complaints.push(`${page.url()}: ${text}`)
  })
  /** Expects that the page is no wider than the screen and, where scripts run, accessible by axe. */
  const expectSound = async () => {
    await expectNoSidewaysScroll(page)
    if (options.javaScriptEnabled !== false) await expectAccessible(page)
  }
  return { context, page, complaints, expectSound }
}

/** After a failed test prints what its page showed, and what it had sent last: a wait that ended says neither. */
function printOnFailure(page: Page): void {
  const sent: string[] = []
  page.on('requestfinished', async (request) => {
    if (request.method() === 'GET') return
    const status = (await request.response().catch(() => null))?.status()
    sent.push(`${request.method()} ${request.url()} ${status}`)
  })
  const print = async () => {
    if (page.isClosed()) return
    const shown = await page.locator('body').innerText({ timeout: 10_000 })
    console.error(`${page.url()}\n${sent.slice(-3).join('\n')}\n${shown.replace(/\n\s*\n/g, '\n').slice(0, 3000)}`)
  }
  try {
    onTestFailed(print)
  } catch {
    // Opened for several tests, outside of one.
  }
}

/** The rules of these levels, and no styles or media fetched once more, which none of them needs. */
const AXE_OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
  preload: false,
}

/** Expects no serious or critical violation on the current page (axe-core, WCAG 2.2 A and AA). */
export async function expectAccessible(page: Page): Promise<void> {
  // Once per document: the source is half a megabyte.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(runAxe, AXE_OPTIONS)
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  expect(told, `barriers on ${page.url()}`).toEqual([])
}

/** Runs axe in the page. */
async function runAxe(asked: RunOptions): Promise<AxeResults> {
  // Waits for transitions, whose colours are between two states, but not for endless animations such as a progress bar.
  await Promise.race([
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
    new Promise((resolve) => setTimeout(resolve, 1000)),
  ])
  // Bars that stay in sight cover what scrolls below them, which axe takes for small targets.
  const bars = [...document.querySelectorAll<HTMLElement>('.save-bar, .asset-sections')]
  for (const bar of bars) bar.style.position = 'static'
  const results = await (window as unknown as { axe: typeof axe }).axe.run(document, asked)
  for (const bar of bars) bar.style.position = ''
  return results
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wider, `pixels wider than the screen: ${page.url()}`).toBeLessThanOrEqual(0)
}

/** The name and bytes of the file that the browser downloads on `act`. */
export async function saved(page: Page, act: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** Waits for the hydration of a page of the product: controls that need a script do nothing before. */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      !('__remixContext' in window) || Object.keys(document.body ?? {}).some((key) => key.startsWith('__reactProps')),
  )
}

/** Makes `goto` and `reload` wait for hydration: on a busy machine a click may come long before it. */
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

/** A person of the demo with an account. */
export type Who = 'mara' | 'iker' | 'nerea' | 'ander'

const PASSWORD = 'mendialde-2026'
const emailOf = (who: Who) => `${who}@visit-mendialde.example`

/** Signs a person of the demo in by the form. */
export async function signInByForm(page: Page, who: Who): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(emailOf(who))
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Library' }).waitFor()
}

/** Signs a person of the demo in, without the page of the form, and opens the library. */
export async function signIn(page: Page, who: Who): Promise<void> {
  await signInOnly(page, who)
  await page.goto('/library')
  await page.getByRole('heading', { name: 'Library' }).waitFor()
}

/** Signs a person of the demo in and opens no page, for tests that begin at another one. */
export async function signInOnly(page: Page, who: Who): Promise<void> {
  const sent = { form: { email: emailOf(who), password: PASSWORD }, maxRedirects: 0 }
  const answer = await page.request.post('/sign-in', { ...sent, headers: { origin: origins.get(page)! } })
  expect(answer.status()).toBe(302)
}
