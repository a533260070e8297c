import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '#tests/support/chromium'
import { type Product, startProduct } from '#tests/support/product'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, signIn } from '#tests/support/visitor'

/** Files beside those of the demo: enough for three pages of the library and two of a collection. */
const FILES = 110

let folder: string
let product: Product
let browser: Browser
let iker: Staff
let mara: Staff
/** Asset ids in the order the library shows them: the newest first. */
const ids: string[] = []
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-selection-'))
  await chmod(folder, 0o755)
  product = await startProduct(path.join(folder, 'data'))
  browser = await launchChromium()
  iker = await openStaff(product.baseUrl, 'iker')
  mara = await openStaff(product.baseUrl, 'mara')
  const addresses: string[] = []
  for (let n = 0; n < FILES; n++) {
    const bytes = await picture(n)
    const address = await iker.begin(`Series ${String(n).padStart(3, '0')}.jpg`, bytes.length)
    await iker.send(address, 0, new Uint8Array(bytes))
    addresses.push(address)
  }
  for (const address of addresses) ids.push((await iker.settled(address)).assetId!)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
})

const picture = (n: number): Promise<Buffer> =>
  sharp({ create: { width: 40 + n, height: 30, channels: 3, background: '#446688' } })
    .jpeg()
    .toBuffer()

const open = async (who: 'iker' | 'mara', options = {}) => {
  const opened = await openWindow(browser, product.baseUrl, options)
  await signIn(opened.page, who)
  return opened
}
const boxes = (page: Page) => page.getByRole('checkbox', { name: /^Select / })
const bar = (page: Page) => page.getByRole('region', { name: 'Chosen files' })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
const chosenIn = (page: Page) =>
  page.evaluate(() =>
    Object.entries(sessionStorage).flatMap(([key, value]) =>
      key.startsWith('vitrine.selection.') ? (JSON.parse(value) as string[]) : [],
    ),
  )

describe('a selection', () => {
  test('outlives a search, another page, Back and a reload, and a link holds exactly what was chosen', async () => {
    const { page, complaints, context } = await open('iker')
    await boxes(page).nth(0).check()
    await boxes(page).nth(2).check()
    const [first, second] = await chosenIn(page)
    await page.getByRole('link', { name: 'Next' }).click()
    await page.getByText('61–120 of 129').waitFor()
    await boxes(page).nth(1).check()
    await bar(page).getByText('3 files chosen').waitFor()
    await bar(page).getByText('2 not on this page').waitFor()
    await page.getByRole('searchbox').fill('Aizkorri')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Aizkorri above the autumn woods' }).waitFor()
    await bar(page).getByText('3 files chosen').waitFor()
    await page.reload()
    await bar(page).getByText('3 files chosen').waitFor()
    await expectAccessible(page)
    await bar(page).getByRole('button', { name: 'Share by link' }).click()
    await page.getByRole('heading', { level: 1, name: 'Share 3 files' }).waitFor()
    const hidden = page.locator('input[type=hidden][name=assets]')
    const shared = await hidden.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
    expect(shared.sort()).toEqual((await chosenIn(page)).sort())
    expect(shared).toEqual(expect.arrayContaining([first, second]))
    await page.goBack()
    await bar(page).getByText('3 files chosen').waitFor()
    await bar(page).getByRole('button', { name: 'Show chosen' }).click()
    await page.getByText('3 chosen files').waitFor()
    await expect.poll(() => boxes(page).count()).toBe(3)
    await bar(page).getByRole('button', { name: 'Clear' }).click()
    await expect.poll(() => bar(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await bar(page).getByText('3 files chosen').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('takes a range with Shift and all that match with Ctrl-A, on other pages too', async () => {
    const { page, complaints, context } = await open('iker')
    await boxes(page).nth(1).check()
    await boxes(page)
      .nth(5)
      .click({ modifiers: ['Shift'] })
    await bar(page).getByText('5 files chosen').waitFor()
    await page.goto('/library?q=Series')
    await bar(page).getByText('5 files chosen').waitFor()
    await page.getByRole('heading', { name: 'Library' }).click()
    await page.keyboard.press('Control+a')
    await bar(page).getByText(`${FILES} files chosen`).waitFor()
    expect(new Set(await chosenIn(page))).toEqual(new Set(ids))
    await page.keyboard.press('Escape')
    await expect.poll(() => bar(page).count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe('an act on a selection', () => {
  test('submits what is ready, tells the rest with its reason and the way there, and is undone', async () => {
    const ready = ids.slice(0, 3)
    for (const [n, id] of ready.entries()) await iker.describe(id, `Series ready ${n}`)
    const { page, complaints, context } = await open('iker')
    await page.goto('/library?q=Series')
    await boxes(page).first().check()
    await bar(page)
      .getByRole('button', { name: `Select all ${FILES}` })
      .click()
    await bar(page).getByText(`${FILES} files chosen`).waitFor()
    await bar(page).getByRole('button', { name: 'Submit for review' }).click()
    const report = page.getByRole('dialog', { name: `${FILES - 3} files were refused` })
    await report.getByText('3 files submitted for review').waitFor()
    await report.getByText('Missing: Alternative text, Credit or creator').waitFor()
    expect(await report.getByRole('link').count()).toBe(20)
    await report.getByText(`and ${FILES - 3 - 20} more`).waitFor()
    await expectAccessible(page)
    await report.getByRole('button', { name: 'Undo for 3 files' }).click()
    await page.getByText('3 files withdrawn from review').waitFor()
    const states = await page.goto('/library?state=in_review&q=Series')
    expect(await states?.text()).not.toContain('Series ready')
    expect(complaints).toEqual([])
    await context.close()
  })

  test('sets the rights that are ticked and no others', async () => {
    const [a, b] = [ids[5]!, ids[6]!]
    await iker.describe(a, 'Rights one')
    await iker.describe(b, 'Rights two')
    const { page, complaints, context } = await open('iker')
    await page.goto('/library?q=Rights')
    await page.getByRole('checkbox', { name: 'Select Rights one' }).check()
    await page.getByRole('checkbox', { name: 'Select Rights two' }).check()
    await bar(page).getByRole('button', { name: 'Set rights' }).click()
    const dialog = page.getByRole('dialog', { name: 'Set rights of 2 files' })
    expect(await dialog.getByRole('button', { name: 'Set for 2 files' }).isDisabled()).toBe(true)
    await dialog.getByRole('checkbox', { name: 'Copyright notice' }).check()
    await dialog.getByRole('textbox', { name: 'Copyright notice' }).fill('© Mendialde 2026')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Set for 2 files' }).click()
    await page.getByText('Rights of 2 files set').waitFor()
    for (const id of [a, b]) {
      const text = await (await iker.ask(`/library/assets/${id}`)).text()
      expect(text).toContain('© Mendialde 2026')
      expect(text).toContain('value="Visit Mendialde"')
    }
    expect(complaints).toEqual([])
    await context.close()
  })
})

test('the library goes by keyboard: search, tiles, choice, bar and the list of keys', async () => {
  const { page, complaints, context } = await open('iker')
  await page.goto('/library?q=Series')
  const names = await page.locator('.tile-title').allTextContents()
  await page.keyboard.press('/')
  expect(await page.getByRole('searchbox').evaluate((field) => field === document.activeElement)).toBe(true)
  await page.locator('.tile-title a').first().focus()
  await page.keyboard.press('ArrowRight')
  expect(await focused(page)).toBe(names[1])
  await page.keyboard.press('ArrowDown')
  const columns = names.indexOf(await focused(page)) - 1
  expect(columns).toBeGreaterThan(2)
  await page.keyboard.press('ArrowUp')
  expect(await focused(page)).toBe(names[1])
  await page.keyboard.press('End')
  expect(await focused(page)).toBe(names.at(-1))
  await page.keyboard.press('Home')
  expect(await focused(page)).toBe(names[0])
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await bar(page).getByText('3 files chosen').waitFor()
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Show chosen')
  await page.keyboard.press('Shift+Tab')
  expect(await focused(page)).toBe(names[2])
  await page.keyboard.press('Space')
  await bar(page).getByText('2 files chosen').waitFor()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await keys.waitFor()
  await expectAccessible(page)
  await keys.getByRole('switch', { name: 'Single keys act' }).uncheck()
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  expect(await keys.count()).toBe(0)
  await page.locator('.tile-title a').first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Words' }).waitFor()
  await expect.poll(() => focused(page)).toBe(names[0])
  expect(complaints).toEqual([])
  await context.close()
})

test('a large collection comes in pages, is filled by a picker that knows what is in it, and is ordered across pages', async () => {
  const made = await mara.post('/collections', { title: 'Everything' })
  const place = made.headers.get('location')!
  const { page, complaints, context } = await open('mara')
  await page.goto(`${place}/pick`)
  await boxes(page).first().check()
  await bar(page).getByRole('button', { name: 'Select all 129' }).click()
  await bar(page).getByText('129 files chosen').waitFor()
  await bar(page).getByRole('button', { name: 'Add to collection' }).click()
  await page.getByRole('heading', { level: 1, name: 'Everything' }).waitFor()
  await page.getByText('1–120 of 129').waitFor()
  const titles = page.locator('.order-title a')
  expect(await titles.count()).toBe(120)
  const [first] = await titles.allTextContents()
  await page.goto(`${place}/pick`)
  await page.getByText('everything that matches is in the collection already').waitFor()

  await page.goto(place)
  await page.getByRole('button', { name: `1: move ${first} to another place` }).click()
  const dialog = page.getByRole('dialog', { name: 'Move 1 file' })
  await dialog.getByLabel('Place').fill('125')
  await dialog.getByRole('button', { name: 'Move' }).click()
  await page.getByText('Order saved.').waitFor({ state: 'attached' })
  await page.getByRole('link', { name: 'Next' }).click()
  await page.getByText('121–129 of 129').waitFor()
  expect((await titles.allTextContents())[4]).toBe(first)
  await expectAccessible(page)

  await page.getByRole('button', { name: `Take ${first} out` }).click()
  await page.getByText('1 file taken out.').waitFor()
  await page.getByText('121–128 of 128').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('121–129 of 129').waitFor()
  expect((await titles.allTextContents())[4]).toBe(first)
  expect(complaints).toEqual([])
  await context.close()
})

describe('the review', () => {
  test('shows the next file after each decision, by key, until nothing waits', async () => {
    const waiting = ids.slice(10, 13)
    for (const [n, id] of waiting.entries()) {
      await iker.describe(id, `Waits ${n}`)
      await iker.post('/library/bulk', { act: 'submit', assets: id })
      await expect.poll(async () => (await iker.ask(`/library/assets/${id}`)).text()).toContain('/preview"')
    }
    const { page, complaints, context } = await open('mara')
    await page.getByRole('link', { name: /^Review/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Review' }).waitFor()
    await expect.poll(() => focused(page)).toBe('Review')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Approve Brushes in a workshop' }).click()
    await page.getByText('Approved: Brushes in a workshop').waitFor()
    await expect.poll(() => focused(page)).toBe('Waits 0')
    await page.getByRole('link', { name: 'Review one by one' }).click()
    await page.getByRole('heading', { level: 1, name: 'Waits 0' }).waitFor()
    await page.getByText('1 of 3 waiting').waitFor()
    await page.keyboard.press('n')
    await page.getByRole('heading', { level: 1, name: 'Waits 1' }).waitFor()
    await page.keyboard.press('p')
    await page.getByRole('heading', { level: 1, name: 'Waits 0' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('a')
    await page.getByText('Approved: Waits 0').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Waits 1' }).waitFor()
    await expect.poll(() => focused(page)).toBe('Waits 1')
    await page.keyboard.press('c')
    await page.keyboard.type('Crop the fence')
    await page.getByRole('button', { name: /^Ask for changes/ }).click()
    await page.getByText('Changes asked: Waits 1').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Waits 2' }).waitFor()
    await page.keyboard.press('a')
    await page.getByText('Nothing waits').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('approves a file without a preview only after a confirmation that says why there is none', async () => {
    const text = Buffer.from('Terms of use of the autumn campaign\n')
    const address = await iker.begin('terms.txt', text.length)
    await iker.send(address, 0, new Uint8Array(text))
    const id = (await iker.settled(address)).assetId!
    await iker.describe(id, 'Terms of use')
    await iker.post('/library/bulk', { act: 'submit', assets: id })
    const { page, complaints, context } = await open('mara')
    await page.goto('/review')
    expect(await page.getByRole('button', { name: 'Approve Terms of use' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Terms of use', exact: true }).click()
    await page.getByRole('button', { name: /^Approve/ }).click()
    await page.getByText('There is no preview. Confirm that you have looked at the file itself.').first().waitFor()
    await expectAccessible(page)
    await page.getByRole('checkbox', { name: 'I have looked at the file itself' }).check()
    await page.getByRole('button', { name: /^Approve/ }).click()
    await page.getByText('Approved: Terms of use').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})

test('on a phone the acts on a selection are in a menu, and the library is as accessible in Arabic', async () => {
  const { page, complaints, context } = await open('iker', { viewport: { width: 390, height: 844 } })
  await boxes(page).first().check()
  await bar(page).getByRole('button', { name: 'More acts' }).click()
  await page.getByRole('menuitem', { name: 'Submit for review' }).waitFor()
  await page.keyboard.press('Escape')
  const width = () => page.evaluate(() => document.documentElement.scrollWidth)
  expect(await width()).toBeLessThanOrEqual(390)
  await page.goto('/library?lng=ar')
  await page.getByRole('heading', { name: 'المكتبة' }).waitFor()
  expect(await width()).toBeLessThanOrEqual(390)
  await expectAccessible(page)
  const names = await page.locator('.tile-title').allTextContents()
  await page.locator('.tile-title a').first().focus()
  await page.keyboard.press('ArrowLeft')
  expect(await focused(page)).toBe(names[1])
  expect(complaints).toEqual([])
  await context.close()
})
