import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { ownProduct } from '#tests/support/demo-product'
import { openEmbedded } from '#tests/support/processes'
import { openStaff } from '#tests/support/staff'
import { expectAccessible, openWindow, signInOnly } from '#tests/support/visitor'
import { objectFile } from '~/platform/storage/disk-files.server'

const product = await ownProduct()
let database: pg.Client
let browser: Browser
beforeAll(async () => {
  database = await openEmbedded(product.dataDir)
  browser = await openBrowser()
})
afterAll(async () => {
  await closeWindows(browser)
  await database?.end()
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const open = async (who: Parameters<typeof signInOnly>[1]) => {
  const opened = await openWindow(browser, product.baseUrl)
  await signInOnly(opened.page, who)
  return opened
}
const get = (address: string) => fetch(new URL(address, product.baseUrl))
const textOf = async (address: string) => (await get(address)).text()
const isStored = (hash: string) =>
  stat(objectFile(path.join(product.dataDir, 'objects'), `originals/${hash}`)).then(
    () => true,
    () => false,
  )

test('a deleted asset disappears from the portal at once, page and download, and Undo restores both', async () => {
  const title = 'Aizkorri above the autumn woods'
  const page = '/p/press/c/autumn-press-kit'
  const id = new RegExp(`/p/press/a/([0-9a-f-]{36})[^>]*>(?:(?!</a>).)*${title}`).exec(await textOf(page))![1]!
  const file = `/p/press/download/${id}/web`
  const before = sha256(new Uint8Array(await (await get(file)).arrayBuffer()))
  const mara = await open('mara')
  await mara.page.goto(`/library/assets/${id}`)
  await mara.page.getByRole('button', { name: 'Delete file' }).click()
  const question = mara.page.getByRole('alertdialog', { name: `Delete “${title}”?` })
  await question.getByText(/^In 1 collection: .?Autumn press kit/).waitFor()
  await question.getByText(/^Shown in 1 published portal: .?Visit Mendialde/).waitFor()
  await expectAccessible(mara.page)
  await question.getByRole('button', { name: 'Delete file' }).click()
  const undo = mara.page.getByRole('button', { name: 'Undo' })
  await undo.waitFor()
  expect([(await get(file)).status, (await get(`/p/press/a/${id}`)).status]).toEqual([404, 404])
  expect(await textOf(page)).not.toContain(title)
  await mara.page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
  await expect.poll(() => mara.page.evaluate(() => document.activeElement?.textContent)).toBe('Library')
  await undo.click()
  await mara.page.getByRole('heading', { level: 1, name: title }).waitFor()
  expect(sha256(new Uint8Array(await (await get(file)).arrayBuffer()))).toBe(before)
  expect(await textOf(page)).toContain(title)
  expect(mara.complaints).toEqual([])
  await mara.context.close()
})

test('a deleted collection is listed in the bin, and its portal page works again after its restoration', async () => {
  const { page, complaints, context } = await open('mara')
  await page.goto('/collections')
  await page.getByRole('link', { name: 'Autumn press kit' }).click()
  await page.getByRole('button', { name: 'Delete collection' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByText(/^1 open link shows it and closes: /).waitFor()
  await question.getByRole('button', { name: 'Delete collection' }).click()
  await page.getByText('“Autumn press kit” is in the bin.').waitFor()
  expect((await get('/p/press/c/autumn-press-kit')).status).toBe(404)
  await page.getByRole('link', { name: 'Bin' }).click()
  await page.getByRole('heading', { level: 1, name: 'Bin' }).waitFor()
  await page.getByRole('cell', { name: '30 days' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Restore Autumn press kit' }).click()
  await page.getByText('The bin is empty').waitFor()
  await expectAccessible(page)
  expect((await get('/p/press/c/autumn-press-kit')).status).toBe(200)
  expect(complaints).toEqual([])
  await context.close()
})

test('purging an asset after 30 days keeps bytes that another asset uses, and deletes them with the last one', async () => {
  const iker = await openStaff(product.baseUrl, 'iker')
  const bytes = new Uint8Array(
    await sharp({ create: { width: 71, height: 53, channels: 3, background: 'olive' } })
      .jpeg()
      .toBuffer(),
  )
  const hash = sha256(bytes)
  const take = async (name: string) => {
    const address = await iker.begin(name, bytes.length)
    await iker.send(address, 0, bytes)
    const { state, assetId } = await iker.settled(address)
    expect(state).toBe('done')
    return assetId!
  }
  const original = async (id: string) => {
    const sent = await iker.ask(`/library/download/${await iker.versionOf(id)}/original`)
    return sha256(new Uint8Array(await sent.arrayBuffer()))
  }
  /** Makes all deletions older, and queues the hourly job `empty_bin`. */
  const laterBy = async (days: number) => {
    await database.query('update asset set deleted_at = deleted_at - make_interval(days => $1)', [days])
    await database.query(`select graphile_worker.add_job('empty_bin', '{}')`)
  }
  const isLeft = async (id: string) => (await database.query('select 1 from asset where id = $1', [id])).rowCount
  const first = await take('first.jpg')
  expect((await iker.post('/library/bin', { assets: first })).status).toBe(200)
  const twin = await take('twin.jpg')
  await laterBy(30)
  await expect.poll(() => isLeft(first), { timeout: 60_000 }).toBe(0)
  await expect.poll(async () => (await database.query('select 1 from object_deletion')).rowCount).toBe(0)
  expect(await isStored(hash)).toBe(true)
  expect(await original(twin)).toBe(hash)
  await iker.post('/library/bin', { assets: twin })
  const { page, context } = await open('mara')
  await page.goto('/bin')
  await page.getByRole('button', { name: 'Delete twin for good' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click()
  await page.getByText('“twin” is deleted for good.').waitFor()
  await expect.poll(() => isStored(hash), { timeout: 60_000 }).toBe(false)
  await context.close()
})
