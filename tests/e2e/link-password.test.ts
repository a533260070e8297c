import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { expectAccessible, openWindow } from '#tests/support/visitor'
import { zipEntries } from '#tests/support/zip-entries'
import { sha256Hex } from '~/platform/ids.server'

const { baseUrl } = sharedProduct()
const DOCUMENTS = ['README.txt', 'CREDITS.csv', 'LICENCES.txt', 'MANIFEST.json']
const PASSWORD = 'a word for two'
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

/** Creates a share with a password, so that guesses of other tests do not count here; returns its path. */
async function makeLink(): Promise<string> {
  const mara = await openStaff(baseUrl, 'mara')
  const collections = (await (await mara.ask('/collections')).text())
    .split('<li')
    .find((row) => row.includes('Autumn press'))!
  const collectionId = /\/collections\/([0-9a-f-]{36})"/.exec(collections)![1]!
  const terms = { title: 'For two', zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'web', zipAllowed: 'on' }
  const made = await mara.post('/shares/new', { ...terms, collectionId, password: PASSWORD })
  return /\/s\/vt_[A-Za-z0-9_-]{22}/.exec(await made.text())![0]
}

async function give(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}

/** Posts a password by fetch, from the network that all these tests share. */
const guess = (link: string, password: string) =>
  fetch(`${baseUrl}${link}/unlock`, {
    ...{ method: 'POST', redirect: 'manual', headers: { origin: new URL(baseUrl).origin } },
    body: new URLSearchParams({ password }),
  })

/** Posts wrong passwords until the delay is at least `seconds`. */
async function guessUntilWaiting(link: string, seconds: number): Promise<void> {
  for (;;) {
    const refused = await guess(link, 'wrong again')
    expect([422, 429]).toContain(refused.status)
    if (refused.status === 422) continue
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThanOrEqual(1)
    if (wait >= seconds) return
    await sleep(wait * 1000)
  }
}

const windows: [string, BrowserContextOptions][] = [
  ['a browser with JavaScript', {}],
  ['a browser without JavaScript', { javaScriptEnabled: false }],
  ['a phone with JavaScript', { viewport: { width: 390, height: 844 } }],
  ['a phone without JavaScript', { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }],
]

describe.each(windows)('in %s a share with a password', (_, options) => {
  test('refuses a wrong password with a reason, opens with the right one and delivers a file and the kit', async () => {
    const link = await makeLink()
    const { page, context, complaints } = await openWindow(browser, baseUrl, options)
    await page.goto(link)
    await give(page, 'not this one')
    await page.getByText('This password does not fit.').first().waitFor()
    if (options.javaScriptEnabled !== false) await expectAccessible(page)
    for (const locked of ['kit.zip', 'kit.zip?q=kind:photo', 'suggestions?q=aizkorri'])
      expect((await context.request.get(`${link}/${locked}`)).status(), locked).toBe(403)
    await page.goto(`${link}/search?q=kind:photo`)
    expect(new URL(page.url()).pathname).toBe(link)

    await give(page, PASSWORD)
    await page.getByRole('heading', { level: 1, name: 'For two' }).waitFor()
    expect(new URL(page.url()).pathname).toBe(link)
    expect(await page.getByLabel('Password', { exact: true }).count()).toBe(0)

    // With the cookies of the browser, at the addresses that the pages link to.
    const zip = await context.request.get(`${link}/kit.zip`)
    expect(zip.status()).toBe(200)
    const entries = zipEntries(await zip.body())
    const { files } = JSON.parse(entries.get('MANIFEST.json')!.toString()) as {
      files: { name: string; sha256: string }[]
    }
    expect(files.length).toBeGreaterThan(2)
    for (const { name, sha256 } of files) expect(sha256Hex(entries.get(name)!), name).toBe(sha256)
    await page.goto(`${link}/search?q=kind:photo`)
    await page.getByRole('heading', { level: 1, name: 'Search in “For two”' }).waitFor()
    const form = page.locator('form.kit')
    expect(await form.locator('input[name=q]').getAttribute('value')).toBe('kind:photo')
    const shown = await form.locator('.shot').count()
    const part = await context.request.get(`${link}/kit.zip?q=kind:photo`)
    expect([...zipEntries(await part.body()).keys()].filter((name) => !DOCUMENTS.includes(name))).toHaveLength(shown)
    expect((await context.request.get(`${link}/suggestions?q=ai`)).status()).toBe(200)
    await page.goto((await page.locator(`a[href^="${link}/a/"]`).first().getAttribute('href'))!)
    const href = await page.locator(`a[href^="${link}/download/"]`).first().getAttribute('href')
    const file = await context.request.get(href!)
    expect(file.status()).toBe(200)
    expect(`"${sha256Hex(await file.body())}"`).toBe(file.headers().etag)
    expect(complaints).toEqual([])
    await context.close()
  })
})

// Side by side, since both wait for half a minute.
test.concurrent.each([windows[0]!, windows[3]!])(
  'in %s wrong passwords of a share cause a delay shown on the page, after which the right one opens it',
  async (_, options) => {
    const link = await makeLink()
    const scripted = options.javaScriptEnabled !== false
    const { page, context, complaints } = await openWindow(browser, baseUrl, options)
    await page.goto(link)
    await guessUntilWaiting(link, 12)
    await give(page, PASSWORD)
    const wait = page.getByText(/^You can try again in \d+ seconds?\.$/)
    await wait.waitFor()
    const open = page.getByRole('button', { name: 'Open', exact: true })
    // Disabled once the scripts of the new document run. Without scripts nothing would enable it again: the server refuses.
    await expect.poll(() => open.isDisabled()).toBe(scripted)
    if (scripted) {
      await page.getByText('You can try again now.').waitFor()
      expect(await open.isEnabled()).toBe(true)
      expect(await wait.count()).toBe(0)
      await expectAccessible(page)
      await give(page, PASSWORD)
    } else {
      const opened = async () => {
        await give(page, PASSWORD)
        return (await wait.count()) === 0
      }
      await expect.poll(opened, { timeout: 60_000, interval: 2000 }).toBe(true)
    }
    await page.getByRole('heading', { level: 1, name: 'For two' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  },
)

test('a browser that has opened a share before is not delayed by wrong passwords from its network', async () => {
  const link = await makeLink()
  const { page, context } = await openWindow(browser, baseUrl)
  await page.goto(link)
  await give(page, PASSWORD)
  await page.getByRole('heading', { level: 1, name: 'For two' }).waitFor()
  await context.clearCookies({ name: 'vitrine-unlock' })
  await guessUntilWaiting(link, 6)
  const stranger = await guess(link, PASSWORD)
  expect(stranger.status).toBe(429)
  const wait = Number(stranger.headers.get('retry-after'))
  expect(wait).toBeGreaterThanOrEqual(1)
  expect(wait).toBeLessThanOrEqual(30)
  await page.goto(link)
  await give(page, PASSWORD)
  await page.getByRole('heading', { level: 1, name: 'For two' }).waitFor()
  await context.close()
})

test('a share with a password redirects from an address in capitals to its own', async () => {
  const link = await makeLink()
  const { page, context } = await openWindow(browser, baseUrl)
  await page.goto(`${link.replace('/s/', '/S/')}?lng=de`)
  expect(new URL(page.url()).pathname).toBe(link)
  await page.goto(link)
  await page.getByRole('heading', { level: 1, name: 'Dieser Link ist geschützt' }).waitFor()
  await context.close()
})

test('the unlock cookie is sent with all requests of its share and does not open another share', async () => {
  const [mine, other] = [await makeLink(), await makeLink()]
  const { page, context } = await openWindow(browser, baseUrl)
  await page.goto(mine)
  await give(page, PASSWORD)
  await page.getByRole('heading', { level: 1, name: 'For two' }).waitFor()
  const proofs = async (address: string) =>
    (await context.cookies(baseUrl + address)).filter(({ name }) => name === 'vitrine-unlock')
  for (const address of [mine, `${mine}/`, `${mine}.data`, `${mine}/unlock.data`, `${mine}/kit.zip`])
    expect(await proofs(address), address).toHaveLength(1)
  for (const address of [other, `${other}.data`, `${mine}x`, '/', '/p/press', '/library'])
    expect(await context.cookies(baseUrl + address), address).toEqual([])
  const [cookie] = await proofs(mine)
  const copy = { cookie: `${cookie!.name}=${cookie!.value}` }
  expect((await fetch(`${baseUrl}${mine}/kit.zip`, { method: 'HEAD', headers: copy })).status).toBe(200)
  expect((await fetch(`${baseUrl}${other}/kit.zip`, { method: 'HEAD', headers: copy })).status).toBe(403)
  expect(await (await fetch(`${baseUrl}${other}.data`, { headers: copy })).text()).not.toContain('For two')
  await context.close()
})
