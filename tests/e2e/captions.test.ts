import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { testFile } from '#tests/support/corpus'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { until } from '#tests/support/until'
import { openWindow, signIn, WAYS } from '#tests/support/visitor'

const SRT = '1\n00:00:00,200 --> 00:00:00,800\nKaixo, <i>mundua</i>\n'
const VTT = 'WEBVTT\n\n00:00:00.200 --> 00:00:00.800\nKaixo, <i>mundua</i>\n'
const FILE = { name: 'film.srt', mimeType: 'application/x-subrip', buffer: Buffer.from(SRT) }

const { baseUrl } = await demoProduct()
let browser: Browser
let mara: Staff
let film: string
let portalPage: string
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
  film = await mara.ingest('film.mp4', await readFile(testFile('film.mp4')))
  await mara.approve(film)
  await mara.collect('Autumn press kit', film)
  portalPage = `/p/press/a/${film}`
  await until(async () => (await (await fetch(new URL(portalPage, baseUrl))).text()).includes('<video'))
})
afterAll(() => closeWindows(browser))

const captionsOf = (page: Page) => page.getByRole('region', { name: 'Captions', exact: true })

test.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('an editor adds, is told what is wrong with, replaces and removes captions %s', async (_, javaScriptEnabled) => {
  const { page, context, complaints, expectSound } = await openWindow(browser, baseUrl, {
    javaScriptEnabled,
    viewport: { width: 390, height: 844 },
  })
  if (javaScriptEnabled) await signIn(page, 'iker')
  else await context.addCookies([cookieOf(mara)])
  await page.goto(`/library/assets/${film}`)
  const section = captionsOf(page)
  await section.getByText('No captions yet.').waitFor()
  await section.getByLabel('Language of the captions').selectOption('Français')
  await section.getByLabel('Or paste the captions').fill('WEBVTT\n\n00:02.000 --> 00:01.000\nSalut')
  await section.getByRole('button', { name: 'Save captions' }).click()
  await section.getByText('Line 3: the caption ends before it begins.').first().waitFor()
  expect(await section.getByLabel('Or paste the captions').inputValue()).toContain('Salut')
  await expectSound()

  await section.getByLabel('Or paste the captions').fill('')
  await section.getByLabel('Caption file').setInputFiles(FILE)
  await section.getByRole('button', { name: 'Save captions' }).click()
  await section.getByText('1 caption', { exact: true }).waitFor()
  await section.getByText('Français', { exact: true }).first().waitFor()

  await section.getByRole('link', { name: 'Replace: Français' }).click()
  await expect.poll(() => section.getByLabel('Language of the captions').inputValue()).toBe('fr')
  await section.getByLabel('Or paste the captions').fill(`${SRT}\n2\n00:00:00,900 --> 00:00:01,000\nAgur`)
  await section.getByRole('button', { name: 'Save captions' }).click()
  await section.getByText('2 captions', { exact: true }).waitFor()

  await section.getByRole('link', { name: 'Remove: Français' }).click()
  await page.getByRole('heading', { name: 'Remove the captions in Français?' }).waitFor()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await section.getByText('No captions yet.').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

describe('a film is played with captions in Basque', () => {
  beforeAll(async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ intent: 'set', locale: 'eu', seen: '' })) form.set(name, value)
    form.set('file', new File([SRT], 'film.srt'))
    expect((await mara.ask(`/library/assets/${film}/captions`, { method: 'POST', body: form })).status).toBe(200)
  })

  test.each(WAYS)('on the press portal, %s', async (_, options) => {
    const { page, context, complaints, expectSound } = await openWindow(browser, baseUrl, options)
    await page.goto(portalPage)
    const track = page.locator('track')
    expect(await track.getAttribute('srclang')).toBe('eu')
    expect(await track.getAttribute('label')).toBe('Euskara')
    expect(await track.getAttribute('default')).toBeNull()
    const answer = await context.request.get((await track.getAttribute('src')) ?? '')
    expect(answer.headers()).toMatchObject({ 'content-type': 'text/vtt; charset=utf-8' })
    expect(answer.headers()['cache-control']).toContain('private')
    expect(await answer.text()).toBe(VTT)
    if (options.javaScriptEnabled) {
      await page.getByLabel('Captions', { exact: true }).click()
      await page.getByText('Euskara', { exact: true }).last().click()
      await showsCaption(page)
      await expectSound()
    }
    await page.goto(`${portalPage}?lng=eu`)
    expect(await track.getAttribute('default')).not.toBeNull()
    if (options.javaScriptEnabled) await showsCaption(page)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('through a link, whose address gives the captions only while the link is open', async () => {
    const link = await mara.share(film)
    const address = new URL(`${link}/captions/${film}/eu.vtt`, baseUrl)
    expect(await (await fetch(new URL(`${link}/a/${film}`, baseUrl))).text()).toContain(address.pathname)
    const answer = await fetch(address)
    expect(await answer.text()).toBe(VTT)
    const held = { 'if-none-match': answer.headers.get('etag') ?? '' }
    expect((await fetch(address, { headers: held })).status).toBe(304)
    expect((await fetch(address, { headers: { range: 'bytes=0-5' } })).status).toBe(206)
    for (const file of ['es.vtt', 'eu', 'eu.srt', '%2e%2e.vtt'])
      expect((await fetch(new URL(`${link}/captions/${film}/${file}`, baseUrl))).status, file).toBe(404)
    const withdrawal = { versionId: await mara.versionOf(film), transition: 'withdraw' }
    expect((await mara.post(`/library/assets/${film}/review`, withdrawal)).status).toBe(200)
    expect((await fetch(address)).status).toBe(404)
    expect((await fetch(new URL(`/p/press/captions/${film}/eu.vtt`, baseUrl))).status).toBe(404)
    expect((await mara.ask(`/library/assets/${film}/captions/eu.vtt`)).status).toBe(200)
  })
})

/** Expects the caption at its time, and not after it. */
async function showsCaption(page: Page): Promise<void> {
  const caption = page.locator('.film-captions').getByText('Kaixo, mundua')
  const seek = (seconds: number) =>
    page.locator('video').evaluate((video: HTMLVideoElement, time) => {
      video.currentTime = time
    }, seconds)
  await page.locator('.film-captions').waitFor({ state: 'attached' })
  await expect
    .poll(async () => {
      await seek(0.5)
      return caption.isVisible()
    })
    .toBe(true)
  await seek(0.9)
  await caption.waitFor({ state: 'detached' })
}

function cookieOf(staff: Staff) {
  const [name = '', value = ''] = staff.headers.cookie.split('=')
  return { name, value, url: baseUrl }
}
