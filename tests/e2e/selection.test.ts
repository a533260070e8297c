import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { bringSeries } from '#tests/support/series'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, signIn } from '#tests/support/visitor'
import { unpackIds } from '~/routes/library/selected-ids'

/** The number of files uploaded besides those of the demo: more than the library's page loads itself. */
const FILES = 110

const { baseUrl } = await demoProduct()
let browser: Browser
let iker: Staff
/** Asset ids, in the order of their upload. */
let ids: string[]
beforeAll(async () => {
  browser = await openBrowser()
  iker = await openStaff(baseUrl, 'iker')
  ids = await bringSeries(iker, FILES)
  await iker.untilFound('Series', FILES)
}, 300_000)
afterAll(() => closeWindows(browser))

const open = async (who: 'iker' | 'mara', options = {}) => {
  const opened = await openWindow(browser, baseUrl, options)
  await signIn(opened.page, who)
  return opened
}
const boxes = (page: Page) => page.getByRole('checkbox', { name: /^Select / })
const bar = (page: Page) => page.getByRole('region', { name: 'Chosen files' })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
const chosenIn = async (page: Page) => {
  const kept = await page.evaluate(() =>
    Object.entries(sessionStorage).flatMap(([key, value]) => (key.startsWith('vitrine.selection.') ? [value] : [])),
  )
  return kept.flatMap(unpackIds)
}

describe('a selection', () => {
  test('is kept over search, paging, Back and reload, and is shared exactly', async () => {
    const { page, complaints, context } = await open('iker')
    await boxes(page).nth(0).check()
    await boxes(page).nth(2).check()
    const [first, second] = await chosenIn(page)
    await page.locator('.tile-title a').first().focus()
    await page.keyboard.press('End')
    await expect
      .poll(() => page.locator('[data-index="137"] a').evaluateAll(([a]) => a === document.activeElement))
      .toBe(true)
    await page.keyboard.press('x')
    await bar(page).getByText('3 files chosen').waitFor()
    await page.getByRole('searchbox').fill('Aizkorri')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Aizkorri above the autumn woods' }).waitFor()
    await bar(page).getByText('3 files chosen').waitFor()
    await bar(page).getByText('3 not on this page').waitFor()
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

  test('is extended by Shift to a range and by Ctrl-A to all matches on all pages', async () => {
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

describe('a bulk action on a selection', () => {
  test('submits the assets that are ready, lists the others with reason and link, and can be undone', async () => {
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

  test('sets only the ticked rights', async () => {
    const [a, b] = [ids[5]!, ids[6]!]
    await iker.describe(a, 'Quarry one')
    await iker.describe(b, 'Quarry two')
    await iker.untilFound('Quarry', 2)
    const { page, complaints, context } = await open('iker')
    await page.goto('/library?q=Quarry')
    await page.getByRole('checkbox', { name: 'Select Quarry one' }).check()
    await page.getByRole('checkbox', { name: 'Select Quarry two' }).check()
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

test('deleting selected assets requires a confirmation, clears the selection and can be undone', async () => {
  const gone = ids.slice(20, 22)
  for (const [n, id] of gone.entries()) await iker.describe(id, `Short-lived ${n}`)
  await iker.untilFound('Short-lived', 2)
  const { page, complaints, context } = await open('iker')
  await page.goto('/library?q=Short-lived')
  await boxes(page).nth(0).check()
  await boxes(page).nth(1).check()
  await bar(page).getByText('2 files chosen').waitFor()
  await bar(page).getByRole('button', { name: 'Delete' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Nothing matches').waitFor()
  expect(await chosenIn(page)).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => boxes(page).count()).toBe(2)
  expect(complaints).toEqual([])
  await context.close()
})

test('the library is used by keyboard: search, tiles, selection, selection bar and list of shortcuts', async () => {
  const { page, complaints, context } = await open('iker')
  await page.goto('/library?q=Series')
  const names = await page.locator('.tile-title').allTextContents()
  await page.keyboard.press('/')
  expect(
    await page.locator('input[name=q]:not([type=hidden])').evaluate((field) => field === document.activeElement),
  ).toBe(true)
  await page.locator('.tile-title a').first().focus()
  await page.keyboard.press('ArrowRight')
  expect(await focused(page)).toBe(names[1])
  await page.keyboard.press('ArrowDown')
  const columns = names.indexOf(await focused(page)) - 1
  expect(columns).toBeGreaterThan(2)
  await page.keyboard.press('ArrowUp')
  expect(await focused(page)).toBe(names[1])
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
  await page.keyboard.press('x')
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
  await page.getByRole('heading', { name: 'Texts' }).waitFor()
  await expect.poll(() => focused(page)).toBe(names[0])
  expect(complaints).toEqual([])
  await context.close()
})

test('on a phone the bulk actions are in a menu, and the library is accessible in Arabic too', async () => {
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
