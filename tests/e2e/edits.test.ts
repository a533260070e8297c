import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { until } from '#tests/support/until'
import { openWindow, saved, signIn, signInOnly } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
let mara: Staff
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
})
afterAll(() => closeWindows(browser))

const COLOURS = { red: '#ff0000', green: '#00ff00', blue: '#0000ff', white: '#ffffff' }

/** A picture of 800 × 400 pixels in four quarters: red and green above blue and white. */
const quarters = (name: string): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><rect width="400" height="200" fill="red"/>
        <rect x="400" width="400" height="200" fill="lime"/><rect y="200" width="400" height="200" fill="blue"/>
        <rect x="400" y="200" width="400" height="200" fill="white"/></svg>`,
    ),
  )
    .withExif({ IFD0: { Software: name } })
    .jpeg({ quality: 95 })
    .toBuffer()

/** The size of a picture and the names of the colours near its corners. */
async function seen(bytes: Buffer) {
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const hex = [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)]
      .map((value) => (value > 127 ? 'ff' : '00'))
      .join('')
    return Object.entries(COLOURS).find(([, colour]) => colour === `#${hex}`)?.[0] ?? hex
  }
  const [right, bottom] = [info.width - 4, info.height - 4]
  return { size: [info.width, info.height], corners: [at(3, 3), at(right, 3), at(3, bottom), at(right, bottom)] }
}

const bytesOf = async (url: string): Promise<Buffer> => {
  const answer = await until(async () => {
    const asked = await mara.ask(url)
    return asked.status === 200 ? asked : undefined
  })
  return Buffer.from(await answer.arrayBuffer())
}

test('an editor drags a crop and turns it, the form that leaves shows it, and the original does not', async () => {
  const original = await quarters('pointer')
  const assetId = await mara.ingest('pointer.jpg', original)
  const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'iker')
  await page.goto(`/library/assets/${assetId}`)
  await page.getByRole('link', { name: 'Edit picture' }).click()
  await page.getByText('The original is delivered without these edits.').waitFor()
  const picture = page.getByAltText('The picture before it is cropped')
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.edit-canvas img')?.complete)
  await picture.scrollIntoViewIfNeeded()
  const box = (await picture.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  // The left edge is dragged to the middle, then a click on the white quarter places the focal point.
  await page.mouse.move(box.x + 4, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 4, box.y + box.height / 2, { steps: 4 })
  await page.mouse.up()
  await page.mouse.click(box.x + box.width * 0.75, box.y + box.height * 0.75)
  expect(Math.abs(Number(await page.getByLabel('Width', { exact: true }).inputValue()) - 50)).toBeLessThan(1)
  await page.getByRole('button', { name: 'Turn right' }).click()
  expect(Number(await page.getByLabel('From the left', { exact: true }).last().inputValue())).toBeLessThan(30)
  await expectSound()
  await page.getByRole('button', { name: 'Save edit' }).click()
  await page.getByText(/^Saved/).waitFor()
  const result = page.getByAltText('The edited picture')
  await until(
    async () =>
      (await result.evaluate((image: HTMLImageElement) => image.naturalWidth < image.naturalHeight * 1.2)) || undefined,
  )
  await page.getByRole('link', { name: 'Back to the asset' }).click()
  await page.getByText('The picture of this version is edited.').waitFor()
  const versionId = await mara.versionOf(assetId)
  const web = await seen(await bytesOf(`/library/download/${versionId}/web`))
  expect(web.corners).toEqual(['white', 'green', 'white', 'green'])
  expect((await bytesOf(`/library/download/${versionId}/original`)).equals(original)).toBe(true)
  await page.getByText('Another size').click()
  await page.getByLabel('Shape').selectOption('4:5')
  await page.getByLabel('Width').fill('160')
  await page.getByLabel('Format', { exact: true }).selectOption('png')
  const own = await saved(page, () => page.getByRole('button', { name: 'Download', exact: true }).click())
  expect((await seen(own.bytes)).size).toEqual([160, 200])
  expect(complaints).toEqual([])
  await context.close()
})

test('without scripts an editor types an edit of an approved picture, which stays public until its draft is approved', async () => {
  const assetId = await mara.ingest('typed.jpg', await quarters('typed'))
  await mara.word(assetId, 'Typed')
  await mara.approve(assetId)
  await mara.collect('Autumn press kit', assetId)
  const { page, complaints, context, expectSound } = await openWindow(browser, baseUrl, { javaScriptEnabled: false })
  await signIn(page, 'iker')
  for (const query of ['left=NaN', 'straighten=91', 'turns=7', 'left=60&width=50', 'width=0', 'gamma=1e999', 'x=1'])
    expect((await mara.ask(`/library/assets/${assetId}/edit/preview?${query}`)).status, query).toBe(404)
  await page.goto(`/library/assets/${assetId}/edit`)
  await page.getByText(/Saving makes a new draft/).waitFor()
  await page.getByLabel('Width', { exact: true }).fill('50')
  await page.getByLabel('From the left').last().fill('100')
  await page.getByLabel('From the top').last().fill('50')
  await page.getByRole('button', { name: 'Show preview' }).click()
  const result = page.getByAltText('The edited picture')
  await until(
    async () =>
      (await result.evaluate((image: HTMLImageElement) => image.naturalWidth === image.naturalHeight)) || undefined,
  )
  await page.getByLabel('Width', { exact: true }).fill('250')
  await page.getByRole('button', { name: 'Save edit' }).click()
  await page.locator('[aria-invalid]').first().waitFor()
  await page.getByLabel('Width', { exact: true }).fill('75')
  await page.getByRole('button', { name: 'Save edit' }).click()
  await page.getByText(/^Last edited by Iker/).waitFor()
  await expectSound()
  const approved = async () => seen(await bytesOf(`/p/press/size/${assetId}/square-1080`))
  expect((await approved()).corners.length).toBe(4)
  const before = await seen(await bytesOf(`/p/press/download/${assetId}/web`))
  expect(before.size).toEqual([800, 400])
  const versionId = await mara.versionOf(assetId)
  expect((await seen(await bytesOf(`/library/download/${versionId}/web`))).size).toEqual([600, 400])
  await mara.approve(assetId)
  const after = await seen(await bytesOf(`/p/press/download/${assetId}/web`))
  expect(after.size).toEqual([600, 400])
  // The focal point lies in the white quarter, at the end of what is left.
  const square = await approved()
  expect([square.size, square.corners.slice(1)]).toEqual([
    [400, 400],
    ['green', 'blue', 'white'],
  ])
  expect(complaints).toEqual([])
  await context.close()
})
