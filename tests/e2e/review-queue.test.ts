import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { bringSeries } from '#tests/support/series'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, signIn } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
let iker: Staff
/** Asset ids, in the order of their upload. */
let ids: string[]
beforeAll(async () => {
  browser = await openBrowser()
  iker = await openStaff(baseUrl, 'iker')
  ids = await bringSeries(iker, 3)
}, 300_000)
afterAll(() => closeWindows(browser))

const open = async (who: 'iker' | 'mara' | 'ander') => {
  const opened = await openWindow(browser, baseUrl)
  await signIn(opened.page, who)
  return opened
}
/** Uploads one picture of its own; returns its asset. */
const bring = async (staff: Staff, width: number) => {
  const create = { width, height: 48, channels: 3 as const, background: '#664488' }
  const bytes = await sharp({ create }).jpeg().toBuffer()
  const address = await staff.begin(`Picture ${width}.jpg`, bytes.length)
  await staff.send(address, 0, new Uint8Array(bytes))
  return (await staff.settled(address)).assetId ?? ''
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

describe('the review queue', () => {
  test('shows the next asset after each outcome, by keyboard, until it is empty', async () => {
    for (const [n, id] of ids.entries()) {
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
    await expect.poll(() => focused(page)).toBe('Stream in the beech wood')
    await page.keyboard.press('a')
    await page.getByText('Approved: Stream in the beech wood').waitFor()
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

  test('approves an asset without preview only after a confirmation', async () => {
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

  test('asks for the approvals of a template, and for nobody’s own file unless an administrator allows it', async () => {
    const mara = await openStaff(baseUrl, 'mara')
    const own = await bring(mara, 64)
    const submitted = async (staff: Staff, id: string, title: string) => {
      await staff.describe(id, title)
      await staff.post('/library/bulk', { act: 'submit', assets: id })
      await expect.poll(async () => (await staff.ask(`/library/assets/${id}`)).text()).toContain('/preview"')
    }
    await submitted(mara, own, 'Brought by Mara')
    const [manager, admin] = [await open('mara'), await open('ander')]
    await manager.page.goto(`/review/${own}`)
    await manager.page.getByText('You submitted or brought this file yourself').waitFor()
    expect(await manager.page.getByRole('button', { name: /^Approve/ }).count()).toBe(0)
    await expectAccessible(manager.page)

    await admin.page.goto('/admin/review-templates')
    await admin.page.getByRole('checkbox', { name: 'People may approve their own files' }).check()
    await admin.page.getByRole('button', { name: 'Save' }).click()
    await admin.page.getByText('It holds for files that wait now as well').waitFor()
    await expectAccessible(admin.page)
    await manager.page.reload()
    await manager.page.getByRole('button', { name: /^Approve/ }).waitFor()
    await manager.page.keyboard.press('a')
    await manager.page.getByText('Approved: Brought by Mara').waitFor()

    await admin.page.getByRole('link', { name: 'New template' }).click()
    await admin.page.getByRole('textbox', { name: 'Name' }).fill('Two of them')
    await admin.page.getByRole('spinbutton', { name: 'How many of them' }).fill('2')
    await expectAccessible(admin.page)
    await admin.page.getByRole('button', { name: 'Add template' }).click()
    await admin.page.getByText('2 of the brand managers').waitFor()
    const two = await bring(iker, 65)
    await submitted(iker, two, 'Needs two')
    await manager.page.goto(`/review/${two}`)
    await manager.page.getByRole('combobox', { name: 'Assigned to' }).selectOption({ label: 'Ander Goñi' })
    await manager.page.getByRole('button', { name: 'Assign' }).click()
    await manager.page.getByText('Saved').waitFor()
    await manager.page.keyboard.press('a')
    await manager.page.getByText('Your approval counts; others are awaited: Needs two').waitFor()
    await admin.page.goto('/review?view=mine')
    await expectAccessible(admin.page)
    await admin.page.getByRole('button', { name: 'Approve Needs two' }).click()
    await admin.page.getByText('Approved: Needs two').waitFor()
    await admin.page.getByText('Nothing here waits').waitFor()
    expect([...manager.complaints, ...admin.complaints]).toEqual([])
    await manager.context.close()
    await admin.context.close()
  })
})
