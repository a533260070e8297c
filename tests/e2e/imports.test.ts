import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { zipOf } from '#tests/support/made-archives'
import { expectAccessible, openWindow, signIn } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await openBrowser()
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-imports-'))
})
afterAll(async () => {
  await closeWindows(browser)
  await rm(folder, { recursive: true })
})

const picture = (r: number) =>
  sharp({ create: { width: 640, height: 400, channels: 3, background: { r, g: 90, b: 120 } } })
    .jpeg()
    .toBuffer()

test('a manager imports a ZIP with a manifest after a dry run, reads the report, and finds the files in their folder', async () => {
  const [zip, manifest] = [path.join(folder, 'archive.zip'), path.join(folder, 'archive.csv')]
  await writeFile(
    zip,
    zipOf([
      { name: 'Coast/lighthouse.jpg', data: await picture(200) },
      { name: 'Coast/harbour.jpg', data: await picture(20) },
      { name: '../outside.jpg', data: await picture(90) },
    ]),
  )
  await writeFile(
    manifest,
    'Ref;File;Title;Inhalt\n=L1;lighthouse.jpg;The old lighthouse;Abendlicht\nL2;harbour.jpg;The harbour;\nL3;gone.jpg;Gone;\n',
  )
  const { page, context } = await openWindow(browser, baseUrl)
  await signIn(page, 'mara')
  await page.getByRole('link', { name: 'Imports' }).first().click()
  await page.getByLabel('ZIP', { exact: true }).setInputFiles(zip)
  await page.getByLabel('Manifest (CSV or JSON)').setInputFiles(manifest)
  await page.getByText('Uploaded', { exact: true }).nth(1).waitFor()
  await page.getByLabel('Name of the source').fill('Old archive')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Continue' }).click()

  await page.getByRole('heading', { name: 'Columns of the manifest' }).waitFor()
  expect(await page.getByLabel('Field of Title').inputValue()).toBe('title:en')
  expect(await page.getByLabel('Field of Ref').inputValue()).toBe('external_id')
  await page.getByLabel('Field of Inhalt').selectOption('description:de')
  await page.getByRole('button', { name: 'Dry run' }).click()
  await page.getByText('An import would change 2 files').waitFor()
  await page.getByText('Its name leads out of the archive.').waitFor()
  await page.getByText('The source has no such file.').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('Done', { exact: true }).waitFor()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Report as CSV' }).click(),
  ])
  const report = await readFile((await download.path()) ?? '', 'utf8')
  expect(report).toContain("2,Coast/lighthouse.jpg,'=L1,created,New")
  expect(report).toContain('L3,refused,Refused,file_missing,The source has no such file.')

  await page.getByRole('link', { name: 'Library' }).first().click()
  const folders = page.getByRole('region', { name: 'Folders' })
  await folders.getByRole('link', { name: /^Coast/ }).click()
  await folders.getByText('Coast', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'The old lighthouse' }).click()
  await page.getByRole('heading', { name: 'The old lighthouse' }).waitFor()
  const home = page.getByRole('region', { name: 'Folder' })
  await home.getByRole('link', { name: 'Coast' }).waitFor()
  // A folder can be chosen only when the list of them has arrived, however late.
  await page.route(/\/folders/, (route) => setTimeout(() => route.continue(), 700))
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Folder').selectOption({ label: 'No folder' })
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click()
  await home.getByText('No folder').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await home.getByRole('link', { name: 'Coast' }).waitFor()
  await context.close()
})
