import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { expectAccessible, openWindow, signInOnly } from '#tests/support/visitor'
import { sha256Hex } from '~/platform/ids.server'

const { baseUrl, links } = sharedProduct()
let browser: Browser
let iker: Staff
let assetId: string
beforeAll(async () => {
  browser = await openBrowser()
  iker = await openStaff(baseUrl, 'iker')
  assetId = await iker.ingest('harbour-at-noon.jpg', await photo('#335577'))
}, 300_000)
afterAll(() => closeWindows(browser))

const photo = (background: string) =>
  sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .jpeg()
    .toBuffer()

async function openAs(who: 'iker' | 'mara' | 'nerea', path: string, options: { javaScriptEnabled?: boolean } = {}) {
  const opened = await openWindow(browser, baseUrl, options)
  await signInOnly(opened.page, who)
  await opened.page.goto(path)
  return opened
}
const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id)
const thread = (page: Page, number: number) => page.locator(`#annotation-${number}`)

test('a manager places markers by keyboard and pointer, an editor answers without scripts, and a new version has them to be checked again', async () => {
  await expect.poll(async () => (await iker.ask(`/library/assets/${assetId}`)).text()).toContain('/preview"')
  const mara = await openAs('mara', `/review/${assetId}`)
  const { page, complaints } = mara
  await page.getByText('Nobody has remarked anything yet.').waitFor()
  await page.keyboard.press('w')
  await page.keyboard.press('Escape')
  await expect.poll(() => focusedId(page)).toBe('annotation-begin')
  await page.keyboard.press('w')
  await expect.poll(() => page.locator('.marker-draft:focus').count()).toBe(1)
  for (let n = 0; n < 10; n++) await page.keyboard.press('ArrowLeft')
  await page.getByText('40% from the left, 50% from the top').waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Comment' }).waitFor()
  await page.keyboard.type('Too dark here, @ik')
  await page.getByRole('option', { name: 'Iker Zabala' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('<b>')
  await page.keyboard.press('Control+Enter')
  await thread(page, 1).getByText('Too dark here, @Iker Zabala <b>', { exact: true }).waitFor()
  await expect.poll(() => focusedId(page)).toBe('annotation-1')

  await page.getByRole('button', { name: 'Add a marker' }).click()
  const picture = (await page.locator('.media-over').boundingBox())!
  const at = (x: number, y: number) => [picture.x + picture.width * x, picture.y + picture.height * y] as const
  await page.mouse.move(...at(0.1, 0.1))
  await page.mouse.down()
  await page.mouse.move(...at(0.3, 0.4), { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('Please fill this in').or(page.locator('.field-error')).first().waitFor()
  await page.getByRole('textbox', { name: 'Comment' }).fill('Crop this')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await thread(page, 2).waitFor()
  expect(await page.getByRole('link', { name: /^Annotation \d, open/ }).allTextContents()).toEqual(['1', '2'])
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Resolve annotation 2' }).click()
  await page.getByRole('button', { name: 'Open annotation 2 again' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Open again')

  const plain = await openAs('iker', `/library/assets/${assetId}`, { javaScriptEnabled: false })
  await thread(plain.page, 1).locator('.annotation-reply > summary').click()
  await thread(plain.page, 1).getByRole('button', { name: 'Send' }).click()
  await plain.page.locator('.field-error').waitFor()
  await thread(plain.page, 1).getByRole('textbox', { name: 'Answer' }).fill('A lighter one comes')
  await thread(plain.page, 1).getByRole('button', { name: 'Send' }).click()
  await plain.page.waitForURL(/#annotation-1$/)
  await thread(plain.page, 1).getByRole('paragraph').filter({ hasText: 'A lighter one comes' }).waitFor()
  await plain.page.getByRole('button', { name: 'Open annotation 2 again' }).click()
  await plain.page.getByRole('button', { name: 'Resolve annotation 2' }).waitFor()

  const bytes = await photo('#88aacc')
  const address = await iker.begin('harbour-lighter.jpg', bytes.length, assetId)
  await iker.send(address, 0, new Uint8Array(bytes))
  await iker.settled(address)
  await page.goto(`/library/assets/${assetId}#annotation-2`)
  await expect.poll(() => focusedId(page)).toBe('annotation-2')
  await page.getByRole('button', { name: 'Annotation 1 still applies' }).click()
  await expect.poll(() => thread(page, 1).getByText('check again').count()).toBe(0)
  expect(await thread(page, 2).getByText('check again').count()).toBe(1)
  await expectAccessible(page)
  expect(complaints).toEqual([])
}, 180_000)

test('outsiders and viewers get the same bytes whatever is annotated', async () => {
  const landing = await (await fetch(new URL(links.open, baseUrl))).text()
  const shared = /\/a\/([0-9a-f-]{36})/.exec(landing)![1]!
  const asked = [links.open, `${links.open}/a/${shared}`, `${links.open}/download/${shared}/web`]
  const nerea = await openStaff(baseUrl, 'nerea')
  // A page has a nonce of its own for each request.
  const digestOf = async (answer: Response) =>
    sha256Hex(
      Buffer.from(await answer.arrayBuffer())
        .toString('latin1')
        .replace(/nonce=\\?"[^"]+"/g, ''),
    )
  const bytesOf = async () => [
    ...(await Promise.all(asked.map(async (path) => digestOf(await fetch(new URL(path, baseUrl)))))),
    await digestOf(await nerea.ask(`/library/assets/${shared}`)),
  ]
  const before = await bytesOf()
  const page = await (await iker.ask(`/library/assets/${shared}`)).text()
  const versionId = /name="versionId" value="([0-9a-f-]{36})"/.exec(page)![1]!
  const added = await iker.post(`/library/assets/${shared}/annotations`, {
    ...{ intent: 'add', versionId, kind: 'point', x: '0.5', y: '0.5', text: 'Xylograph', from: 'asset' },
  })
  expect(added.headers.get('location')).toMatch(/#annotation-\d+$/)
  expect(await (await iker.ask(`/library/assets/${shared}`)).text()).toContain('Xylograph')
  expect(await bytesOf()).toEqual(before)
  expect((await nerea.ask(`/library/assets/${shared}/annotations`)).status).toBe(403)
})
