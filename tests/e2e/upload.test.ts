import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openWindow, signIn } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await launchChromium()
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-uploads-'))
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

/** A photograph of noise of about `megabytes`, unlike every other. */
async function noise(name: string, megabytes: number): Promise<string> {
  const side = Math.round(Math.sqrt((megabytes * 1e6) / 2.4))
  const file = path.join(folder, name)
  await mkdir(path.dirname(file), { recursive: true })
  await sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toFile(file)
  return file
}

/** The library of Iker on a line of `bytesPerSecond`; answers what the page sends with PATCH. */
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
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
  })
  return { ...opened, offsets, fast: () => slow(-1) }
}
const pick = (page: Page, file: string) => page.getByLabel('Upload files', { exact: true }).first().setInputFiles(file)
const bar = (page: Page) => page.getByRole('progressbar').first()
const moved = (page: Page) => async () => Number((await bar(page).getAttribute('value')) ?? 0)

describe('an upload', () => {
  test('is paused, goes on where it stopped, and says how far it is', async () => {
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

  test('outlives a reload: the same file, picked again, goes on where it stopped', async () => {
    const file = await noise('reloaded.jpg', 12)
    const { page, context, offsets, fast } = await openLibrary(1_500_000)
    await pick(page, file)
    await expect.poll(moved(page), { timeout: 15_000 }).toBeGreaterThan(0)
    await page.waitForTimeout(1500)
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

  test('that is cancelled is gone from the page and from the house', async () => {
    const file = await noise('cancelled.jpg', 12)
    const { page, context } = await openLibrary(1_000_000)
    await pick(page, file)
    await page.getByRole('button', { name: 'Cancel cancelled.jpg' }).click()
    await expect.poll(() => page.getByText('cancelled.jpg').count()).toBe(0)
    await page.waitForTimeout(500)
    await page.reload()
    await page.getByRole('heading', { name: 'Library' }).waitFor()
    expect(await page.getByText('cancelled.jpg').count()).toBe(0)
    await context.close()
  })

  test('of a folder brings every file with its path', async () => {
    await noise('kit/press/one.jpg', 0.3)
    await noise('kit/press/deep/two.jpg', 0.3)
    const { page, context } = await openLibrary(-1)
    await page.getByLabel('Upload folder', { exact: true }).first().setInputFiles(path.join(folder, 'kit'))
    await expect.poll(() => page.getByText('In the library, as a draft').count(), { timeout: 30_000 }).toBe(2)
    await page.getByRole('listitem').filter({ hasText: 'two.jpg' }).getByRole('link', { name: 'Open' }).click()
    await page.getByText('kit/press/deep/two.jpg').waitFor()
    await context.close()
  })
})
