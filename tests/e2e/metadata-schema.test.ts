import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { expectAccessible, openWindow, signIn } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

describe('a field that a manager adds', () => {
  test('is a list entry, a field of the form with its own errors, and moves by keyboard', async () => {
    const iker = await openStaff(baseUrl, 'iker')
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" id="schema"/></svg>`
    const assetId = await iker.ingest('schema.svg', Buffer.from(svg))
    const { page, complaints, context } = await openWindow(browser, baseUrl)
    await signIn(page, 'mara')
    await page.goto('/admin/metadata/new')
    await page.getByLabel('Key').fill('edition_size')
    await page.getByLabel('Type').selectOption({ label: 'Number' })
    await page.getByRole('button', { name: 'Create field' }).click()
    await page.getByText('Please fill this in.').first().waitFor()
    await page.getByLabel('Name · English').fill('Edition')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Create field' }).click()
    await page.getByRole('heading', { level: 1, name: 'Edition' }).waitFor()

    await page.goto('/admin/metadata')
    const list = page.getByRole('grid', { name: 'Description' })
    await list.getByRole('link', { name: 'Edition' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Move “Edition” up' }).click()
    await expect
      .poll(() => list.getByRole('link').allTextContents())
      .toEqual([...['Title', 'Description', 'Alternative text', 'Edition', 'Keywords']])

    await page.goto(`/library/assets/${assetId}`)
    await page.getByLabel('Edition').fill('some')
    await page.getByRole('button', { name: 'Save texts' }).click()
    await page.getByText('This is not a number.').first().waitFor()
    expect(await page.getByLabel('Edition').inputValue()).toBe('some')
    await page.getByLabel('Edition').fill('250')
    await page.getByRole('button', { name: 'Save texts' }).click()
    await page.getByText('Saved.', { exact: true }).waitFor()
    await page.goto(`/library/assets/${assetId}`)
    expect(await page.getByLabel('Edition').inputValue()).toBe('250')
    await expectAccessible(page)

    await page.goto('/admin/metadata/fields/edition_size/type')
    await page.getByLabel('Type').selectOption({ label: 'Date' })
    await page.getByRole('button', { name: 'Show what would happen' }).click()
    await page.getByText('1 value cannot be converted and would be removed').waitFor()
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await context.close()
  })
})
