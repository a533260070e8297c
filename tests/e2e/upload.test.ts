import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openEmbedded } from '#tests/support/processes'
import { openStaff, type Staff } from '#tests/support/staff'
import { until } from '#tests/support/until'
import { openWindow, signIn, signInOnly } from '#tests/support/visitor'

const { baseUrl, dataDir } = await demoProduct()
let browser: Browser
let folder: string
let database: pg.Client
beforeAll(async () => {
  browser = await openBrowser()
  database = await openEmbedded(dataDir)
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-uploads-'))
})
afterAll(async () => {
  await closeWindows(browser)
  await database.end()
  await rm(folder, { recursive: true, force: true })
})

/** Writes a unique photograph of noise of about `megabytes`; returns its path. */
async function noise(name: string, megabytes: number): Promise<string> {
  const side = Math.round(Math.sqrt((megabytes * 1e6) / 2.4))
  const file = path.join(folder, name)
  await mkdir(path.dirname(file), { recursive: true })
  await sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toFile(file)
  return file
}

/** Opens the library as Iker with an upload rate of `bytesPerSecond`; records the offsets of its PATCH requests. */
async function openLibrary(bytesPerSecond: number) {
  const opened = await openWindow(browser, baseUrl)
  const { page, context } = opened
  await signIn(page, 'iker')
  const session = await context.newCDPSession(page)
  const slow = (speed: number) =>
    session.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: speed },
    })
  await slow(bytesPerSecond)
  const offsets: number[] = []
  let id = 'none yet'
  page.on('request', (request) => {
    if (request.method() !== 'PATCH') return
    offsets.push(Number(request.headers()['upload-offset']))
    id = request.url().split('/').at(-1)!
  })
  /** The number of staged bytes of the current upload. */
  const arrived = () =>
    stat(path.join(dataDir, 'staging', id)).then(
      ({ size }) => size,
      () => 0,
    )
  return { ...opened, offsets, arrived, fast: () => slow(-1) }
}
const pick = (page: Page, file: string) => page.getByLabel('Upload files', { exact: true }).first().setInputFiles(file)
/** The states in the database of the uploads with this file name. */
async function statesOf(name: string): Promise<string[]> {
  const { rows } = await database.query('select state from upload where file_name = $1', [name])
  return rows.map(({ state }) => state)
}

describe('an upload in the browser', () => {
  test('can be paused, resumes at its offset, and shows its progress', async () => {
    const file = await noise('paused.jpg', 12)
    const { page, context, offsets, fast } = await openLibrary(1_500_000)
    await pick(page, file)
    await page.getByText(/MB of 1\d MB · [\d.]+ [kM]B\/s · \d+ seconds?/).waitFor()
    await page.getByRole('button', { name: 'Pause paused.jpg' }).click()
    await page.getByText(/· paused$/).waitFor()
    await page.getByRole('button', { name: 'Go on with paused.jpg' }).click()
    await fast()
    await page.getByText('In the library, as a draft').waitFor()
    expect(offsets[0]).toBe(0)
    expect(offsets.at(-1)).toBeGreaterThan(0)
    await context.close()
  })

  test('resumes at its offset when the same file is chosen again after a reload', async () => {
    const file = await noise('reloaded.jpg', 12)
    const { page, context, offsets, arrived, fast } = await openLibrary(1_500_000)
    await pick(page, file)
    await expect.poll(arrived).toBeGreaterThan(0)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await page.getByText('Not complete. Choose the same file again').waitFor()
    offsets.length = 0
    await fast()
    await pick(page, file)
    await page.getByText('In the library, as a draft').first().waitFor()
    expect(offsets.length).toBe(1)
    expect(offsets[0]).toBeGreaterThan(0)
    await context.close()
  })

  test('of a folder stores the path of every file', async () => {
    await noise('kit/press/one.jpg', 0.3)
    await noise('kit/press/deep/two.jpg', 0.3)
    const { page, context } = await openLibrary(-1)
    await page.getByLabel('Upload folder', { exact: true }).first().setInputFiles(path.join(folder, 'kit'))
    await expect.poll(() => page.getByText('In the library, as a draft').count()).toBe(2)
    await page.getByRole('listitem').filter({ hasText: 'two.jpg' }).getByRole('link', { name: 'Open' }).click()
    await page.getByText('kit/press/deep/two.jpg').waitFor()
    await context.close()
  })
})

describe('an upload cancelled in the browser', () => {
  let iker: Staff
  let other: string
  beforeAll(async () => {
    iker = await openStaff(baseUrl, 'iker')
    other = await iker.begin('left behind.jpg', 1000)
  })
  afterAll(() => iker.ask(other, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } }))

  /** Leaves the library and returns: the page must show the other upload on the server, and not this one. */
  async function expectGoneAfterReturn(page: Page, name: string): Promise<void> {
    await page.goto('about:blank')
    await page.goto('/library')
    await page.getByText('left behind.jpg').waitFor()
    expect(await page.getByText(name).count()).toBe(0)
  }

  test('is removed from page and server, also when the page is left at once', async () => {
    const file = await noise('cancelled.jpg', 12)
    const { page, context, arrived } = await openLibrary(1_000_000)
    await pick(page, file)
    await expect.poll(arrived).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Cancel cancelled.jpg' }).click()
    await expectGoneAfterReturn(page, 'cancelled.jpg')
    await expect.poll(() => statesOf('cancelled.jpg')).toEqual(['cancelled'])
    await expect.poll(arrived).toBe(0)
    // Chosen again it starts anew, not at the offset of the cancelled one.
    await pick(page, file)
    await expect.poll(() => statesOf('cancelled.jpg')).toHaveLength(2)
    await context.close()
  })

  test('before the page has received its address is removed too', async () => {
    const file = await noise('cancelled at once.jpg', 1)
    const { page, context } = await openLibrary(-1)
    // The server has created the upload, and the page never gets the response.
    await page.route('**/api/uploads', async (route) => void (await route.fetch()))
    await pick(page, file)
    await expect.poll(() => statesOf('cancelled at once.jpg')).toEqual(['receiving'])
    await page.getByRole('button', { name: 'Cancel cancelled at once.jpg' }).click()
    await expectGoneAfterReturn(page, 'cancelled at once.jpg')
    await expect.poll(() => statesOf('cancelled at once.jpg')).toEqual(['cancelled'])
    await context.close()
  })
})

test('an upload that breaks a rule of its folder is held with the reason, and a manager lets it in', async () => {
  const mara = await openStaff(baseUrl, 'mara')
  const made = await mara.post('/library/folders', { intent: 'create', name: 'Drawings only' })
  const home = new URL(made.headers.get('location')!, baseUrl).searchParams.get('folder')!
  const set = await mara.post(`/library/folders/${home}/rules`, { intent: 'set', kinds: 'vector' })
  expect(set.status).toBe(302)
  // What is wrong is told beside its field, and nothing that was typed is lost, without scripts too.
  const wrong = { intent: 'set', kinds: 'photo', extensions: '../etc', profile: 'Adobe RGB' }
  const refused = await mara.post(`/library/folders/${home}/rules`, wrong)
  expect(refused.status).toBe(422)
  const form = await refused.text()
  expect(form).toMatch(/<input[^>]*name="extensions"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="extensions"/)
  for (const kept of ['../etc', 'Adobe RGB']) expect(form).toContain(`value="${kept}"`)
  expect(/<input[^>]*value="photo"[^>]*>/.exec(form)?.[0]).toContain('checked')
  const file = await noise('no-drawing.jpg', 0.1)
  const sending = await openWindow(browser, baseUrl)
  await signInOnly(sending.page, 'iker')
  await sending.page.goto(`/library?folder=${home}`)
  await pick(sending.page, file)
  const iker = await openStaff(baseUrl, 'iker')
  await until(async () => (await (await iker.ask('/library/uploads')).text()).includes('"rule":"type"'))
  await sending.page.getByText(/held until a manager lets it in.*Files of type jpg are not taken here/).waitFor()
  expect(sending.complaints).toEqual([])
  await sending.context.close()

  const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'mara')
  await page.goto(`/library/folders/${home}/rules`)
  expect(await page.getByRole('checkbox', { name: 'Vector graphic' }).isChecked()).toBe(true)
  await expectSound()
  await page.goto(`/library/held?folder=${home}`)
  await page.getByText('Files of type jpg are not taken here.').waitFor()
  await expectSound()
  await page.getByRole('button', { name: 'Let in no-drawing.jpg' }).click()
  await page.getByText('Let in. It can be reviewed like any other file.').waitFor()
  await page.getByText('No held files').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
