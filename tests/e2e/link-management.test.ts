import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { expectAccessible, openWindow, signIn, signInOnly } from '#tests/support/visitor'

const { baseUrl } = sharedProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

/** Creates a share of a demo collection as Mara; returns its address and the path of its management page. */
async function makeLink(title: string): Promise<{ address: string; manage: string }> {
  const mara = await openStaff(baseUrl, 'mara')
  const collectionId = /\/collections\/([0-9a-f-]{36})"/.exec(await (await mara.ask('/collections')).text())![1]!
  const terms = { title, zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'web', zipAllowed: 'on', collectionId }
  const made = await (await mara.post('/shares/new', terms)).text()
  const path = /\/s\/vt_[A-Za-z0-9_-]{22}/.exec(made)![0]
  return { address: new URL(path, baseUrl).href, manage: /\/shares\/[0-9a-f-]{36}/.exec(made)![0] }
}

test('the address of a share is copied from the list and from its page, with an audit event each', async () => {
  const { address, manage } = await makeLink('Copied again')
  const { page, context, complaints } = await openWindow(browser, baseUrl, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await signIn(page, 'mara')
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await page.goto('/shares')
  const row = page.getByRole('row', { name: /Copied again/ })
  await row.getByRole('button', { name: 'Copy address' }).click()
  await row.getByText('Copied', { exact: true }).waitFor()
  expect(await copied()).toBe(address)
  await expectAccessible(page)

  await page.evaluate(() => navigator.clipboard.writeText('something else'))
  await page.goto(manage)
  await page.getByRole('button', { name: 'Copy address' }).click()
  await page.getByText('Copied', { exact: true }).waitFor()
  expect(await copied()).toBe(address)
  expect(await page.content(), 'the page itself does not hold it').not.toContain(new URL(address).pathname)
  expect(complaints).toEqual([])

  const ander = await openStaff(baseUrl, 'ander')
  const audit = await (await ander.ask(`/admin/audit?type=share.address_copied&actor=Mara`)).text()
  expect(audit.split('Copied again').length - 1).toBeGreaterThanOrEqual(2)
  const iker = await openStaff(baseUrl, 'iker')
  expect((await iker.post(`${manage}/address`, {})).status).toBe(403)
  await context.close()
})

test('revoking a share names the consequences and requires a confirmation', async () => {
  const { address, manage } = await makeLink('To be revoked')
  const { page, context, complaints } = await openWindow(browser, baseUrl)
  await signInOnly(page, 'mara')
  await page.goto(manage)
  await page.getByRole('button', { name: 'Revoke …' }).click()
  const question = page.getByRole('alertdialog', { name: 'Revoke “To be revoked”?' })
  await question.getByText(/^Everyone who has the address loses \d+ files at once/).waitFor()
  await question.getByText('Nothing was downloaded through it so far.').waitFor()
  await question.getByText(/^This cannot be undone/).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  expect(await question.count()).toBe(0)
  expect((await fetch(address)).status).toBe(200)

  await page.getByRole('button', { name: 'Revoke …' }).click()
  await question.getByRole('button', { name: 'Revoke link' }).click()
  await page.getByText('Revoked. The next request is refused.').waitFor()
  expect((await fetch(address)).status).toBe(410)
  expect(complaints).toEqual([])
  await context.close()
})

test('a new share gets the branding of the first published portal, and unpublished portals are not offered', async () => {
  const mara = await openStaff(baseUrl, 'mara')
  const made = await mara.post('/portals', { name: 'Aardvark, in the making', slug: 'aardvark' })
  expect(made.status).toBe(302)
  const { page, context } = await openWindow(browser, baseUrl)
  await signIn(page, 'mara')
  await page.goto('/library')
  const asset = await page.locator('a[href^="/library/assets/"]').first().getAttribute('href')
  await page.goto(`/shares/new?assets=${asset!.split('/').at(-1)}`)
  const look = page.getByLabel('Look')
  expect(await look.locator('option:checked').innerText()).toBe('Visit Mendialde')
  expect(await look.locator('option').allInnerTexts()).not.toContain('Aardvark, in the making')
  await context.close()
})

test.each([
  ['an unknown asset', '/library/assets/00000000-0000-7000-8000-000000000000', 404],
  ['an unknown address', '/shares/one/two/three', 404],
  ['a page for another role', '/admin/audit', 403],
])('%s shows an error page with the staff navigation', async (_, path, status) => {
  const { page, context } = await openWindow(browser, baseUrl)
  await signIn(page, 'iker')
  expect((await page.goto(path))?.status()).toBe(status)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expectAccessible(page)
  expect(await page.locator('main').innerText(), 'no status code').not.toContain(String(status))
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Library' }).click()
  await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
  await context.close()
})

test.each(['/p/press/c/nothing', '/p/press/a/00000000-0000-7000-8000-000000000000', '/p/press/neither/this'])(
  'the unknown address %s shows an error page with the navigation of the portal',
  async (path) => {
    for (const options of [{}, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } }]) {
      const { page, context } = await openWindow(browser, baseUrl, options)
      expect((await page.goto(path))?.status()).toBe(404)
      await page.getByRole('heading', { level: 1, name: 'Nothing here' }).waitFor()
      expect(await page.locator('body').innerText(), 'no status code').not.toContain('404')
      await page.getByRole('link', { name: 'press@visit-mendialde.example' }).waitFor()
      if (!('javaScriptEnabled' in options)) await expectAccessible(page)
      await page.getByRole('link', { name: 'Autumn press kit' }).click()
      await page.getByRole('heading', { level: 1, name: 'Autumn press kit' }).waitFor()
      await context.close()
    }
  },
)
