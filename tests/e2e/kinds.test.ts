import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { testFile } from '#tests/support/corpus'
import { demoProduct } from '#tests/support/demo-product'
import { installed } from '#tests/support/installed'
import { madePdf } from '#tests/support/made-pdf'
import { openStaff, type Staff } from '#tests/support/staff'
import { until } from '#tests/support/until'
import { openWindow, saved, signInOnly, WAYS } from '#tests/support/visitor'

const KIT = 'Autumn press kit'
const { baseUrl } = await demoProduct()
let browser: Browser
let mara: Staff
let folder: string
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-kinds-'))
})
afterAll(async () => {
  await closeWindows(browser)
  await rm(folder, { recursive: true, force: true })
})

/** Takes a file in, approves it and puts it into the press kit; resolves when its form for the web is made, and its page shows what it must. */
async function published(name: string, bytes: Buffer, shown?: RegExp): Promise<string> {
  const assetId = await mara.ingest(name, bytes)
  await mara.approve(assetId)
  await mara.collect(KIT, assetId)
  const address = `${baseUrl}/p/press/download/${assetId}/web`
  const status = async () => (await fetch(address, { method: 'HEAD' })).status
  await vi.waitFor(async () => expect(await status()).toBe(200), { timeout: 120_000, interval: 250 })
  // The viewer has forms of its own, which are made after that for the web.
  const page = async () => (await fetch(`${baseUrl}/p/press/a/${assetId}`)).text()
  if (shown) await until(async () => shown.test(await page()))
  return assetId
}

const expectNoComplaints = (complaints: string[]) => expect(complaints).toEqual([])

describe.skipIf(!installed('pdftoppm', 'gs'))('a brochure in a portal', () => {
  let brochure: string
  beforeAll(async () => {
    brochure = await published('leaflet.pdf', await readFile(testFile('leaflet.pdf')), /viewer-cover"><img/)
  })

  test.each(WAYS)('is read and downloaded %s', async (_, options) => {
    const { page, context, complaints, expectSound } = await openWindow(browser, baseUrl, options)
    await page.goto(`/p/press/a/${brochure}`)
    await page.getByRole('heading', { level: 1, name: 'leaflet' }).waitFor()
    if (options.javaScriptEnabled) {
      await page.getByRole('button', { name: 'Read here' }).click()
      // The text layer is there to be selected and searched.
      await page.locator('.pdf-text').getByText('A leaflet of one page').waitFor()
      await page.getByRole('button', { name: 'Search in the document' }).click()
      await page.getByRole('searchbox', { name: 'Search in the document' }).fill('leaflet')
      await page.getByText('1 of 1', { exact: true }).waitFor()
      await expectSound()
    } else {
      const address = await page.getByRole('link', { name: 'Open the PDF' }).getAttribute('href')
      const answer = await fetch(new URL(address!, baseUrl))
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-')
    }
    const { name, bytes } = await saved(page, () =>
      page.getByRole('link', { name: /^Download\s*: PDF in screen quality/ }).click(),
    )
    expect(name).toBe('leaflet-web.pdf')
    expect(bytes.toString('latin1', 0, 5)).toBe('%PDF-')
    expect(bytes.includes('Visit Mendialde'), 'the credit is in the file').toBe(true)
    expectNoComplaints(complaints)
    await context.close()
  })
})

describe.skipIf(!installed('pdftoppm', 'pdftotext', 'gs'))('a brochure of three pages in a portal', () => {
  let brochure: string
  beforeAll(async () => {
    brochure = await published('guide.pdf', madePdf([['The coast'], ['The hills'], ['How to get there']]), /of 3/)
  })

  test.each(WAYS)('leaves as a picture of its third page and as its text %s', async (_, options) => {
    const { page, context, complaints, expectSound } = await openWindow(browser, baseUrl, options)
    await page.goto(`/p/press/a/${brochure}`)
    const size = page.getByRole('listitem').filter({ hasText: 'Page as JPEG, 2000 px' })
    await size.getByText('of 3', { exact: true }).waitFor()
    await expectSound()
    await size.getByRole('spinbutton', { name: 'Page' }).fill('3')
    const third = await saved(page, () => size.getByRole('button', { name: 'Download : Page as JPEG' }).click())
    expect(third.name).toBe('guide-page-jpeg-page-3.jpg')
    expect(await sharp(third.bytes).metadata()).toMatchObject({ format: 'jpeg', height: 2000 })
    await page.goto(`/p/press/a/${brochure}`)
    const text = await saved(page, () => page.getByRole('link', { name: /^Download\s*: Text/ }).click())
    expect(text.name).toBe('guide-text.txt')
    expect(text.bytes.toString()).toMatch(/The coast\s+The hills\s+How to get there/)
    expectNoComplaints(complaints)
    await context.close()
  })
})

test.skipIf(!installed('rsvg-convert', 'gs', 'pdfinfo'))(
  'a reseller with a link of originals takes a logo as a PDF that is still a drawing',
  async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90"><path d="M0 90 50 30l50 60z"/></svg>'
    const logo = await mara.ingest('crest.svg', Buffer.from(svg))
    await mara.describe(logo, 'Crest')
    await mara.approve(logo)
    const link = await mara.share(logo)
    const { page, context, complaints } = await openWindow(browser, baseUrl)
    await page.goto(`${link}/a/${logo}`)
    const taken = await saved(page, () => page.getByRole('link', { name: /^Download\s*: PDF, as a drawing/ }).click())
    expect(taken.name).toBe('crest-drawing-pdf.pdf')
    const file = path.join(folder, taken.name)
    await writeFile(file, taken.bytes)
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Page size:\s+120 x 67.5 pts/)
    expectNoComplaints(complaints)
    await context.close()
  },
)

describe.skipIf(!installed('ffmpeg'))('a film in a portal', () => {
  let film: string
  beforeAll(async () => {
    film = await published('film.mp4', await readFile(testFile('film.mp4')), /<video/)
  })
  const time = (page: Page) => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)

  test.each(WAYS)('is played and downloaded %s', async (_, options) => {
    const { page, context, complaints, expectSound } = await openWindow(browser, baseUrl, options)
    await page.goto(`/p/press/a/${film}`)
    if (options.javaScriptEnabled) {
      await page.getByRole('button', { name: 'Play' }).first().click()
      await expect.poll(() => time(page)).toBeGreaterThan(0)
      await expectSound()
    } else {
      const source = page.locator('video source').first()
      const answer = await fetch(new URL((await source.getAttribute('src'))!, baseUrl), {
        headers: { range: 'bytes=0-99' },
      })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([206, 'video/mp4'])
    }
    const { name, bytes } = await saved(page, () =>
      page.getByRole('link', { name: /^Download\s*: MP4, up to Full HD/ }).click(),
    )
    expect(name).toBe('film-web.mp4')
    expect(bytes.toString('latin1', 4, 8)).toBe('ftyp')
    expectNoComplaints(complaints)
    await context.close()
  })
})

/** An Illustrator file is a PDF; this one has a triangle on a corner of its page, and an art box around it (ISO 32000-1, 14.11.2). */
function artwork(): Buffer {
  const content = '0.1 0.4 0.3 rg 100 100 m 300 100 l 200 200 l f'
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /ArtBox [100 100 300 200] /Contents 4 0 R /Resources << >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.4\n${body}trailer << /Size 5 /Root 1 0 R >>\n%%EOF\n`)
}

test.skipIf(!installed('pdftocairo'))(
  'a logo made with Illustrator is taken as a PNG of 2,048 px with transparency',
  async () => {
    const logo = await published('hills.ai', artwork())
    const { page, context, complaints } = await openWindow(browser, baseUrl)
    await page.goto(`/p/press/a/${logo}`)
    const { name, bytes } = await saved(page, () =>
      page.getByRole('link', { name: /^Download\s*: For the web/ }).click(),
    )
    expect(name).toBe('hills-web.png')
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height, info.channels]).toEqual([2048, 1024, 4])
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)]
    expect(at(10, 10)[3], 'nothing is drawn beside the triangle').toBe(0)
    const [red = 0, green = 0, blue = 0, alpha] = at(1024, 900)
    for (const [channel, stated] of [
      [red, 25.5],
      [green, 102],
      [blue, 76.5],
    ] as const)
      expect(Math.abs(channel - stated)).toBeLessThan(2)
    expect(alpha).toBe(255)
    expectNoComplaints(complaints)
    await context.close()
  },
)

test.skipIf(!installed('heif-convert', 'heif-enc'))(
  'a HEIC of a phone is approved after it was seen, and its picture leaves without the original',
  async () => {
    const jpeg = path.join(folder, 'phone.jpg')
    await sharp({ create: { width: 800, height: 600, channels: 3, background: '#2f6b4f' } })
      .jpeg()
      .toFile(jpeg)
    const heic = path.join(folder, 'phone.heic')
    execFileSync('heif-enc', ['-q', '80', '-o', heic, jpeg], { stdio: 'ignore' })
    const iker = await openStaff(baseUrl, 'iker')
    const assetId = await iker.ingest('phone.heic', await readFile(heic))
    await iker.describe(assetId, 'Hills by phone')
    await iker.act('submit', [assetId])

    const { page, context, complaints } = await openWindow(browser, baseUrl)
    await signInOnly(page, 'mara')
    await page.goto(`/review/${assetId}`)
    const picture = page.getByRole('img', { name: 'Hills by phone' })
    await picture.waitFor({ timeout: 120_000 })
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800)
    await page.getByRole('button', { name: 'Approve' }).first().click()
    await mara.collect(KIT, assetId)
    const web = await fetch(`${baseUrl}/p/press/download/${assetId}/web`)
    expect(web.status).toBe(200)
    const { format, width, height } = await sharp(Buffer.from(await web.arrayBuffer())).metadata()
    expect([format, width, height]).toEqual(['jpeg', 800, 600])
    expectNoComplaints(complaints)
    await context.close()
  },
)
