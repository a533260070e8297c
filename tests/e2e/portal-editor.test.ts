import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, signInOnly } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
let mara: Staff
let folder: string
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-editor-'))
})
afterAll(async () => {
  await closeWindows(browser)
  await rm(folder, { recursive: true, force: true })
})

const open = async (who: Parameters<typeof signInOnly>[1] = 'mara', options = {}) => {
  const opened = await openWindow(browser, baseUrl, options)
  await signInOnly(opened.page, who)
  return opened
}
/** Creates a portal without collections; returns its path. */
const newPortal = async (slug: string) =>
  (await mara.post('/portals', { name: `Editor ${slug}`, slug })).headers.get('location')!
const status = async (slug: string) => (await fetch(new URL(`/p/${slug}`, baseUrl))).status

describe('the save bar of the portal form', () => {
  test('shows the state of the changes beside the button and links to invalid fields', async () => {
    const { page, complaints, context } = await open()
    await page.goto(await newPortal('bar'))
    const bar = page.locator('.save-bar')
    const name = page.getByLabel('Name · English')
    await expect.poll(() => bar.innerText()).toBe('Save')
    await name.fill('Another name')
    await bar.getByText('Unsaved changes').waitFor()
    await name.fill('Editor bar')
    // A value typed back is no change.
    await expect.poll(() => bar.innerText()).toBe('Save')

    await page.getByLabel('Brand colour').fill('reddish')
    await page.getByLabel('E-mail').fill('nobody')
    await bar.getByRole('button', { name: 'Save' }).click()
    await bar.getByText('Not saved: 2 things to mend').waitFor()
    await expectAccessible(page)
    await bar.getByRole('link', { name: 'E-mail' }).click()
    expect(await page.getByLabel('E-mail').evaluate((field) => field === document.activeElement)).toBe(true)
    await page.getByLabel('Brand colour').fill('#aa2200')
    await page.getByLabel('E-mail').fill('press@mendialde.example')
    await bar.getByRole('button', { name: 'Save' }).click()
    const saved = bar.getByText('Saved. Visitors see it')
    await saved.waitFor()
    const [box, button] = await Promise.all([saved.boundingBox(), bar.getByRole('button').boundingBox()])
    expect(Math.abs(box!.y - button!.y)).toBeLessThan(60)
    expect(await page.getByRole('alert').count()).toBe(0)

    await name.fill('Once more')
    await bar.getByText('Unsaved changes').waitFor()
    expect(await saved.count(), 'a new change makes it untrue').toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('treats a changed order of collections as an unsaved change', async () => {
    const { page, context } = await open()
    await page.goto(await newPortal('bar-order'))
    const changed = page.locator('.save-bar').getByText('Unsaved changes')
    const boxes = page.getByRole('checkbox', { name: /\d+ files?$/ })
    for (let n = 0; n < (await boxes.count()); n++) await boxes.nth(n).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. Visitors see it').waitFor()
    const down = page.getByRole('button', { name: /^Move .* down$/ }).first()
    await down.click()
    await changed.waitFor()
    await page
      .getByRole('button', { name: /^Move .* up$/ })
      .nth(1)
      .click()
    await changed.waitFor({ state: 'detached' })
    await context.close()
  })
})

describe('publishing a portal', () => {
  test('requires collections and saved changes; closing can be undone, and the buttons keep their places', async () => {
    const { page, complaints, context } = await open()
    await page.goto(await newPortal('undo'))
    const publish = page.getByRole('button', { name: 'Publish' })
    const close = page.getByRole('button', { name: 'Close portal' })
    await publish.click()
    const refused = page.getByRole('alert').filter({ hasText: 'Choose at least one collection' })
    await refused.waitFor()
    await refused.getByRole('link', { name: 'Go to collections' }).click()
    await page.getByRole('checkbox', { name: /Autumn press kit/ }).check()
    await refused.waitFor({ state: 'detached' })
    await publish.press('Enter')
    await page.getByText('Save your changes first, then publish.').waitFor()
    expect(await status('undo')).toBe(404)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved. Visitors see it').waitFor()

    const said = page.locator('.toast')
    await page.evaluate(() => scrollTo(0, 0))
    const places = async () => [await publish.boundingBox(), await close.boundingBox()]
    const before = await places()
    await publish.click()
    await said.filter({ hasText: 'Published.' }).waitFor()
    expect(await places()).toEqual(before)
    expect(await publish.evaluate((button) => button === document.activeElement)).toBe(true)
    expect(await status('undo')).toBe(200)
    await publish.press('Enter')
    await said.filter({ hasText: 'published already' }).waitFor()
    expect(await status('undo')).toBe(200)

    await close.click()
    await expect.poll(() => status('undo')).toBe(404)
    await expectAccessible(page)
    await said.filter({ hasText: 'Closed.' }).getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => status('undo')).toBe(200)
    await said.filter({ hasText: 'Published.' }).last().waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe('an image of a portal', () => {
  test('is searched and chosen by keyboard, saved and removed', async () => {
    const { page, complaints, context } = await open()
    const portal = await newPortal('pictures')
    await page.goto(portal)
    await page.getByRole('button', { name: 'Choose… Logo', exact: true }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Logo' })
    const list = dialog.getByRole('listbox', { name: 'Pictures of the library' })
    await list.getByRole('option').first().waitFor()
    await expectAccessible(page)
    await page.keyboard.type('aizkorri above')
    // What has the words in its title comes first.
    await list
      .getByRole('option')
      .first()
      .and(list.getByRole('option', { name: /^Aizkorri/ }))
      .waitFor()
    for (let n = 0; n < 4 && !(await list.evaluate((box) => box.contains(document.activeElement))); n++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const field = page.getByRole('group', { name: 'Logo', exact: true })
    await field.getByRole('link', { name: /Aizkorri/ }).waitFor()
    expect(
      await field.getByRole('button', { name: 'Replace… Logo' }).evaluate((it) => it === document.activeElement),
    ).toBe(true)
    await page.locator('.save-bar').getByText('Unsaved changes').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved. Visitors see it').waitFor()
    await page.goto(portal)
    await field.getByRole('link', { name: /Aizkorri/ }).waitFor()
    await field.getByRole('button', { name: 'Remove Logo' }).click()
    await field.getByText('None').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('to the left is reached by the left arrow key in right-to-left pages', async () => {
    const { page, context } = await open('mara', { viewport: { width: 1200, height: 900 } })
    await page.goto(`${await newPortal('rtl')}?lng=ar`)
    await page.locator('.picture-field button').first().click()
    const options = page.locator('.picture-list').getByRole('option')
    await options.nth(3).waitFor()
    await options.first().focus()
    await page.keyboard.press('ArrowLeft')
    expect(await options.nth(1).evaluate((option) => option === document.activeElement)).toBe(true)
    const [one, two] = [await options.first().boundingBox(), await options.nth(1).boundingBox()]
    expect(two!.x).toBeLessThan(one!.x)
    await context.close()
  })

  test('uploaded in place is marked as not approved, and shown to visitors after its approval', async () => {
    const file = path.join(folder, 'a_new_logo.png')
    await sharp({ create: { width: 900, height: 300, channels: 3, background: '#123456' } })
      .png()
      .toFile(file)
    const portal = await newPortal('uploaded')
    const { page, complaints, context } = await open()
    await page.goto(portal)
    await page.getByRole('checkbox', { name: /Autumn press kit/ }).check()
    await page.getByRole('button', { name: 'Choose… Logo', exact: true }).click()
    await page.getByRole('dialog').getByLabel('Upload a picture', { exact: true }).first().setInputFiles(file)
    const field = page.getByRole('group', { name: 'Logo', exact: true })
    await field.getByRole('link', { name: 'a new logo' }).waitFor()
    await field.getByText('Not approved yet: visitors do not see it until it is.').waitFor()
    await field.locator('img').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved. Visitors see it').waitFor()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.locator('.toast').filter({ hasText: 'Published.' }).waitFor()

    const header = async () => (await (await fetch(new URL('/p/uploaded', baseUrl))).text()).split('</header>')[0]!
    expect(await header()).not.toContain('/media/')
    const asset = (await field.getByRole('link').getAttribute('href'))!
    await mara.approve(asset.split('/').at(-1)!)
    await expect.poll(header).toContain(`/media/${asset.split('/').at(-1)}/thumb`)

    // The same bytes again select the existing asset.
    await field.getByRole('button', { name: 'Remove Logo' }).click()
    await page.getByRole('button', { name: 'Choose… Logo', exact: true }).click()
    await page.getByRole('dialog').getByLabel('Upload a picture', { exact: true }).first().setInputFiles(file)
    await field.getByRole('link', { name: 'a new logo' }).waitFor()
    expect(await field.getByRole('link').getAttribute('href')).toBe(asset)
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe('the terms of a portal in its form', () => {
  test('offer files without web rendition and metadata of originals, each with an explanation', async () => {
    const { page, complaints, context } = await open()
    const portal = await newPortal('delivers')
    await page.goto(portal)
    const originalOnly = page.getByRole('radio', { name: /Include the originals of these/ })
    const metadata = page.getByRole('checkbox', { name: 'Originals with all metadata' })
    expect(await metadata.isVisible(), 'no original leaves').toBe(false)
    await page.getByText('this portal shows 0 such files').waitFor()
    await originalOnly.check()
    expect(await metadata.isVisible()).toBe(true)
    expect(await metadata.isChecked()).toBe(false)
    await page.getByText('Location, serial numbers of cameras and editing notes leave with the file.').waitFor()
    await metadata.check()
    await page.getByRole('radio', { name: /^Nothing/ }).check()
    expect(await originalOnly.isVisible()).toBe(false)
    expect(await metadata.isVisible()).toBe(false)
    await page.getByRole('radio', { name: /^Web sizes/ }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved. Visitors see it').waitFor()
    await page.goto(portal)
    expect(await originalOnly.isChecked()).toBe(true)
    expect(await metadata.isChecked()).toBe(true)
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await context.close()
  })
})
