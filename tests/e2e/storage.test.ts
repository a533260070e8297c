import { readdir, rm, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { ownProduct } from '#tests/support/demo-product'
import { openEmbedded } from '#tests/support/processes'
import { until } from '#tests/support/until'
import { expectAccessible, openWindow, signIn } from '#tests/support/visitor'
import { objectFile } from '~/platform/storage/disk-files.server'

const { baseUrl, dataDir } = await ownProduct()
let browser: Browser
let database: pg.Client
beforeAll(async () => {
  browser = await openBrowser()
  database = await openEmbedded(dataDir)
})
afterAll(async () => {
  await database.end()
  await closeWindows(browser)
})

const fileOf = (key: string) => objectFile(path.join(dataDir, 'objects'), key)
const originalOf = async (fileName: string) => {
  const { rows } = await database.query(
    'select asset_id as "assetId", id as "versionId", sha256 from asset_version where file_name = $1',
    [fileName],
  )
  return rows[0] as { assetId: string; versionId: string; sha256: string }
}

test('a download whose stored bytes are missing is an error, never an empty or short file', async () => {
  const { assetId } = await originalOf('forest-stream.jpg')
  const { rows } = await database.query(
    `select object_key from rendition r join asset_version v on v.id = r.version_id where v.asset_id = $1 and preset = 'web'`,
    [assetId],
  )
  await rm(fileOf(rows[0].object_key))
  const answer = await fetch(new URL(`/p/press/download/${assetId}/web`, baseUrl))
  expect(answer.status).toBeGreaterThanOrEqual(500)
  expect(answer.headers.get('content-type')).not.toContain('image/')
})

test('an administrator has all files checked, reads what is damaged, and removes what nothing refers to', async () => {
  const { assetId, versionId, sha256 } = await originalOf('mendialde-tune.mp3')
  await until(async () => (await database.query('select 1 from scrub where ended_at is not null')).rowCount)
  await writeFile(fileOf(`originals/${sha256}`), 'other bytes')
  const orphan = `originals/${'d'.repeat(64)}`
  await writeFile(path.join(dataDir, 'aside'), 'no row')
  const { diskStorage } = await import('~/platform/storage/disk.server')
  await diskStorage(path.join(dataDir, 'objects')).adopt(path.join(dataDir, 'aside'), orphan, {})
  await utimes(fileOf(orphan), new Date(0), new Date(0))

  const { page, complaints, context } = await openWindow(browser, baseUrl)
  await signIn(page, 'ander')
  await page.getByRole('link', { name: 'Storage' }).first().click()
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText('The check has begun.').waitFor()
  await until(async () => (await database.query('select 1 from scrub where ended_at is null')).rowCount === 0)
  await page.reload()
  await page.getByRole('link', { name: 'The tune of Mendialde' }).waitFor()
  await page.getByText('Damaged', { exact: true }).waitFor()
  await expectAccessible(page)

  await page.getByLabel('Nothing refers to these files, and I do not need them').check()
  await page.getByRole('button', { name: 'Remove them' }).click()
  await page.getByText('One file was removed.').waitFor()
  expect(await readdir(path.dirname(fileOf(orphan)))).not.toContain(orphan.replace('/', '+'))
  await page.getByRole('link', { name: 'The tune of Mendialde' }).click()
  await page.getByText('The stored original of this file is missing or damaged.').waitFor()
  const answer = await page.request.get(`/library/download/${versionId}/original`)
  expect(answer.status()).toBe(503)
  expect((await fetch(new URL(`/p/press/download/${assetId}/original`, baseUrl))).status).toBe(503)
  expect(complaints).toEqual([])
  await context.close()
})
