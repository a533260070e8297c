import type pg from 'pg'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openEmbedded } from '#tests/support/processes'
import { until } from '#tests/support/until'
import { expectAccessible, openWindow, signIn, signInByForm, signInOnly } from '#tests/support/visitor'

const { baseUrl, dataDir } = await demoProduct()
let browser: Browser
let database: pg.Client
beforeAll(async () => {
  browser = await openBrowser()
  database = await openEmbedded(dataDir)
  // The worker reports when it starts; what is written before would be overwritten.
  await until(async () => (await database.query('select 1 from converter')).rowCount)
  // A job that waits since the demo was made would make again what the tests undo.
  await until(async () => (await database.query('select 1 from graphile_worker.jobs')).rowCount === 0)
})
afterAll(async () => {
  await database.end()
  await closeWindows(browser)
})

const NO_BYTES = `object_key = null, sha256 = null, crc32 = null, byte_size = null, media_type = null, width = null,
  height = null`
/** Lets the web form of this many photographs have failed, or all pictures of one be impossible; returns their assets. */
async function unmake(state: 'failed' | 'impossible', reason: string, presets: string[], count: number) {
  const { rows } = await database.query(
    `update rendition r set state = $1, reason = $2, ${NO_BYTES} from asset a, asset_version v
     where a.current_version_id = v.id and r.version_id = v.id and r.preset = any($3)
       and v.id in (select current_version_id from asset join asset_version on asset_version.id = current_version_id
         where asset_version.kind = 'photo' order by asset.id limit $4)
     returning a.id`,
    [state, reason, presets, count],
  )
  return [...new Set(rows.map((row) => row.id as string))]
}

test('an administrator without JavaScript tries failed conversions again and reads how many', async () => {
  await unmake('failed', 'convert_timeout', ['web'], 3)
  const { page, context } = await openWindow(browser, baseUrl, { javaScriptEnabled: false })
  await signInByForm(page, 'ander')
  await page.getByRole('link', { name: 'Conversions' }).first().click()
  const group = page.getByRole('article').filter({ hasText: 'Converting took too long' })
  await group.getByText('3 files').waitFor()
  await group.getByText('Show files').click()
  expect(await group.getByRole('listitem').getByRole('link').count()).toBe(3)
  await group.getByRole('button', { name: /Try again for all of these/ }).click()
  await page.getByText('3 files are being converted again.').waitFor()
  expect(await page.getByRole('article').count()).toBe(0)
  await until(async () => (await database.query("select 1 from rendition where state <> 'made'")).rowCount === 0)
  await context.close()
})

test('the page of a file names the missing converter, and links administrators to the command that installs it', async () => {
  const [asset] = await unmake('impossible', 'no_converter:libheif', ['thumb', 'small', 'preview', 'web'], 1)
  await database.query("update converter set is_present = false, version = null where name = 'libheif'")
  const { page, complaints, context } = await openWindow(browser, baseUrl, { viewport: { width: 390, height: 844 } })
  await signInOnly(page, 'ander')
  await page.goto(`/library/assets/${asset}`)
  await page.getByText('HEIC photos of phones need libheif-examples on the server.').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Previews and conversions' }).click()
  await page.getByText('1 program is missing').waitFor()
  await page.getByText(/^apt-get install .* libheif-examples /).waitFor()
  await page.getByText('1 file incomplete').waitFor()
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await context.close()
})

test('a manager does not see the page', async () => {
  const { page, context } = await openWindow(browser, baseUrl)
  await signIn(page, 'mara')
  expect(await page.getByRole('link', { name: 'Conversions' }).count()).toBe(0)
  const answer = await page.goto('/admin/conversions')
  expect(answer?.status()).toBe(403)
  await context.close()
})
