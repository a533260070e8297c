import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { openWindow, saved, signInOnly } from '#tests/support/visitor'

const { baseUrl } = sharedProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

test('a manager exports a search, edits it as a spreadsheet, and sees each change before it is made', async () => {
  const iker = await openStaff(baseUrl, 'iker')
  const ids: string[] = []
  for (const colour of ['#223344', '#443322']) {
    const create = { width: 320, height: 240, channels: 3 as const, background: colour }
    const bytes = await sharp({ create })
      .withExif({ IFD0: { Software: 'sheet' } })
      .jpeg()
      .toBuffer()
    ids.push(await iker.ingest(`quayside-${colour.slice(1)}.jpg`, bytes))
  }
  await iker.untilFound('quayside', 2)
  const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'mara')
  await page.goto('/library?q=quayside')
  await page.getByRole('link', { name: 'Spreadsheet' }).click()
  await page.getByRole('heading', { level: 1, name: 'Spreadsheet' }).waitFor()
  await expectSound()
  const { name, bytes } = await saved(page, () => page.getByRole('link', { name: 'Export as CSV' }).click())
  expect(name).toMatch(/^vitrine-library-[\d-]+\.csv$/)
  const [headers = '', ...lines] = bytes.toString('utf8').trim().split('\r\n')
  expect(lines.map((line) => line.split(',')[0]).sort()).toEqual([...ids].sort())
  const workbook = await saved(page, () => page.getByRole('link', { name: 'Export as XLSX' }).click())
  expect(workbook.bytes.toString('latin1', 0, 2)).toBe('PK')
  const upload = page.getByLabel('Edited spreadsheet', { exact: true })
  await upload.setInputFiles({ name: 'same.xlsx', mimeType: 'application/zip', buffer: workbook.bytes })
  await page.getByText('Uploaded', { exact: false }).first().waitFor()
  await page.getByRole('button', { name: 'Preview the changes' }).click()
  await page.getByRole('heading', { level: 1, name: 'Spreadsheet “same.xlsx”' }).waitFor()
  await page.getByText('2 assets would stay as they are.').waitFor()
  await page.goto('/library/spreadsheets/new')

  expect(headers.split(',')).toContain('credit_line')
  const edited = [
    'id,credit_line,description [en]',
    `${ids[0]},Photo: Quay,=1+1`,
    `${ids[1]},Photo: Quay,`,
    'x,Nobody,',
  ]
  const file = { name: 'edited.csv', mimeType: 'text/csv', buffer: Buffer.from(edited.join('\n')) }
  await upload.setInputFiles(file)
  await page.getByText('Uploaded', { exact: false }).first().waitFor()
  await page.getByRole('button', { name: 'Preview the changes' }).click()
  await page.getByRole('heading', { level: 1, name: 'Spreadsheet “edited.csv”' }).waitFor()
  await page.getByText('2 assets would change.').waitFor()
  await page.getByRole('heading', { name: '1 cell that changes nothing' }).waitFor()
  await page.getByText('There is no such file, or it is in the bin.').waitFor()
  await expectSound()
  await page.getByRole('button', { name: 'Change 2 assets' }).click()
  await page.getByText('2 assets changed.').waitFor()
  const told = await (await (await openStaff(baseUrl, 'mara')).ask(`/library/assets/${ids[0]}/history`)).text()
  expect(told).toContain('Photo: Quay')
  expect(told).toContain('=1+1')
  expect(complaints).toEqual([])
  await context.close()
})
