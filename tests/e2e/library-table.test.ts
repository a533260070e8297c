import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { expectAccessible, openWindow, signIn, type Who } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

const open = async (who: Who) => {
  const opened = await openWindow(browser, baseUrl, { viewport: { width: 1440, height: 900 } })
  await signIn(opened.page, who)
  return opened
}
const cell = (page: Page, row: number, column: number) =>
  page.locator(`[data-index="${row}"] [data-column="${column}"]`)
/** Returns the row and column of the cell that has the focus. */
const cellFocused = (page: Page) =>
  page.evaluate(() => {
    const found = document.activeElement?.closest<HTMLElement>('[data-column]')
    return `${found?.closest<HTMLElement>('[data-index]')?.dataset.index} ${found?.dataset.column}`
  })
const paste = (page: Page, text: string) =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  }, text)

describe('the table', () => {
  test('takes ten titles by typing, a column of credits from a spreadsheet, and a licence filled down and taken back', async () => {
    const { page, complaints, context } = await open('mara')
    await page.getByRole('button', { name: 'Table' }).click()
    await page.getByRole('grid').waitFor()
    await page.getByRole('button', { name: 'Columns' }).click()
    for (const name of ['Title (English)', 'Licence'])
      await page.getByRole('button', { name: `Add ${name}`, exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Done' }).click()
    const [credit, title, licence] = [3, 7, 8]
    await cell(page, 0, title).click()
    for (let n = 0; n < 10; n++) {
      await page.keyboard.type(`Corrected ${n}`)
      await page.keyboard.press('Enter')
    }
    await expect.poll(() => cellFocused(page)).toBe(`10 ${title}`)
    await page.getByText('All changes are saved.').waitFor()
    await cell(page, 9, 0).getByText('Corrected 9').waitFor()

    await cell(page, 0, credit).click()
    const credits = Array.from({ length: 10 }, (_, n) => (n === 4 ? 'x'.repeat(301) : `Ana ${n} / Agency`))
    await paste(page, `${credits.join('\r\n')}\r\n`)
    const preview = page.getByRole('dialog', { name: 'Paste into these cells?' })
    await preview.getByText('The text is too long.').waitFor()
    await expectAccessible(page)
    await preview.getByRole('button', { name: 'Change 9 cells' }).click()
    await page.getByText('9 files changed.').first().waitFor()
    await cell(page, 9, credit).getByText('Ana 9 / Agency').waitFor()

    await cell(page, 0, licence).click()
    await page.keyboard.type('Press only')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowUp')
    for (let n = 0; n < 9; n++) await page.keyboard.press('Shift+ArrowDown')
    const before = await cell(page, 9, licence).textContent()
    await page.keyboard.press('Control+d')
    await cell(page, 9, licence).getByText('Press only').waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(() => cell(page, 9, licence).textContent()).toBe(before)
    await cell(page, 0, licence).getByText('Press only').waitFor()

    // A block with an empty cell, and with a column that would be beyond the last one.
    await cell(page, 0, title).click()
    await paste(page, 'One\tPress\tlost\nTwo\t\t')
    await preview.getByText('1 cell of the clipboard has no place here').waitFor()
    await preview.getByRole('button', { name: /^Change \d cells$/ }).click()
    await cell(page, 0, licence).getByText('Press', { exact: true }).waitFor()
    await expect.poll(() => cell(page, 1, licence).textContent()).toBe('')
    await cell(page, 2, licence).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Delete')
    await expect.poll(() => cell(page, 3, licence).textContent()).toBe('')
    await page.keyboard.press('Control+z')
    await expect.poll(() => cell(page, 3, licence).textContent()).not.toBe('')
    await page.reload()
    await cell(page, 3, title).getByText('Corrected 3').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('waits for a connection with what was typed, and shows what somebody else made of a cell', async () => {
    const { page, complaints, context } = await open('mara')
    await page.getByRole('grid').waitFor()
    await context.setOffline(true)
    await cell(page, 1, 3).click()
    await page.keyboard.type('Offline credit')
    await page.keyboard.press('Tab')
    await page.getByText('No connection: 1 cell waits.').waitFor()
    await cell(page, 1, 3).getByText('Offline credit').waitFor()
    await context.setOffline(false)
    await page.getByText('All changes are saved.').waitFor()

    await cell(page, 2, 3).click()
    await page.keyboard.press('F2')
    const id = await cell(page, 2, 3).locator('xpath=..').getAttribute('data-id')
    const form = {
      asset: id ?? '',
      field: 'credit_line',
      before: (await page.locator('.cell-input').inputValue()) ?? '',
    }
    const answer = await page.request.post('/library/cells', {
      multipart: { ...form, text: 'Theirs' },
      headers: { origin: baseUrl },
    })
    expect(answer.status()).toBe(200)
    await page.keyboard.type(' mine')
    await page.keyboard.press('Enter')
    await page.getByText('1 cell is not saved.').waitFor()
    await page.getByRole('button', { name: 'Show' }).click()
    const dialog = page.getByRole('dialog', { name: 'Somebody else changed this cell' })
    await dialog.getByText('Theirs', { exact: true }).waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Use mine' }).click()
    await page.getByText('All changes are saved.').waitFor()
    await cell(page, 2, 3).getByText(/mine$/).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('is read by viewers, who are told why they cannot change it', async () => {
    const { page, complaints, context } = await open('nerea')
    await page.getByRole('button', { name: 'Table' }).click()
    await page.getByRole('grid').waitFor()
    await page.getByText('Your role may look at this table, not change it.').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('F2')
    expect(await page.locator('.cell-input').count()).toBe(0)
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await context.close()
  })
})
