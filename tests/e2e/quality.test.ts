import type pg from 'pg'
import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openEmbedded } from '#tests/support/processes'
import { openStaff, type Staff } from '#tests/support/staff'
import { openWindow, signIn, signInOnly } from '#tests/support/visitor'

const { baseUrl, dataDir } = await demoProduct()
let browser: Browser
let database: pg.Client
let iker: Staff
beforeAll(async () => {
  browser = await openBrowser()
  database = await openEmbedded(dataDir)
  iker = await openStaff(baseUrl, 'iker')
}, 300_000)
afterAll(async () => {
  await closeWindows(browser)
  await database.end()
})

const picture = (r: number) =>
  sharp({ create: { width: 320, height: 200, channels: 3, background: { r, g: 90, b: 120 } } })
    .jpeg()
    .toBuffer()

/** Counts what a person does beyond typing: clicks, and keys that are no text. */
function counted() {
  let count = 0
  const act = async (done: Promise<unknown>) => {
    count++
    await done
  }
  return { act, count: () => count }
}

/** The name of the control that has the focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name') ?? '')

/** Makes 200 files without a credit: 189 in the folder of one shoot, the newest first, and 11 in none. */
async function bringShoot(): Promise<string> {
  const id = await iker.ingest('shoot.jpg', await picture(10))
  await database.query(`with shoot as (insert into folder (id, name) values (gen_random_uuid(), 'Shoot') returning id),
    model as (select v.* from asset_version v where v.asset_id = '${id}'),
    made as (select gen_random_uuid() as asset_id, gen_random_uuid() as version_id, n from generate_series(1, 199) n),
    assets as (insert into asset (id, kind, source_locale, current_version_id, created_at, folder_id)
      select asset_id, 'photo', 'en', version_id, now() - n * interval '1 minute', case when n < 190 then (select id from shoot) end
      from made returning id)
    insert into asset_version (id, asset_id, number, sha256, file_name, extension, media_type, kind, width, height, extracted)
    select made.version_id, made.asset_id, 1, sha256, 'shoot-' || n || '.jpg', extension, media_type, kind, width, height, extracted
    from made, model, (select count(*) from assets) as inserted`)
  await database.query(`insert into metadata_value (asset_id, field_id, locale, text)
    select v.asset_id, 1, 'en', 'Shoot ' || v.file_name from asset_version v where v.file_name like 'shoot-%'`)
  await database.query(`update asset set created_at = now() - interval '1 day' where id = '${id}'`)
  return id
}

test('a manager repairs 200 missing credits: those of one shoot at once, others one by one', async () => {
  await bringShoot()
  const { page, complaints, expectSound } = await openWindow(browser, baseUrl)
  await signIn(page, 'mara')
  const { act, count } = counted()
  await act(page.getByRole('link', { name: 'Quality' }).first().click())
  await page.getByRole('heading', { level: 1, name: 'Quality' }).waitFor()
  await expectSound()
  const queue = page.getByRole('listitem').filter({ hasText: 'Missing credit' })
  expect(await queue.innerText()).toContain('200')
  await act(page.getByRole('button', { name: 'Go through: Missing credit' }).click())
  await page.getByText('1 of 200').waitFor()
  await expect.poll(() => focused(page)).toMatch(/^of\..*\.creator$/)
  await page.keyboard.type('Ane Mendizabal')
  await expectSound()
  await act(page.getByText('Use the same for others').click())
  expect(await page.getByRole('radio', { name: /^Those in the same folder/ }).isChecked()).toBe(true)
  await act(page.getByRole('button', { name: 'Save and see what changes' }).click())
  await act(page.getByRole('button', { name: /^Change 188/ }).click())
  await page.getByText('188 of 188').waitFor()
  await act(page.getByRole('link', { name: 'Back to the list' }).click())

  const HELD = 195
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  for (let n = 190; n <= 200; n++) {
    await page.getByText(`${n} of 200`).waitFor()
    await expect.poll(() => focused(page)).toMatch(/^of\..*\.creator$/)
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('')
    await page.keyboard.type(`Photographer ${n}`)
    // The file after this one is described and saved before its page has been loaded.
    if (n === HELD) await page.route(/describe\/[^/]*undo=/, (route) => held.then(() => route.abort()), { times: 1 })
    await act(page.keyboard.press('Control+Enter'))
    if (n > HELD) release()
  }
  await page.getByText('All of them are complete').waitFor()
  expect(count()).toBe(6 + 11)

  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('1 file left').waitFor()
  await page.keyboard.type('Somebody')
  await page.getByRole('link', { name: 'Skip', exact: true }).first().click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep editing' }).click()
  let send = () => {}
  const sent = new Promise<void>((resolve) => {
    send = resolve
  })
  await page.route(/files=/, (route) => sent.then(() => route.continue()), { times: 1 })
  await page.keyboard.press('Control+Enter')
  await page.locator('[data-go-on][aria-busy="true"]').waitFor()
  send()
  await page.getByText('All of them are complete').waitFor()
  expect(complaints).toEqual([])
})

test('an editor describes and submits ten files in five acts beyond typing', async () => {
  const { page, complaints, expectSound } = await openWindow(browser, baseUrl)
  await signIn(page, 'iker')
  const { act, count } = counted()
  const files = await Promise.all(
    Array.from({ length: 10 }, async (_, n) => ({
      ...{ name: `DSC_${n}.jpg`, mimeType: 'image/jpeg', buffer: await picture(20 + n * 20) },
    })),
  )
  await act(page.locator('input[type=file][multiple]').last().setInputFiles(files))
  await act(page.getByRole('button', { name: /^Describe these 10/ }).click())
  await page.getByText('1–10 of 10').waitFor()
  await expect.poll(() => focused(page)).toMatch(/\.alt_text\.en$/)
  for (let n = 0; n < 10; n++) {
    await page.getByLabel('Title · English').nth(n).fill(`Ridge ${n}`)
    await page.getByLabel('Alternative text · English').nth(n).fill(`A ridge, ${n}`)
  }
  await page.getByLabel('Keywords').first().fill('ridge, e2e-shoot')
  await act(page.getByRole('button', { name: 'The same for all files here' }).nth(0).click())
  await page.getByLabel('Credit line').first().fill('Visit Mendialde')
  await act(page.getByRole('button', { name: 'The same for all files here' }).nth(2).click())
  await expectSound()
  await act(page.getByRole('button', { name: 'Save and submit 10 for review' }).click())
  await page.getByText('10 files are waiting for review').waitFor()
  expect(count()).toBe(5)
  await expectSound()
  const { rows } = await database.query(
    `select count(*)::int as n from metadata_value where field_id = 5 and text = 'e2e-shoot'`,
  )
  expect(rows[0].n).toBe(10)
  expect(complaints).toEqual([])
})

test('changed texts of an approved file are approved or sent back in the review, by keyboard', async () => {
  const mara = await openStaff(baseUrl, 'mara')
  await database.query("update metadata_field set allows_corrections = false where key in ('title', 'alt_text')")
  const ids = [await iker.ingest('one.jpg', await picture(3)), await iker.ingest('two.jpg', await picture(5))]
  for (const [n, id] of ids.entries()) {
    await iker.describe(id, `Approved ${n}`)
    await mara.approve(id)
    await iker.word(id, `Changed ${n}`)
  }
  const { page, complaints, expectSound } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'mara')
  await page.goto('/review')
  await page.getByText('changed texts of 2 files').waitFor()
  await expectSound()
  await page.getByRole('link', { name: 'Changed 0', exact: true }).click()
  await page.getByText('1 of 2 with changed texts').waitFor()
  await page.getByText('Approved 0').waitFor()
  await expectSound()
  await page.keyboard.press('a')
  await page.getByText('Texts approved: Changed 0').waitFor()
  await page.getByRole('heading', { level: 1, name: 'Changed 1' }).waitFor()
  await page.keyboard.press('c')
  await page.keyboard.type('Say where')
  await page.getByRole('button', { name: /^Send back/ }).click()
  await page.getByText('Texts sent back: Changed 1').waitFor()
  await page.goto(`/library/assets/${ids[1]}`)
  await page.getByText('Say where').waitFor()
  expect(complaints).toEqual([])
})

test('without scripts a list is gone through by forms, and what was typed is kept when it is refused', async () => {
  const id = await iker.ingest('plain.jpg', await picture(77))
  const { page, expectSound } = await openWindow(browser, baseUrl, { javaScriptEnabled: false })
  await signInOnly(page, 'mara')
  await page.goto('/library/quality')
  await page.getByRole('button', { name: 'Go through: Missing credit' }).click()
  await page.getByText('1 of 1').first().waitFor()
  await iker.credit(id)
  await page.getByLabel('Credit line').fill('Typed meanwhile')
  await page.locator('[data-go-on]').click()
  await page.locator('.error-summary').waitFor()
  expect(await page.getByLabel('Credit line').inputValue()).toBe('Typed meanwhile')
  await expectSound()
})
