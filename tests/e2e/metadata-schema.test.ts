import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { expectAccessible, openWindow, signIn, signInOnly } from '#tests/support/visitor'

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
    await signInOnly(page, 'mara')
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

test('a person whom the register does not have is added where the name is typed, and proposes the credit of the file', async () => {
  const iker = await openStaff(baseUrl, 'iker')
  const svg = (id: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" id="${id}"/></svg>`,
    )
  const [assetId, otherId] = [await iker.ingest('ane.svg', svg('ane')), await iker.ingest('sheet.svg', svg('sheet'))]
  await iker.word(otherId, 'Product sheet of Ane')
  await iker.untilFound('"Product sheet of Ane"', 1)
  const { page, complaints, context } = await openWindow(browser, baseUrl)
  await signIn(page, 'mara')
  for (const [key, type, label] of [
    ['made_by', 'Person', 'Photographed by'],
    ['sheet', 'Link to a file', 'Product sheet'],
    ['taken_at', 'Place', 'Location'],
  ] as const) {
    await page.goto('/admin/metadata/new')
    await page.getByLabel('Key').fill(key)
    await page.getByLabel('Type').selectOption({ label: type })
    await page.getByLabel('Name · English').fill(label)
    await page.getByRole('button', { name: 'Create field' }).click()
    await page.getByRole('heading', { level: 1, name: label }).waitFor()
  }

  await page.goto(`/library/assets/${assetId}`)
  const save = async () => {
    await page.getByRole('button', { name: 'Save texts' }).click()
  }
  const maker = page.getByRole('combobox', { name: 'Photographed by' })
  await maker.fill('Ane Lasa')
  await save()
  await page.getByText('The register has nobody called “Ane Lasa”.').first().waitFor()
  expect(await maker.inputValue()).toBe('Ane Lasa')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add “Ane Lasa” to the register' }).click()
  await page.getByText('“Ane Lasa” is in the register.').waitFor()
  await page.getByRole('combobox', { name: 'Product sheet' }).fill('product sheet of')
  await page.getByRole('option', { name: /Product sheet of Ane/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const place = page.getByRole('group', { name: 'Location' })
  await place.getByLabel('Latitude, longitude').fill('43.3')
  await place.getByLabel('Name of the place').fill('Getaria')
  await save()
  await page.getByText('A position is written as 43.3037, -2.2044.').first().waitFor()
  await place.getByLabel('Latitude, longitude').fill('43.3037, -2.2044')
  await place.getByLabel('Country').selectOption({ label: 'Spain' })
  await save()
  await page.getByText('Saved.', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Open “Product sheet of Ane”' }).waitFor()

  await page.goto('/named-persons')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ane Lasa' }).click()
  await page.getByLabel('Credit line').fill('Photo: Ane Lasa')
  await page.getByLabel('Other names').fill('Txori')
  await page.getByRole('button', { name: 'Save person' }).click()
  await page.getByText('Saved.', { exact: true }).waitFor()
  await expectAccessible(page)

  await page.goto(`/library/assets/${assetId}`)
  await page.getByRole('button', { name: 'Use “Photo: Ane Lasa”' }).click()
  expect(await page.getByLabel('Credit line').inputValue()).toBe('Photo: Ane Lasa')
  await page.goto(`/library/assets/${otherId}`)
  await maker.fill('txo')
  await page.getByRole('option', { name: /Ane Lasa/ }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await maker.inputValue()).toBe('Ane Lasa')
  expect(complaints).toEqual([])
  await context.close()
})

test('a template of a folder fills in what is uploaded there, says so before, and is named where it set values', async () => {
  const mara = await openStaff(baseUrl, 'mara')
  const made = await mara.post('/library/folders', { intent: 'create', name: 'Press room' })
  const folder = new URL(made.headers.get('location') ?? '', baseUrl).searchParams.get('folder')
  const { page, complaints, context } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'mara')
  await page.goto(`/admin/metadata/templates/new?folder=${folder}`)
  await page.getByText('Credit line', { exact: true }).first().click()
  await page.locator('[name="fields.credit_line"]').fill('Visit Mendialde')
  await page.getByText('Keywords', { exact: true }).first().click()
  await page.locator('[name="required"][value="keywords"]').check()
  await page.getByRole('button', { name: 'Create template' }).click()
  await page.getByText('Please fill this in.').first().waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Press photographs')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Create template' }).click()
  await page.getByRole('heading', { level: 1, name: 'Press photographs' }).waitFor()

  await page.goto(`/library?folder=${folder}`)
  const choice = page.getByLabel('Template for new files', { exact: true })
  await choice.getByText('As the folder says: Press photographs').waitFor({ state: 'attached' })
  await page.getByText('What it will set').click()
  await page.getByText('Visit Mendialde').waitFor()
  await expectAccessible(page)
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" id="template"/></svg>'
  const file = { name: 'room.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) }
  await page.locator('input[type=file][multiple]').setInputFiles(file)
  await page.getByRole('link', { name: 'Open', exact: true }).click()
  await page.getByText('Template: Press photographs').waitFor()
  expect(await page.getByLabel('Credit line').inputValue()).toBe('Visit Mendialde')
  expect(await page.locator('#readiness').innerText()).toContain('Keywords')
  await page.getByRole('link', { name: 'History of the details' }).click()
  await page.getByText('by the template “Press photographs”').waitFor()
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await context.close()
})

test('what a new file says otherwise is asked field by field, without scripts too, and not again', async () => {
  const iker = await openStaff(baseUrl, 'iker')
  const svg = (title: string, desc: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>${title}</title><desc>${desc}</desc></svg>`,
    )
  const assetId = await iker.ingest('sign.svg', svg('First title', 'First text'))
  const { page, complaints, context } = await openWindow(browser, baseUrl, { javaScriptEnabled: false })
  await signInOnly(page, 'iker')
  await page.goto(`/library/assets/${assetId}`)
  await page.getByLabel('Title · English').fill('Corrected title')
  await page.getByLabel('Description · English').fill('Corrected text')
  await page.getByRole('button', { name: 'Save texts' }).click()
  const again = svg('Second title', 'Second text')
  const address = await iker.begin('sign-2.svg', again.length, assetId)
  expect((await iker.send(address, 0, new Uint8Array(again))).status).toBe(204)
  await iker.settled(address)
  await page.goto(`/library/assets/${assetId}`)
  await page.getByRole('heading', { name: 'The new file says something else' }).waitFor()
  await page.getByRole('button', { name: 'Keep ours: Title (English)' }).click()
  await page.getByRole('button', { name: 'Take the file’s: Description (English)' }).click()
  expect(await page.getByLabel('Description · English').inputValue()).toBe('Second text')
  expect(await page.getByLabel('Title · English').inputValue()).toBe('Corrected title')
  expect(await page.getByRole('heading', { name: 'The new file says something else' }).count()).toBe(0)
  await page.goto(`/library/assets/${assetId}/tags`)
  await page.getByText('Here it says: Corrected title').first().waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
