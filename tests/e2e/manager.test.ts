import { mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { expectAccessible, openWindow, saved, signIn } from '#tests/support/visitor'
import { kitEntries } from '#tests/support/zip-entries'

const { baseUrl } = await demoProduct()
const title = 'Beech wood after rain'
let browser: Browser
let folder: string
let photo: string
beforeAll(async () => {
  browser = await openBrowser()
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-story-'))
  photo = path.join(folder, 'beech_wood.jpg')
  const noise = { type: 'gaussian' as const, mean: 120, sigma: 50 }
  await sharp({ create: { width: 2600, height: 1800, channels: 3, background: '#335544', noise } })
    .withExif({ IFD0: { Artist: 'Ane Mendizabal', Copyright: '© 2026 Ane Mendizabal' } })
    .jpeg()
    .toFile(photo)
})
afterAll(() => closeWindows(browser))

const open = async (who: Parameters<typeof signIn>[1]) => {
  const opened = await openWindow(browser, baseUrl)
  await signIn(opened.page, who)
  return opened
}
const upload = async (page: Page, file: string) => {
  await page.getByLabel('Upload files', { exact: true }).first().setInputFiles(file)
}

describe('a photograph from upload to share:', () => {
  test('an editor uploads a photograph, describes it in two languages and submits it', async () => {
    const { page, complaints, context } = await open('iker')
    await expectAccessible(page)
    await upload(page, photo)
    await page.getByRole('link', { name: 'Open', exact: true }).click()
    await page.getByRole('heading', { name: 'Texts' }).waitFor()
    await page.getByRole('img', { name: 'beech wood' }).waitFor()
    expect(await page.getByLabel('Creator').inputValue()).toBe('Ane Mendizabal')
    await page.getByLabel('Title · English').fill(title)
    await page
      .getByText(/^Other languages/)
      .first()
      .click()
    await page.getByLabel('Title · Basque').fill('Pagadia euriaren ondoren')
    expect(await page.getByRole('button', { name: 'Submit for review' }).isDisabled()).toBe(true)
    await page.getByText('1 thing is missing before it can go out.').waitFor()
    await page.getByLabel('Alternative text · English').fill('Beeches with wet trunks, mist between them')
    await page.getByRole('button', { name: 'Save texts' }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByRole('button', { name: 'Submit for review' }).click()
    await page.getByText('Waiting for review').waitFor()
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('a second upload of the same photograph is reported as a duplicate', async () => {
    const { page, context } = await open('iker')
    await upload(page, photo)
    await page.getByText(`Already here as “${title}”`).waitFor()
    await page.getByRole('button', { name: 'Clear' }).first().click()
    await context.close()
  })

  test('a text file named .jpg is refused with the reason', async () => {
    const fake = path.join(folder, 'fake.jpg')
    await writeFile(fake, 'This is not a photograph.\n')
    const { page, context } = await open('iker')
    await upload(page, fake)
    await page.getByText('The name says a picture, but the content is something else.').waitFor()
    await context.close()
  })

  test('a manager approves it, orders it in a collection and shares it; the kit downloads until the share is revoked', async () => {
    const { page, complaints, context } = await open('mara')
    await page.getByRole('link', { name: /^Review/ }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: title, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByRole('img', { name: title }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: /^Approve/ }).click()
    await page.getByText(`Approved: ${title}`).waitFor()

    await page.goto('/collections')
    await expectAccessible(page)
    await page.getByLabel('New collection').fill('Wet woods')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('link', { name: 'Add files' }).first().click()
    await page.getByRole('checkbox', { name: `Select ${title}` }).check()
    await page
      .getByRole('checkbox', { name: /^Select / })
      .nth(1)
      .check()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Add to collection' }).click()
    await page.getByRole('heading', { level: 1, name: 'Wet woods', exact: true }).waitFor()
    const rows = page.getByRole('grid', { name: 'Files in order' }).getByRole('row')
    await expect.poll(() => rows.count()).toBe(2)
    await page
      .getByRole('button', { name: new RegExp(`^Move ${title} (down|up)$`) })
      .and(page.locator(':enabled'))
      .first()
      .click()
    await page.getByText('Order saved.').first().waitFor({ state: 'attached' })
    await expectAccessible(page)

    await page.getByRole('link', { name: 'Share', exact: true }).click()
    await page.getByRole('button', { name: 'Create link' }).click()
    const address = await page.getByLabel('Address of the link').inputValue()
    await expectAccessible(page)

    const guest = await openWindow(browser, baseUrl)
    await guest.page.goto(address)
    await guest.page.getByRole('heading', { level: 1, name: 'Wet woods' }).waitFor()
    await expectAccessible(guest.page)
    const { name, bytes } = await saved(guest.page, () =>
      guest.page.getByRole('button', { name: 'Download ZIP' }).click(),
    )
    expect(name).toBe('Wet woods.zip')
    expect([...kitEntries(bytes).keys()]).toContain('beech_wood-web.jpg')

    await page.getByRole('link', { name: 'Manage this link' }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Revoke …' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke link' }).click()
    await page.getByText('Revoked. The next request is refused.').waitFor()
    const kit = await guest.context.request.get(`${new URL(address).pathname}/kit.zip`)
    expect(kit.status()).toBe(410)
    const gone = await guest.page.goto(address)
    expect(gone?.status()).toBe(410)
    await guest.page.getByRole('heading', { name: 'This link was withdrawn' }).waitFor()
    await expectAccessible(guest.page)
    expect([...complaints, ...guest.complaints]).toEqual([])
    await guest.context.close()
    await context.close()
  })

  test('a manager brands and publishes a portal', async () => {
    const { page, context } = await open('mara')
    await page.goto('/portals')
    await expectAccessible(page)
    await page.getByLabel('New portal').fill('Trade')
    await page.getByLabel('Address').fill('trade')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { level: 1, name: 'Trade' }).waitFor()
    await page.getByRole('checkbox', { name: /Autumn press kit/ }).check()
    await page.getByLabel('Brand colour').fill('#f7d000')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. Visitors see it').waitFor()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Published.', { exact: true }).waitFor()
    await expectAccessible(page)
    await page.goto('/p/trade')
    await page.getByRole('heading', { name: 'Autumn press kit' }).waitFor()
    await expectAccessible(page)
    await context.close()
  })

  test('a manager deletes a collection after a confirmation', async () => {
    const { page, complaints, context } = await open('mara')
    await page.goto('/collections')
    await page.getByLabel('New collection').fill('Short-lived')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { level: 1, name: 'Short-lived', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Delete collection' }).click()
    const question = page.getByRole('alertdialog', { name: 'Delete “Short-lived”?' })
    await question.waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    expect(await question.count()).toBe(0)
    await page.getByRole('button', { name: 'Delete collection' }).click()
    await question.getByRole('button', { name: 'Delete collection' }).click()
    await page.getByRole('heading', { level: 1, name: 'Collections' }).waitFor()
    await page.getByText('“Short-lived” is in the bin.').waitFor()
    expect(await page.getByRole('link', { name: 'Short-lived' }).count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('an administrator finds these actions in the audit log', async () => {
    const { page, context } = await open('ander')
    await page.goto('/admin/audit')
    for (const act of ['Kit downloaded', 'Link revoked', 'Approved', 'Upload received', 'Signed in'])
      await page.getByRole('cell', { name: act, exact: true }).first().waitFor()
    await expectAccessible(page)
    await context.close()
  })

  test('the role viewer has no upload button, no review and no audit log', async () => {
    const { page, context } = await open('nerea')
    expect(await page.getByRole('button', { name: 'Upload files' }).count()).toBe(0)
    expect((await page.goto('/review'))?.status()).toBe(403)
    expect((await page.goto('/admin/audit'))?.status()).toBe(403)
    await expectAccessible(page)
    await context.close()
  })
})
