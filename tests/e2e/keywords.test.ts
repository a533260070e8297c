import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { openWindow, signInOnly } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

test('keywords become terms that are shown in each language, a closed vocabulary refuses others, and terms come from a file', async () => {
  const iker = await openStaff(baseUrl, 'iker')
  const mara = await openStaff(baseUrl, 'mara')
  const alder = await mara.ingest(
    'alder.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="9"/>'),
  )
  const texts = { 'title.en': 'By the river', 'altText.en': 'A tree by a river', keywords: 'alder' }
  expect((await mara.post(`/library/assets/${alder}/describe`, texts)).status).toBe(200)
  await mara.approve(alder)
  await mara.collect('Autumn press kit', alder)
  await iker.untilFound('keyword:alder', 1)
  const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'mara')
  await page.goto('/admin/metadata/vocabularies')
  await page.getByRole('link', { name: 'Keywords', exact: true }).click()
  await page.getByRole('link', { name: /words that are no terms/ }).click()
  await page.getByRole('searchbox', { name: 'Find words' }).fill('alder')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expectSound()
  await page.getByRole('button', { name: 'Make a term of “alder”' }).click()
  await page.getByText('“alder” is a term now.').waitFor()
  await expectSound()
  await page.getByRole('link', { name: 'Add names in other languages' }).click()
  await page.getByRole('heading', { level: 1, name: 'alder' }).waitFor()
  await page.locator('.localized summary').first().click()
  await page.getByLabel('Name · Basque').fill('Haltza')
  await page.getByRole('button', { name: 'Save term' }).click()
  await page.getByText('Saved.', { exact: true }).waitFor()
  await expectSound()
  await iker.untilFound('keyword:haltza', 1)

  await page.goto('/p/press/search?q=keyword%3Ahaltza&lng=eu')
  await page.getByRole('heading', { level: 2, name: 'Fitxategi 1' }).waitFor()

  await page.goto('/admin/metadata/vocabularies/keywords?lng=en')
  await page.getByRole('button', { name: 'Close the vocabulary' }).click()
  await page.getByRole('heading', { name: 'This vocabulary is closed' }).waitFor()
  await expectSound()
  const assetId = await iker.ingest(
    'plain.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  )
  await page.goto(`/library/assets/${assetId}`)
  await page.getByLabel('Keywords').fill('Haltza, nonsense')
  await page.getByRole('button', { name: 'Save texts' }).click()
  await page.getByText('There is no term “nonsense”.').first().waitFor()
  expect(await page.getByLabel('Keywords').inputValue()).toBe('Haltza, nonsense')
  await page.getByLabel('Keywords').fill('Haltza')
  await page.getByRole('button', { name: 'Save texts' }).click()
  await page.getByText('Saved.', { exact: true }).waitFor()

  await page.goto('/admin/metadata/vocabularies/keywords/exchange')
  await expectSound()
  const buffer = Buffer.from('label,parent,label [eu]\nTrees,,Zuhaitzak\nalder,Trees,\nBeech,Thicket,\n')
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'trees.csv', mimeType: 'text/csv', buffer })
  await page.locator('[name=uploadId][value]:not([value=""])').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Show what would change' }).click()
  await page.getByRole('button', { name: 'Take in 2 terms' }).waitFor()
  await page.getByText('No term has the name of what it should be below.').waitFor()
  await expectSound()
  await page.getByRole('button', { name: 'Take in 2 terms' }).click()
  await page.getByText('The terms are in the vocabulary.').waitFor()
  await page.getByRole('link', { name: 'See the vocabulary' }).click()
  await page.getByRole('link', { name: 'Trees' }).waitFor()
  await expectSound()
  expect(complaints).toEqual([])
  await context.close()
})
