import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, signInOnly } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
let mara: Staff
let asset: string
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
  asset = /\/library\/assets\/([0-9a-f-]{36})/.exec(await (await mara.ask('/library?q=Aizkorri')).text())![1]!
  await mara.post(`/library/assets/${asset}/rights`, { creditLine: '=1+1' })
})
afterAll(() => closeWindows(browser))

test('the audit log is filtered by action, person, subject and days, and its CSV export has the same filter', async () => {
  const { page, complaints, context } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'ander')
  await page.goto('/admin/audit')
  await page.getByLabel('What').selectOption({ label: 'Rights changed' })
  await page.getByLabel('Who').fill('mara')
  await page.getByLabel('To which').fill('aizkorri')
  const today = new Date().toISOString().slice(0, 10)
  await page.getByLabel('From day').fill(today)
  await page.getByLabel('To day').fill(today)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.waitForURL(/subject=aizkorri/)
  const rows = page.locator('.audit-table tbody tr:not(.audit-day)')
  await expect.poll(() => rows.count()).toBe(1)
  // The event shows the title of the asset, not its id.
  await rows.getByRole('link', { name: /Aizkorri/ }).waitFor()
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const csv = (await readFile(await (await download).path(), 'utf8')).split('\r\n')
  expect((await download).suggestedFilename()).toBe(`vitrine-audit-${today}.csv`)
  expect(csv.length).toBe(3)
  expect(csv[0]).toMatch(/^\ufeffid,at,type,/)
  expect(csv[1]).toMatch(/^\d+,\d{4}-.*Z,asset\.rights_changed,person,[0-9a-f-]{36},Mara Etxeberria,asset,/)
  await page.getByRole('link', { name: 'Show everything' }).click()
  await page.getByRole('cell', { name: 'Audit log exported', exact: true }).first().waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('an audit event is less than 80 px high on a phone, in English and Arabic', async () => {
  for (const language of ['en', 'ar']) {
    const phone = { viewport: { width: 390, height: 844 } }
    const { page, complaints, context } = await openWindow(browser, baseUrl, phone)
    await signInOnly(page, 'ander')
    await page.goto(`/admin/audit?lng=${language}`)
    const rows = page.locator('.audit-table tbody tr:not(.audit-day)')
    const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height))
    expect(heights.length).toBeGreaterThan(30)
    expect(heights.reduce((sum, height) => sum + height, 0) / heights.length).toBeLessThan(80)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await context.close()
  }
})

test.each(['iker', 'nerea', 'mara'] as const)(
  '%s, who is no administrator, cannot export the audit log',
  async (who) => {
    const staff = await openStaff(baseUrl, who)
    const answer = await staff.ask('/admin/audit.csv')
    expect(answer.status).toBe(403)
    expect(await answer.text()).not.toContain('asset.')
  },
)

test.each(['before=1.5', 'from=2026-02-30', 'type=nothing.known'])(
  'the audit log refuses the invalid query %s with 422',
  async (query) => {
    const ander = await openStaff(baseUrl, 'ander')
    for (const path of ['/admin/audit', '/admin/audit.csv'])
      expect((await ander.ask(`${path}?${query}`)).status, path).toBe(422)
  },
)
