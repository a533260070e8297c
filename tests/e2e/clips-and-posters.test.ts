import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { missingConverters } from '#tests/support/converters'
import { testFile } from '#tests/support/corpus'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { until } from '#tests/support/until'
import { openWindow, saved, signInOnly } from '#tests/support/visitor'
import { required } from '~/platform/required'

const { baseUrl } = sharedProduct()
let browser: Browser
let mara: Staff
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
})
afterAll(() => closeWindows(browser))

describe.skipIf(missingConverters.has('ffmpeg'))('an editor takes a part of a film', () => {
  let address: string
  beforeAll(async () => {
    const assetId = await mara.ingest('film.mp4', await readFile(testFile('film.mp4')))
    address = `/library/assets/${assetId}`
    await until(async () => (await (await mara.ask(address)).text()).includes('<video'))
  })

  test('that begins where the player is', async () => {
    const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
    await signInOnly(page, 'iker')
    await page.goto(address)
    await page.getByText('Part of this film').click()
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1)
    await page.evaluate(() => {
      const film = document.querySelector('video')
      if (film) film.currentTime = 0.4
    })
    await page.waitForFunction(() => document.querySelector('video')?.currentTime === 0.4)
    await page.getByRole('button', { name: 'Begin at the player’s time' }).click()
    expect(await page.getByLabel('From').inputValue()).toBe('0:00.4')
    await page.getByLabel('To', { exact: true }).fill('0.2')
    await page.getByRole('button', { name: 'Download', exact: true }).last().click()
    await page.getByText('The clip must end after it begins.').waitFor()
    await expectSound()
    await page.getByLabel('To', { exact: true }).fill('0:00.8')
    const taken = await saved(page, () => page.getByRole('button', { name: 'Download', exact: true }).last().click())
    expect(taken.name).toBe('film-clip-0.4-0.8s.mp4')
    expect(taken.bytes.toString('latin1', 4, 8)).toBe('ftyp')
    expect(complaints).toEqual([])
    await context.close()
  })

  test('as a GIF, without JavaScript', async () => {
    const { page, context } = await openWindow(browser, baseUrl, { javaScriptEnabled: false })
    await signInOnly(page, 'iker')
    await page.goto(address)
    await page.getByText('Part of this film').click()
    expect(await page.getByRole('button', { name: 'Begin at the player’s time' }).isVisible()).toBe(false)
    await page.getByLabel('From').fill('0.1')
    await page.getByLabel('To', { exact: true }).fill('0.9')
    await page.locator('select[name=form]').selectOption('gif')
    const taken = await saved(page, () => page.getByRole('button', { name: 'Download', exact: true }).last().click())
    expect(taken.name).toBe('film-clip-0.1-0.9s.gif')
    expect(taken.bytes.toString('latin1', 0, 4)).toBe('GIF8')
    await context.close()
  })
})

test('a visitor of the press portal sees the poster of a 3D model before it is shown in 3D', async () => {
  const library = await (await mara.ask('/library?q=Relief')).text()
  const [, assetId] = required(/\/library\/assets\/([0-9a-f-]{36})/.exec(library), 'the model of the demo')
  const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
  await page.goto(`/p/press/a/${assetId}`)
  const poster = page.locator('.viewer-cover img')
  await poster.scrollIntoViewIfNeeded()
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.viewer-cover img')?.naturalWidth === 1600)
  await page.getByRole('button', { name: 'Show in 3D' }).waitFor()
  await expectSound()
  expect(complaints).toEqual([])
  await context.close()
})
