import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openWindow, signIn, WAYS } from '#tests/support/visitor'

const { baseUrl } = sharedProduct()
const photo = path.resolve(import.meta.dirname, '../../db/seeds/demo/photos/summit-sunset.jpg')
const SUNSET = 'Last sun on the summit'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

/** Drops a file on the search field of the library, as a person does from a folder. */
async function dropOnSearch(page: Page, name: string, type: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, type, base64 }) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))], name, { type }))
      return data
    },
    { name, type, base64: bytes.toString('base64') },
  )
  const field = page.getByLabel(/^Search titles/)
  for (const event of ['dragover', 'drop']) await field.dispatchEvent(event, { dataTransfer: transfer })
}

test('an editor finds a file by a picture that is dropped on the search field, and others by a colour', async () => {
  const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
  await signIn(page, 'iker')
  await page.goto('/library')
  await dropOnSearch(page, 'notes.txt', 'text/plain', Buffer.from('no picture'))
  await page.getByText('This file cannot be read as a picture.').waitFor()
  // Nothing was uploaded by that.
  expect(await page.getByText('notes.txt').count()).toBe(0)
  await dropOnSearch(page, 'mine.jpg', 'image/jpeg', await readFile(photo))
  await page.getByRole('heading', { name: 'Pictures like this one' }).waitFor()
  await page.getByText('The library has exactly this file:').getByRole('link', { name: SUNSET }).waitFor()
  expect(
    await page
      .locator('.like-note img')
      .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBeGreaterThan(100)
  await expectSound()
  // Words narrow it like any result.
  await page.getByLabel(/^Search titles/).fill('kind:vector')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('q') === 'kind:vector' && url.searchParams.has('like'))
  await page.getByText('Nothing matches').waitFor()

  await page.goto('/library')
  await page.getByLabel('Any colour').fill('#1a5fb4')
  await page.getByRole('button', { name: 'Find this colour' }).click()
  await page.waitForURL('**/library?q=colour%3A%231a5fb4')
  await page.getByRole('link', { name: 'Path below the Picos de Europa' }).waitFor()
  await page.getByRole('link', { name: 'Remove colour:#1a5fb4' }).waitFor()
  await expectSound()
  expect(complaints).toEqual([])
  await context.close()
})

test('without scripts a picture is chosen on a page of its own', async () => {
  const { page, context } = await openWindow(browser, baseUrl, { javaScriptEnabled: false })
  await signIn(page, 'nerea')
  await page.goto('/library')
  await page.getByRole('link', { name: 'Search by picture' }).click()
  await page.getByLabel('Picture', { exact: true }).setInputFiles(photo)
  await page.getByRole('button', { name: 'Find pictures like it' }).click()
  await page.getByText('The library has exactly this file:').getByRole('link', { name: SUNSET }).waitFor()
  await context.close()
})

describe.each(WAYS)('a visitor of the press portal, %s,', (_way, options) => {
  test('goes from a picture to those that look like it', async () => {
    const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl, options)
    await page.goto('/p/press/search?q=aizkorri')
    await page.getByRole('link', { name: 'Aizkorri above the autumn woods' }).click()
    const similar = page.getByRole('link', { name: 'Similar pictures' })
    await similar.scrollIntoViewIfNeeded()
    if (options.javaScriptEnabled) await page.locator('.asset-similar .shot').first().waitFor()
    await similar.click()
    await page.getByRole('heading', { level: 1, name: 'Similar pictures' }).waitFor()
    await page.locator('.shot a').first().waitFor()
    await expectSound()
    await page.getByRole('link', { name: 'Back to Aizkorri above the autumn woods' }).click()
    await page.getByRole('heading', { level: 1, name: 'Aizkorri above the autumn woods' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})
