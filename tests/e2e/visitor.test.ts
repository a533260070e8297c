import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { testFile } from '#tests/support/corpus'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { expectAccessible, openWindow, saved, WAYS } from '#tests/support/visitor'
import { kitEntries } from '#tests/support/zip-entries'

const { baseUrl } = await demoProduct()
/** Files without renditions, added to the press kit. */
const ORIGINAL_ONLY = ['leaflet.pdf', 'film.mp4']
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  const mara = await openStaff(baseUrl, 'mara')
  for (const name of ORIGINAL_ONLY) {
    const assetId = await mara.ingest(name, await readFile(testFile(name)))
    await mara.approve(assetId)
    await mara.collect('Autumn press kit', assetId)
  }
})
afterAll(() => closeWindows(browser))

describe.each(WAYS)('a journalist on the press portal, %s,', (_way, options) => {
  const open = () => openWindow(browser, baseUrl, options)
  const openKit = async (page: Page) => {
    await page.goto('/p/press')
    await page
      .getByRole('link', { name: /Autumn press kit/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: 'Autumn press kit' }).waitFor()
  }

  test('finds a photograph, reads its terms and downloads it', async () => {
    const { page, complaints, context, expectSound } = await open()
    await page.goto('/p/press')
    await expectSound()
    await openKit(page)
    await expectSound()
    await page.getByRole('link', { name: 'Aizkorri above the autumn woods' }).click()
    await page.getByRole('heading', { name: 'What you may do' }).waitFor()
    await expectSound()
    const { name, bytes } = await saved(page, () =>
      page.getByRole('link', { name: /^Download\s*: For the web/ }).click(),
    )
    expect(name).toBe('aizkorri-ridge-web.jpg')
    const { info } = await sharp(bytes, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true })
    expect(info.width).toBeGreaterThan(1500)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('downloads the kit: a valid ZIP with its documents, and originals of files without web rendition', async () => {
    const { page, complaints, context } = await open()
    await openKit(page)
    const { name, bytes } = await saved(page, () => page.getByRole('button', { name: 'Download ZIP' }).click())
    expect(name).toBe('Autumn press kit.zip')
    const entries = kitEntries(bytes)
    expect([...entries.keys()]).toEqual(expect.arrayContaining(['CREDITS.csv', 'LICENCES.txt', 'MANIFEST.json']))
    expect([...entries.keys()].filter((each) => each.endsWith('.jpg')).length).toBeGreaterThan(4)
    for (const file of ORIGINAL_ONLY) expect(entries.get(file)!.equals(await readFile(testFile(file))), file).toBe(true)
    expect(complaints).toEqual([])
    await context.close()
  })

  test.each([
    ['a PDF', 'leaflet.pdf', 'leaflet'],
    ['a video', 'film.mp4', 'film'],
  ])('downloads %s, which has an original only', async (_, file, title) => {
    const { page, complaints, context } = await open()
    await openKit(page)
    await page.getByRole('link', { name: new RegExp(`${title}$`) }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    const { name, bytes } = await saved(page, () =>
      page.getByRole('link', { name: /^Download\s*: The original file/ }).click(),
    )
    expect(name).toBe(file)
    expect(bytes.equals(await readFile(testFile(file)))).toBe(true)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('does not see assets under embargo, expired or in review', async () => {
    const { page, context } = await open()
    await openKit(page)
    expect(await page.content()).not.toMatch(/Infinite|winter nights/i)
    await context.close()
  })

  test('gets the portal in Arabic, right to left', async () => {
    const { page, complaints, context, expectSound } = await open()
    await page.goto('/p/press?lng=ar')
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(await page.locator('html').getAttribute('lang')).toBe('ar')
    await expectSound()
    expect(complaints).toEqual([])
    await context.close()
  })
})

test.each([
  ['/p/nowhere', 404],
  ['/p/press/c/nothing', 404],
  ['/s/vt_AAAAAAAAAAAAAAAAAAAAAA', 404],
])('the unknown address %s shows an accessible error page with status %i', async (url, status) => {
  const { page, context } = await openWindow(browser, baseUrl)
  const response = await page.goto(url)
  expect(response?.status()).toBe(status)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expectAccessible(page)
  await context.close()
})
