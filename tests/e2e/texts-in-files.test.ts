import exifr from 'exifr'
import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { jpegWith, packet, xmpSegment } from '#tests/support/metadata-blocks'
import { openStaff, type Staff } from '#tests/support/staff'
import { openWindow, signInOnly } from '#tests/support/visitor'
import { zipEntries } from '#tests/support/zip-entries'

const { baseUrl } = sharedProduct()
const PERSON =
  '<e:PersonInImage xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><rdf:Bag><rdf:li>Ane Etxeberria</rdf:li></rdf:Bag></e:PersonInImage>'
let browser: Browser
let [iker, mara] = [] as unknown as [Staff, Staff]
let bytes: Buffer
let assetId: string
beforeAll(async () => {
  browser = await openBrowser()
  iker = await openStaff(baseUrl, 'iker')
  mara = await openStaff(baseUrl, 'mara')
  bytes = await jpegWith(xmpSegment(packet(`${PERSON}<photoshop:Credit>who knows</photoshop:Credit>`)))
  const address = await iker.begin('harbour at noon.jpg', bytes.length)
  await iker.send(address, 0, new Uint8Array(bytes))
  assetId = (await iker.settled(address)).assetId!
  await iker.describe(assetId, 'The harbour')
  await mara.approve(assetId)
})
afterAll(() => closeWindows(browser))

const share = async (embeds: string): Promise<string> => {
  const terms = { title: 'A test', zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'original', zipAllowed: 'on' }
  const page = await (await mara.post('/shares/new', { ...terms, embeds, embedLanguage: '', assets: assetId })).text()
  return new URL(/\/s\/vt_[A-Za-z0-9_-]{22}/.exec(page)![0], baseUrl).href
}
/** The bytes of a file or kit once it is made; a page says meanwhile that it is being made. */
async function read(url: string): Promise<Buffer> {
  let file = Buffer.alloc(0)
  await vi.waitFor(
    async () => {
      const answer = await fetch(url)
      expect(answer.status).toBe(200)
      file = Buffer.from(await answer.arrayBuffer())
      expect(answer.headers.get('content-length')).toBe(String(file.length))
    },
    { timeout: 150_000, interval: 200 },
  )
  return file
}
const titleIn = async (file: Buffer): Promise<unknown> => {
  const { title } = await exifr.parse(file, { xmp: true })
  return Array.isArray(title) ? title[0].value : (title?.value ?? title)
}

test('a link that carries all approved texts delivers them, alone and in a kit, and a correction in the next download', async () => {
  const link = await share('all')
  const alone = await read(`${link}/download/${assetId}/original`)
  expect(await titleIn(alone)).toBe('The harbour')
  expect((await sharp(alone).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer())).toBe(true)
  expect(
    zipEntries(await read(`${link}/kit.zip`))
      .get('harbour at noon.jpg')!
      .equals(alone),
  ).toBe(true)
  await iker.word(assetId, 'The old harbour')
  expect(await titleIn(await read(`${link}/download/${assetId}/original`))).toBe('The old harbour')
  const kit = zipEntries(await read(`${link}/kit.zip`)).get('harbour at noon.jpg')!
  expect(await titleIn(kit)).toBe('The old harbour')
})

test('a link without texts delivers none, and one with the credit alone the file as it is', async () => {
  const none = await read(`${await share('none')}/download/${assetId}/original`)
  expect(none.toString('latin1')).not.toMatch(/harbour|Etxeberria|who knows/)
  const plain = await read(`${await share('credit')}/download/${assetId}/original`)
  expect(plain.equals(bytes)).toBe(true)
})

test.each([
  ['a desktop', {}],
  ['a phone', { viewport: { width: 390, height: 844 } }],
])('an editor sees what the file says on %s', async (_, options) => {
  const { page, complaints, expectSound, context } = await openWindow(browser, baseUrl, options)
  await signInOnly(page, 'iker')
  await page.goto(`/library/assets/${assetId}`)
  await page.getByRole('link', { name: 'Tags in the file' }).click()
  await page.getByRole('heading', { name: 'Tags in the file', level: 1 }).waitFor()
  expect(await page.getByRole('row', { name: /Person Shown in the Image/ }).textContent()).toContain('Ane Etxeberria')
  await page.locator('summary', { hasText: 'XMP-photoshop' }).click()
  await page.getByRole('rowheader', { name: 'Credit', exact: true }).waitFor()
  await expectSound()
  expect(complaints).toEqual([])
  await context.close()
})

test('an editor chooses for a link which texts its files carry, in which language', async () => {
  const { page, complaints, expectSound, context } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'mara')
  await page.goto(`/shares/new?assets=${assetId}`)
  await page.getByLabel('All approved texts').check()
  await page.getByLabel('Language of the texts').selectOption({ label: 'Español' })
  await expectSound()
  expect(complaints).toEqual([])
  await context.close()
})
