import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openEmbedded } from '#tests/support/processes'
import { expectAccessible, openWindow, saved, signIn, type Who } from '#tests/support/visitor'
import { kitEntries } from '#tests/support/zip-entries'
import { fillLibrary, untilPictured } from '../bench/support/many-assets'

/** Many more than are drawn, or loaded at once, and than lie between two anchors. */
const ASSETS = 2000

/** Fills the first collection of the portal with copies of photographs. */
const LARGE_COLLECTION = `insert into collection_asset (collection_id, asset_id, position)
  select c.id, copy.id, 1000 + row_number() over (order by copy.id)
  from collection c cross join (select a.id from asset a
    join asset_version v on v.id = a.approved_version_id where v.file_name like 'SKU-%' and v.kind = 'photo' limit 300) copy
  where c.slug = 'autumn-press-kit'`

const { baseUrl, dataDir } = await demoProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  const db = await openEmbedded(dataDir)
  await untilPictured(db)
  await fillLibrary(db, ASSETS, ['thumb', 'preview', 'web'])
  await db.query(LARGE_COLLECTION)
  await db.end()
}, 300_000)
afterAll(() => closeWindows(browser))

const open = async (who: Who, options = {}) => {
  const opened = await openWindow(browser, baseUrl, { viewport: { width: 1440, height: 900 }, ...options })
  await signIn(opened.page, who)
  return opened
}
const item = (page: Page, index: number) => page.locator(`[data-index="${index}"] a`)
const isFocused = (page: Page, index: number) =>
  item(page, index).evaluateAll(([link]) => !!link && link === document.activeElement)
const bar = (page: Page) => page.getByRole('region', { name: 'Chosen files' })
const cell = (page: Page, row: number, column: number) =>
  page.locator(`[data-index="${row}"] [data-column="${column}"]`)
/** Returns the row and column of the cell that has the focus. */
const cellFocused = (page: Page) =>
  page.evaluate(() => {
    const found = document.activeElement?.closest<HTMLElement>('[data-column]')
    return `${found?.closest<HTMLElement>('[data-index]')?.dataset.index} ${found?.dataset.column}`
  })
const height = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight)

describe('the library with 2,000 assets', () => {
  test('draws what is in sight of a list of the full length, and loads any part of it', async () => {
    const { page, complaints, context } = await open('iker')
    await page.locator('.tiles-placed').waitFor()
    const whole = await height(page)
    expect(whole).toBeGreaterThan(30_000)
    expect(await page.locator('.tile').count()).toBeLessThan(100)
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2))
    await page.getByText(/^1,0\d\d–1,0\d\d of 2,000$|^9\d\d–\d+(,\d+)? of 2,000$/).waitFor()
    await expect.poll(() => page.locator('.tiles-placed .tile-blank').count()).toBe(0)
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await item(page, ASSETS - 1).waitFor()
    expect(await height(page)).toBe(whole)
    expect(await page.locator('.tile').count()).toBeLessThan(100)
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('is used by keys: steps, ends, the large picture, and a range over what is not loaded', async () => {
    const { page, complaints, context } = await open('iker')
    await page.locator('.tiles-placed').waitFor()
    await page.keyboard.press('j')
    await expect.poll(() => isFocused(page, 0)).toBe(true)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await expect.poll(() => isFocused(page, 1)).toBe(true)
    await page.keyboard.press('x')
    await bar(page).getByText('1 file chosen').waitFor()
    await page.keyboard.press('End')
    await expect.poll(() => isFocused(page, ASSETS - 1)).toBe(true)
    await page.keyboard.press('Shift+x')
    await bar(page)
      .getByText(`${(ASSETS - 1).toLocaleString('en')} files chosen`)
      .or(bar(page).getByText(`${ASSETS - 1} files chosen`))
      .waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Home')
    await expect.poll(() => isFocused(page, 0)).toBe(true)
    await page.keyboard.press('Space')
    const large = page.getByRole('dialog')
    await large.getByText('1 of 2,000').waitFor()
    await page.keyboard.press('ArrowRight')
    await large.getByText('2 of 2,000').waitFor()
    await page.keyboard.press('x')
    await expectAccessible(page)
    await page.keyboard.press('Space')
    await large.waitFor({ state: 'detached' })
    await expect.poll(() => isFocused(page, 1)).toBe(true)
    await bar(page).getByText('1 file chosen').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('is a table with the same selection, and keeps its look for the person', async () => {
    const { page, complaints, context } = await open('iker')
    await page
      .getByRole('checkbox', { name: /^Select / })
      .nth(2)
      .check()
    await page.getByRole('button', { name: 'Table' }).click()
    await page.getByRole('grid').waitFor()
    await bar(page).getByText('1 file chosen').waitFor()
    await expect.poll(() => page.locator('.result-row :checked').count()).toBe(1)
    await page.getByRole('button', { name: 'Details' }).click()
    await cell(page, 0, 0).focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => cellFocused(page)).toBe('1 0')
    const title = await item(page, 1).textContent()
    const panel = page.getByRole('complementary', { name: 'Details of the file' })
    await panel.getByRole('heading', { level: 2, name: title ?? '' }).waitFor()
    await panel.getByRole('heading', { name: 'Used in' }).waitFor()
    await panel.getByText('History').click()
    await expectAccessible(page)
    await page.reload()
    await page.getByRole('grid').waitFor()
    await bar(page).getByText('1 file chosen').waitFor()
    expect(await page.getByRole('button', { name: 'Details' }).getAttribute('aria-pressed')).toBe('true')
    await page.getByRole('button', { name: 'Details' }).click()
    await page.getByRole('button', { name: 'Grid' }).click()
    await page.locator('.tiles-placed').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('leads from a file to the next, and Back to the same place with the focus on the file', async () => {
    const { page, complaints, context } = await open('iker')
    await page.goto('/library?state=draft')
    await page.locator('.tiles-placed').waitFor()
    await item(page, 0).focus()
    await page.keyboard.press('End')
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest('[data-index]')?.matches('.tile:not(.tile-blank)')),
      )
      .toBe(true)
    await page.keyboard.press('ArrowUp')
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    const [title, top] = [await focused(), await page.evaluate(() => scrollY)]
    expect(top).toBeGreaterThan(1000)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: title ?? '' }).waitFor()
    await page.getByRole('navigation', { name: 'Sections of this page' }).getByRole('link', { name: 'Used in' }).click()
    await expect.poll(() => new URL(page.url()).hash).toBe('#used-heading')
    await page.getByRole('link', { name: 'Next file' }).click()
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).not.toBe(title)
    await page.getByText('A draft. Nobody outside sees it').waitFor()
    expect(new URL(page.url()).search).toBe('?state=draft')
    await page.getByRole('link', { name: 'Previous file' }).click()
    await page.getByRole('heading', { level: 1, name: title ?? '' }).waitFor()
    await expectAccessible(page)
    for (let n = 0; n < 4; n++) await page.goBack()
    await page.locator('.tiles-placed').waitFor()
    await expect.poll(focused).toBe(title)
    expect(Math.abs((await page.evaluate(() => scrollY)) - top)).toBeLessThan(3)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('stays where it is scrolled to while its data is loaded once more', async () => {
    const { page, context } = await open('iker')
    await page.locator('.tiles-placed').waitFor()
    const release = await hold(page, /\/library\.data/)
    const asked = page.waitForRequest(/\/library\.data/)
    await page.evaluate(() => Reflect.get(window, '__remixRouter').revalidate())
    await asked
    await page.evaluate(() => scrollTo(0, 5000))
    await page.getByText(/^\d+–\d+ of 2,\d{3}$/).waitFor()
    release()
    await page.waitForFunction(() => Reflect.get(window, '__remixRouter').state.revalidation === 'idle')
    await page.evaluate(() => new Promise((drawn) => requestIdleCallback(drawn)))
    expect(await page.evaluate(() => scrollY)).toBe(5000)
    await context.close()
  })

  test('shows pages of sixty without scripts, and changes its look by a form', async () => {
    const { page, context } = await open('nerea', { javaScriptEnabled: false })
    expect(await page.locator('.tile[data-id]').count()).toBe(60)
    await page.getByRole('link', { name: 'Next' }).click()
    await page.getByText('61–120 of 1,').first().waitFor()
    await page.getByRole('button', { name: 'Table' }).click()
    const rows = page.locator('.result-row[data-id]')
    await expect.poll(() => rows.count()).toBe(60)
    await page.goto('/library')
    expect(await rows.count()).toBe(60)
    await context.close()
  })
})

/** Holds requests of addresses that match back until the returned function is called. */
async function hold(page: Page, addresses: RegExp): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(addresses, async (route) => {
    await held
    await route.continue()
  })
  return release
}

describe('the command palette', () => {
  test('finds files and pages by keyboard, and offers what was opened last', async () => {
    const { page, complaints, context } = await open('iker')
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Find files, collections, pages and acts' })
    await palette.waitFor()
    await page.keyboard.type('aizkorri above')
    await palette
      .getByRole('menuitem', { name: /^Aizkorri above/ })
      .first()
      .waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^Aizkorri above/ }).waitFor()
    await page.keyboard.press('Control+k')
    const release = await hold(page, /\/palette.*q=/)
    await page.keyboard.type('stream over')
    await page.keyboard.press('Enter')
    release()
    await page.getByRole('heading', { level: 1, name: /^Stream over limestone/ }).waitFor()
    await page.getByRole('button', { name: 'Find anything' }).click()
    await palette.getByText('Opened last').waitFor()
    await page.keyboard.type('collecti')
    await palette.getByRole('menuitem', { name: 'Collections' }).click()
    await page.getByRole('heading', { level: 1, name: 'Collections' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Open a page').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})

test('a collection of 300 files is read in pages by visitors, and what they tick is kept over its pages', async () => {
  const { page, complaints, context } = await openWindow(browser, baseUrl)
  await page.goto('/p/press/c/autumn-press-kit')
  const boxes = page.getByRole('checkbox', { name: /^Choose / })
  await boxes.nth(1).check()
  await page.getByRole('link', { name: 'Next' }).click()
  await page.getByText('1 chosen on another page.').waitFor()
  await boxes.nth(0).check()
  await boxes.nth(3).check()
  await page.getByRole('button', { name: 'Download 3 files' }).waitFor()
  await page.getByRole('link', { name: 'Previous' }).click()
  await page.getByText('2 chosen on other pages.').waitFor()
  expect(await boxes.nth(1).isChecked()).toBe(true)
  await expectAccessible(page)
  const { bytes } = await saved(page, () => page.getByRole('button', { name: 'Download 3 files' }).click())
  expect([...kitEntries(bytes).keys()].filter((each) => each.endsWith('.jpg'))).toHaveLength(3)
  await page.getByRole('button', { name: 'Clear them' }).click()
  await page.getByRole('button', { name: 'Download 1 file' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
