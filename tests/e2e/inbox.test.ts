import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openWindow, signIn } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const open = async (who: 'iker' | 'mara', options = {}) => {
  const opened = await openWindow(browser, baseUrl, options)
  await signIn(opened.page, who)
  return opened
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

test('a task is given on a phone without scripts, appears live at who does it, is done by key, taken back, and told', async () => {
  const iker = await open('iker')
  await iker.page.goto('/inbox')
  await iker.page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  await iker.expectSound()

  const mara = await open('mara', { ...PHONE, javaScriptEnabled: false })
  await mara.page.goto('/inbox/tasks/new')
  await mara.page.getByLabel('What is to be done').fill('Name the people in the harbour')
  await mara.page.getByLabel('Who does it').selectOption({ label: 'Iker Zabala' })
  await mara.page.getByLabel('Due').fill('2020-01-31')
  await mara.page.getByRole('button', { name: 'Give the task' }).click()
  await mara.page.getByText('Name the people in the harbour').waitFor()
  await mara.expectSound()

  const row = iker.page.locator('.inbox-item', { hasText: 'Name the people in the harbour' })
  await row.getByText('Overdue: 31 January 2020').waitFor()
  await iker.page.keyboard.press('j')
  await expect.poll(() => focused(iker.page)).toBe('Name the people in the harbour')
  await iker.page.keyboard.press('e')
  await iker.page.getByText('Done: 1 notice.').waitFor()
  await expect.poll(() => row.count()).toBe(0)
  await iker.page.keyboard.press('u')
  await row.waitFor()
  await row.getByRole('button', { name: /^Done/ }).click()
  await expect.poll(() => row.count()).toBe(0)
  await mara.page.goto('/inbox?type=task_done')
  await mara.page.getByText('did the task').waitFor()
  expect([...iker.complaints, ...mara.complaints]).toEqual([])
})
