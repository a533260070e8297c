import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alikePictures } from '#tests/support/alike-pictures'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'
import { until } from '#tests/support/until'
import { openWindow, signInOnly } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
let mara: Staff
beforeAll(async () => {
  browser = await openBrowser()
  mara = await openStaff(baseUrl, 'mara')
})
afterAll(() => closeWindows(browser))

const bytesOf = async (address: string) => {
  const answer = await fetch(new URL(address, baseUrl))
  return { status: answer.status, url: answer.url, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** Uploads and approves two pictures that look alike, and waits until they are found to be. */
async function alikeAssets(name: string): Promise<{ large: string; small: string }> {
  const { original, copy } = await alikePictures(name)
  const large = await mara.ingest(`${name}-large.jpg`, original)
  const small = await mara.ingest(`${name}-small.jpg`, copy)
  for (const id of [large, small]) await mara.approve(id)
  await until(async () => (await (await mara.ask(`/library/duplicates?asset=${small}`)).text()).includes(large))
  return { large, small }
}

test('two pictures that look alike are merged: the link of one delivers the other, until it is restored', async () => {
  const { large, small } = await alikeAssets('forest-stream')
  const link = await mara.share(small)
  const { page, context, complaints, expectSound } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'mara')
  await page.goto(`/library/assets/${small}`)
  await page.getByText('1 other file is the same or looks like this one.').waitFor()
  await page.getByRole('link', { name: 'Show', exact: true }).click()
  const group = page.getByRole('region', { name: 'Group 1' })
  await group.getByText('900 × ').waitFor()
  await expectSound()
  // The larger one is chosen to be kept.
  await group.getByRole('button', { name: 'Merge the others into it…' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Link “A test”' }).waitFor()
  await expectSound()
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.waitForURL(`**/library/assets/${large}`)

  const kept = await bytesOf(`${link}/download/${large}/original`)
  const former = await bytesOf(`${link}/download/${small}/original`)
  expect([kept.status, former.status]).toEqual([200, 200])
  expect(former.url).toContain(large)
  expect(former.bytes.equals(kept.bytes)).toBe(true)
  expect((await fetch(new URL(`${link}/a/${small}`, baseUrl))).url).toContain(`/a/${large}`)
  await page.goto(`/library/assets/${small}`)
  expect(page.url()).toContain(large)

  await page.getByRole('button', { name: /^Restore “/ }).click()
  await page.getByText('is a file of its own again').waitFor()
  await until(async () => (await bytesOf(`${link}/download/${small}/original`)).url.includes(small))
  expect((await bytesOf(`${link}/download/${large}/original`)).status).toBe(404)
  expect(complaints).toEqual([])
  await context.close()
})

test('a file that replaces another is put in its place where it is used, and that is undone', async () => {
  const { large, small } = await alikeAssets('bridge-cables')
  await mara.untilFound('bridge-cables-small', 1)
  const link = await mara.share(small)
  const { page, context, complaints, expectSound } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'mara')
  await page.goto(`/library/assets/${large}`)
  await page.getByRole('link', { name: 'Add relation' }).click()
  await page.getByRole('searchbox', { name: 'Search the library' }).fill('bridge-cables-small')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.waitForURL('**/relate?q=*')
  await page.getByRole('combobox').selectOption({ label: 'replaces' })
  await page.getByRole('radio', { name: /bridge cables small/i }).check()
  await expectSound()
  await page.getByRole('button', { name: 'Add relation' }).click()
  const relations = page.getByRole('region', { name: 'Relations' })
  await relations.getByRole('heading', { name: 'Replaces' }).waitFor()
  await relations.getByRole('link', { name: /small/i }).click()
  await page.getByRole('heading', { name: 'Replaced by' }).waitFor()
  await expectSound()

  await page.getByRole('link', { name: 'Swap where it is used…' }).click()
  await page.getByRole('checkbox', { name: 'Link “A test”' }).waitFor()
  await expectSound()
  await page.getByRole('button', { name: 'Swap in the chosen places' }).click()
  await page.getByText('took its place in 1 place.').waitFor()
  expect((await bytesOf(`${link}/download/${large}/original`)).status).toBe(200)
  expect((await bytesOf(`${link}/download/${small}/original`)).status).toBe(404)
  await page.getByRole('button', { name: 'Undo the swap' }).click()
  await page.getByText('The swap is undone.').waitFor()
  expect((await bytesOf(`${link}/download/${small}/original`)).status).toBe(200)

  await page.getByRole('button', { name: /^Remove relation to/ }).click()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.getByRole('heading', { name: 'Replaced by' }).waitFor()
  await page.goto('/library?related=replaces')
  expect(await page.getByRole('link', { name: /bridge-cables|Bridge cables/i }).count()).toBeGreaterThan(0)
  expect(complaints).toEqual([])
  await context.close()
})
