import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { missingConverters } from '#tests/support/converters'
import { corpus, corpusFiles, testFile } from '#tests/support/corpus'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { openWindow, saved, signInOnly, WAYS } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
let mara: Staff
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
})
afterAll(() => closeWindows(browser))

/** An Illustrator file where there is one and a converter for it, else a drawing that our own decoder reads. */
async function logo(name: string): Promise<{ file: string; bytes: Buffer }> {
  const real = missingConverters.has('poppler') ? undefined : corpusFiles.find((file) => file.endsWith('_RGB.ai'))
  if (real && name.startsWith('with JavaScript'))
    return { file: 'logo.ai', bytes: await readFile(path.join(corpus, real)) }
  const svg = await readFile(testFile('mark.svg'), 'utf8')
  return { file: 'logo.svg', bytes: Buffer.from(svg.replace('</svg>', `<!-- ${name} --></svg>`)) }
}

describe.each(WAYS.filter(([way]) => !way.startsWith('with JavaScript on a phone')))(
  'a designer on the press portal, %s,',
  (way, options) => {
    test('takes a logo as a transparent PNG of 2000 pixels', async () => {
      const { file, bytes } = await logo(way)
      const assetId = await mara.ingest(file, bytes)
      await mara.word(assetId, `Logo ${way}`)
      await mara.approve(assetId)
      await mara.collect('Autumn press kit', assetId)
      const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl, options)
      await page.goto(`/p/press/a/${assetId}`)
      await page.getByRole('heading', { name: 'Sizes and formats' }).waitFor()
      await expectSound()
      const link = page.getByRole('link', { name: /Download\s*: PNG, 2000 px/ })
      const taken = await saved(page, () => link.click())
      expect(taken.name).toBe('logo-png-2000.png')
      const { format, width = 0, height = 0, hasAlpha } = await sharp(taken.bytes).metadata()
      expect([format, Math.max(width, height), hasAlpha]).toEqual(['png', 2000, true])
      const { channels } = await sharp(taken.bytes).stats()
      expect(channels[3]?.min).toBe(0)
      expect(complaints).toEqual([])
      await context.close()
    })
  },
)

test('an administrator adds a preset after a sample of it, and staff download with it and in a size of their own', async () => {
  const assetId = await mara.ingest('photo.jpg', await readFile(testFile('photo.jpg')))
  await mara.word(assetId, 'A sample of texts')
  await mara.approve(assetId)
  const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'ander')
  await page.goto('/admin/presets/new')
  await page.getByLabel('Key', { exact: true }).fill('small-webp')
  await page.getByLabel('Name · English').fill('Small WebP')
  await page.getByLabel('Format', { exact: true }).selectOption('webp')
  await page.getByLabel('Width').fill('8000')
  await page.getByLabel('Height').fill('8000')
  await page.getByRole('button', { name: 'Create preset' }).click()
  await page.getByRole('link', { name: /Height: This is more than 50 million pixels/ }).waitFor()
  await page.getByLabel('Width').fill('320')
  await page.getByLabel('Height').fill('320')
  await page.getByRole('button', { name: 'Show sample' }).click()
  await page
    .getByText(/^instead of /)
    .first()
    .waitFor()
  expect(await page.locator('.sample-card').count()).toBe(3)
  await expectSound()
  await page.getByRole('radio', { name: /^All approved texts/ }).check()
  await page.getByRole('button', { name: 'Create preset' }).click()
  await page.getByRole('link', { name: 'Small WebP' }).waitFor()
  await expectSound()
  const up = page.getByRole('button', { name: 'Move “Small WebP” up' })
  await up.focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() =>
    document.querySelector('tbody tr:nth-child(12) th')?.textContent?.includes('Small WebP'),
  )

  await page.goto(`/library/assets/${assetId}`)
  const first = await saved(page, () => page.getByRole('link', { name: /Download\s*: Small WebP/ }).click())
  const { xmp, ...facts } = await sharp(first.bytes).metadata()
  expect(facts).toMatchObject({ format: 'webp', width: 320 })
  expect(xmp?.toString()).toContain('A sample of texts')
  await page.getByText('Another size').click()
  await page.getByLabel('Width').fill('100')
  await page.getByLabel('Height').fill('100')
  await page.getByLabel('How it fits').selectOption('cover')
  await page.getByLabel('Format', { exact: true }).selectOption('jpeg')
  const own = await saved(page, () => page.getByRole('button', { name: 'Download', exact: true }).click())
  expect(await sharp(own.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 100, height: 100 })
  expect(complaints).toEqual([])
  await context.close()
})
