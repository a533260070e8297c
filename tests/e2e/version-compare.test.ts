import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { madeDeck } from '#tests/support/made-deck'
import { madePdf } from '#tests/support/made-pdf'
import { openStaff, type Staff } from '#tests/support/staff'
import { openWindow, signInOnly } from '#tests/support/visitor'
import { findProgram } from '~/platform/converters/found-programs.server'

const { baseUrl } = sharedProduct()
let browser: Browser
let iker: Staff
beforeAll(async () => {
  browser = await openBrowser()
  iker = await openStaff(baseUrl, 'iker')
})
afterAll(() => closeWindows(browser))

/** A photograph with a white square of `side` pixels on it. */
const photo = (side: number) =>
  sharp({ create: { width: 800, height: 600, channels: 3, background: '#335577' } })
    .composite(
      side > 0
        ? [{ input: { create: { width: side, height: side, channels: 3, background: '#ffffff' } }, left: 80, top: 60 }]
        : [],
    )
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer()

async function addVersion(assetId: string, name: string, bytes: Buffer): Promise<void> {
  const address = await iker.begin(name, bytes.length, assetId)
  expect((await iker.send(address, 0, new Uint8Array(bytes))).status).toBe(204)
  expect(await iker.settled(address)).toMatchObject({ state: 'done' })
}

async function openAs(assetId: string, options: { javaScriptEnabled?: boolean } = {}) {
  const opened = await openWindow(browser, baseUrl, options)
  await signInOnly(opened.page, 'iker')
  await opened.page.goto(`/library/assets/${assetId}`)
  return opened
}

const openComparison = (page: Page) => page.getByRole('link', { name: 'Compare', exact: true }).click()
const show = (page: Page, view: string) => page.locator('label', { hasText: view }).click()

describe('two photographs', () => {
  let assetId: string
  beforeAll(async () => {
    assetId = await iker.ingest('badge-2019.jpg', await photo(0))
    await addVersion(assetId, 'badge-2026.jpg', await photo(120))
  })

  test('are compared by swipe, by keyboard, and by the share of pixels that differ', async () => {
    const { page, context, complaints, expectSound } = await openAs(assetId)
    await openComparison(page)
    await page.getByRole('heading', { name: 'Compare versions' }).waitFor()
    // The page waits for pictures that are still being made.
    await expect.poll(() => page.getByRole('img', { name: /Version [12]$/ }).count()).toBe(2)
    await expectSound()

    await show(page, 'Swipe')
    const divider = page.getByRole('slider', { name: 'Divider' })
    await divider.focus()
    await page.keyboard.press('Home')
    await expect.poll(() => divider.inputValue()).toBe('0')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.locator('.compare-over').getAttribute('style')).toContain('1%')

    await show(page, 'Difference')
    // 14,400 of 480,000 pixels.
    await page.getByText(/^3(\.\d)?% of the pixels differ$/).waitFor()
    const red = page.getByRole('img', { name: /^In red/ })
    await expect.poll(() => red.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800)
    await expectSound()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('are zoomed and moved together', async () => {
    const { page, context } = await openAs(assetId)
    await openComparison(page)
    const stage = page.getByRole('group', { name: 'Version 1' })
    await stage.focus()
    await page.keyboard.press('+')
    await page.keyboard.press('+')
    await page.keyboard.press('ArrowRight')
    const transforms = () =>
      page.locator('.compare-moved').evaluateAll((all) => all.map((each) => (each as HTMLElement).style.transform))
    await expect.poll(async () => new Set(await transforms()).size).toBe(1)
    expect((await transforms())[0]).toContain('scale(1.5625)')
    await page.keyboard.press('0')
    await expect.poll(async () => (await transforms())[0]).toBe('')
    await context.close()
  })

  test('stand side by side with their facts without JavaScript', async () => {
    const { page, context } = await openAs(assetId, { javaScriptEnabled: false })
    await page.goto(`/library/assets/${assetId}/compare?left=1&right=2`)
    expect(await page.getByRole('img', { name: /Version [12]$/ }).count()).toBe(2)
    expect(await page.getByRole('row', { name: /Name differs/ }).textContent()).toContain('badge-2019.jpg')
    await context.close()
  })
})

describe('the versions of an asset', () => {
  test('are noted, added by a drop on the picture, and restored after a question', async () => {
    const assetId = await iker.ingest('sign-2019.jpg', await photo(30))
    const { page, context, complaints } = await openAs(assetId)
    await page.getByLabel('Note for the new version').fill('Larger badge')
    const bytes = [...(await photo(200))]
    const transfer = await page.evaluateHandle((given) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(given)], 'sign-2026.jpg', { type: 'image/jpeg' }))
      return data
    }, bytes)
    const place = page.locator('.version-drop')
    await place.dispatchEvent('dragover', { dataTransfer: transfer })
    await page.getByText('Let go to upload version 2').waitFor()
    await place.dispatchEvent('drop', { dataTransfer: transfer })
    const versions = page.getByRole('region', { name: 'Versions' })
    await versions.getByRole('link', { name: 'Version 2' }).waitFor()
    await versions.getByText('Larger badge').waitFor()

    await page.getByRole('button', { name: 'Add a note to version 1' }).click()
    await page.getByLabel('Note for version 1').fill('The first one')
    await page.getByRole('button', { name: 'Save note' }).click()
    await versions.getByText('The first one').waitFor()

    await page.getByRole('button', { name: 'Restore version 1' }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByText('becomes version 3').waitFor()
    await dialog.getByRole('button', { name: 'Restore version 1' }).click()
    await versions.getByText('Restored from version 1').waitFor()
    await versions.getByRole('link', { name: 'Version 3' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})

const OLDER = [['Visit Mendialde'], ['Open since 2019', 'Three trails']]
const NEWER = [['Visit Mendialde'], ['Open since 2019', 'Five marked trails'], ['A new page']]

describe.skipIf(!findProgram('pdftotext') || !findProgram('gs'))('two documents', () => {
  test('are compared page by page and by their texts', async () => {
    const assetId = await iker.ingest('guide.pdf', madePdf(OLDER))
    await addVersion(assetId, 'guide-2026.pdf', madePdf(NEWER))
    await expectDocuments(assetId)
  })

  test.skipIf(!findProgram('soffice'))('a deck is compared with its older version', async () => {
    const assetId = await iker.ingest('deck.odp', madeDeck(['Visit Mendialde', 'Three trails']))
    await addVersion(assetId, 'deck-2026.odp', madeDeck(['Visit Mendialde', 'Five marked trails']))
    const { page, context } = await openAs(assetId)
    await openComparison(page)
    // On a machine that others use, LibreOffice may take minutes for the two of them.
    await page.locator('.pdf-pair canvas').first().waitFor({ timeout: 280_000 })
    await show(page, 'Text changes')
    await page.getByText('2 words added · 1 word removed').waitFor()
    await context.close()
  })
})

async function expectDocuments(assetId: string): Promise<void> {
  const { page, context, complaints, expectSound } = await openAs(assetId)
  await openComparison(page)
  await expect.poll(() => page.locator('.pdf-pair canvas').count()).toBe(2)
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByText('This version has no page 3.').waitFor()
  await show(page, 'Text changes')
  await page.getByText('5 words added · 1 word removed').waitFor()
  expect(await page.locator('del').allTextContents()).toContain('Removed: Three')
  await expectSound()
  expect(complaints).toEqual([])
  await context.close()
}
