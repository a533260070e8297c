import type { Page } from 'playwright'

/** Opens a page and waits until its scripts have taken it over: before that a button does what a form does without them. */
export async function goTo(page: Page, at: string): Promise<void> {
  await page.goto(at)
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__react')))
}
