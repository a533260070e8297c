import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { openWindow, signInOnly } from '#tests/support/visitor'

const { baseUrl } = sharedProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

/** Three photographs of a name of their own, by which the library finds them. */
async function photographs(name: string): Promise<string[]> {
  const iker = await openStaff(baseUrl, 'iker')
  const ids: string[] = []
  for (const colour of ['#445566', '#665544', '#556644']) {
    const create = { width: 320, height: 240, channels: 3 as const, background: colour }
    const bytes = await sharp({ create })
      .withExif({ IFD0: { Software: name } })
      .jpeg()
      .toBuffer()
    ids.push(await iker.ingest(`${name}-${colour.slice(1)}.jpg`, bytes))
  }
  await iker.untilFound(name, ids.length)
  return ids
}

describe('a manager gives many assets a credit', () => {
  test('with JavaScript: chooses them, sees what changes, changes it and takes it back', async () => {
    const ids = await photographs('lantern')
    const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
    await signInOnly(page, 'mara')
    await page.goto('/library?q=lantern')
    const boxes = page.getByRole('checkbox', { name: /lantern/ })
    await expect.poll(() => boxes.count()).toBe(3)
    for (const box of await boxes.all()) await box.check()
    await page.getByText('3 files chosen').first().waitFor()
    await page.getByRole('button', { name: 'Edit metadata' }).click()
    await page.getByRole('heading', { level: 1, name: 'Edit metadata' }).waitFor()
    await page.getByText('3 assets will be changed after a preview.').waitFor()
    await page.getByLabel('Field', { exact: true }).selectOption({ label: 'Credit line' })
    await expectSound()
    await page.getByRole('button', { name: 'Preview the changes' }).click()
    await page
      .getByText('This field is required', { exact: false })
      .or(page.locator('[aria-invalid=true]'))
      .first()
      .waitFor()
    await page.getByLabel('Value', { exact: true }).fill('Photo: Lantern Studio')
    await page.getByRole('button', { name: 'Preview the changes' }).click()
    await page.getByRole('heading', { level: 1, name: 'Set Credit line to “Photo: Lantern Studio”' }).waitFor()
    await page.getByText('3 assets would change.').waitFor()
    await expectSound()
    await page.getByRole('button', { name: 'Change 3 assets' }).click()
    await page.getByText('3 assets changed.').waitFor()
    await expectSound()
    const asset = async () => await (await (await openStaff(baseUrl, 'mara')).ask(`/library/assets/${ids[0]}`)).text()
    expect(await asset()).toContain('Photo: Lantern Studio')
    await page.getByRole('button', { name: 'Undo for 3 assets' }).click()
    await page.getByRole('heading', { level: 1, name: 'Undo of an earlier change' }).waitFor()
    await page.getByText('3 assets changed.').waitFor()
    expect(await asset()).not.toContain('Photo: Lantern Studio')
    expect(complaints).toEqual([])
    await context.close()
  })

  test('without JavaScript, all that match a search, on a phone', async () => {
    const ids = await photographs('beacon')
    const options = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } }
    const { page, context, expectSound } = await openWindow(browser, baseUrl, options)
    await signInOnly(page, 'mara')
    await page.goto('/library/bulk-edits/new?q=beacon')
    await page.getByText('3 assets will be changed after a preview.').waitFor()
    await page.getByLabel('Field', { exact: true }).selectOption({ label: 'Keywords' })
    await page.getByRole('radio', { name: /^Add/ }).check()
    await page.getByRole('textbox', { name: /What is added|Value/ }).fill('harbour, night')
    await expectSound()
    await page.getByRole('button', { name: 'Preview the changes' }).click()
    await page.getByText('3 assets would change.').waitFor()
    await expectSound()
    await page.getByRole('button', { name: 'Change 3 assets' }).click()
    await expect
      .poll(async () => {
        await page.reload()
        return page.getByText('3 assets changed.').count()
      })
      .toBe(1)
    const mara = await openStaff(baseUrl, 'mara')
    const told = await (await mara.ask(`/library/assets/${ids[2]}`)).text()
    expect(told).toContain('harbour, night')
    await page.goto('/library/bulk-edits')
    await page.getByRole('link', { name: 'Add “harbour, night” to Keywords' }).first().waitFor()
    await expectSound()
    await context.close()
  })
})
