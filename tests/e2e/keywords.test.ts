import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { openWindow, signIn } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

test('keywords become terms that are shown in each language, a closed vocabulary refuses others, and terms come from a file', async () => {
  const iker = await openStaff(baseUrl, 'iker')
  await iker.untilFound('keyword:larch', 1)
  const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
  await signIn(page, 'mara')
  await page.goto('/admin/metadata/vocabularies')
  await page.getByRole('link', { name: 'Keywords', exact: true }).click()
  await page.getByRole('link', { name: /words that are no terms/ }).click()
  await page.getByRole('searchbox', { name: 'Find words' }).fill('larch')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expectSound()
  await page.getByRole('button', { name: 'Make a term of “larch”' }).click()
  await page.getByText('“larch” is a term now.').waitFor()
  await expectSound()
  await page.getByRole('link', { name: 'Add names in other languages' }).click()
  await page.getByRole('heading', { level: 1, name: 'larch' }).waitFor()
  await page.locator('.localized summary').first().click()
  await page.getByLabel('Name · Basque').fill('Alertzea')
  await page.getByRole('button', { name: 'Save term' }).click()
  await page.getByText('Saved.', { exact: true }).waitFor()
  await expectSound()
  await iker.untilFound('alertzea', 1)

  await page.goto('/p/press/search?q=keyword%3Aalertzea&lng=eu')
  await page.locator('.result-chips').getByText('Alertzea').first().waitFor()

  await page.goto('/admin/metadata/vocabularies/keywords')
  await page.getByRole('button', { name: 'Close the vocabulary' }).click()
  await page.getByRole('heading', { name: 'This vocabulary is closed' }).waitFor()
  await expectSound()
  const assetId = await iker.ingest(
    'plain.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  )
  await page.goto(`/library/assets/${assetId}`)
  await page.getByLabel('Keywords').fill('Alertzea, nonsense')
  await page.getByRole('button', { name: 'Save texts' }).click()
  await page.getByText('There is no term “nonsense”.').first().waitFor()
  expect(await page.getByLabel('Keywords').inputValue()).toBe('Alertzea, nonsense')
  await page.getByLabel('Keywords').fill('Alertzea')
  await page.getByRole('button', { name: 'Save texts' }).click()
  await page.getByText('Saved.', { exact: true }).waitFor()

  await page.goto('/admin/metadata/vocabularies/keywords/exchange')
  await expectSound()
  const buffer = Buffer.from('label,parent,label [eu]\nTrees,,Zuhaitzak\nlarch,Trees,\nBeech,Thicket,\n')
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
