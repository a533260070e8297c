import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, signInOnly } from '#tests/support/visitor'

const { baseUrl } = sharedProduct()
let browser: Browser
let mara: Staff
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
})
afterAll(() => closeWindows(browser))

const open = async (who: Parameters<typeof signInOnly>[1] = 'mara', options = {}) => {
  const opened = await openWindow(browser, baseUrl, options)
  await signInOnly(opened.page, who)
  return opened
}

describe('withdrawing an approval', () => {
  test('names the shares that lose the asset and requires a confirmation', async () => {
    const upload = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#774411' } })
      .jpeg()
      .toBuffer()
    const address = await mara.begin('to_withdraw.jpg', upload.length)
    await mara.send(address, 0, upload as unknown as BodyInit)
    const asset = (await mara.settled(address)).assetId!
    await mara.approve(asset)
    const link = await mara.share(asset)
    const { page, complaints, context } = await open()
    await page.goto(`/library/assets/${asset}`)
    const reaches = async () => (await fetch(new URL(`${link}/download/${asset}/original`, baseUrl))).status
    await page.getByRole('textbox', { name: 'Note optional' }).fill('the wrong mountain')
    await page.getByRole('button', { name: 'Withdraw approval' }).click()
    const question = page.getByRole('alertdialog', { name: /^Withdraw the approval of/ })
    await question.getByText('1 link loses it:').waitFor()
    await question.getByRole('link', { name: 'A test' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    expect(await reaches()).toBe(200)
    await page.getByRole('button', { name: 'Withdraw approval' }).click()
    await question.getByRole('button', { name: 'Withdraw approval' }).click()
    await page.getByText('Approval withdrawn.').waitFor()
    expect(await reaches()).toBe(404)
    await page.getByText('the wrong mountain').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})
