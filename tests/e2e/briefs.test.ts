import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'
import { expectAccessible, openWindow, signIn } from '#tests/support/visitor'

const { baseUrl } = sharedProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

test('an editor writes a brief by keyboard, loses nothing to an error, invites by a list, and closes it', async () => {
  const { page, context, complaints } = await openWindow(browser, baseUrl)
  await signIn(page, 'iker')
  await page.goto('/briefs/new')
  await page.getByRole('textbox', { name: /^How/ }).fill('Cables and sky')
  await page.getByRole('button', { name: 'Add an item' }).press('Enter')
  await page.keyboard.type('Market day')
  await page.getByRole('button', { name: 'Move up: Item 2' }).press('Enter')
  await page.getByRole('button', { name: 'Create brief' }).press('Enter')
  await page.getByRole('alert').getByText('Title · English').waitFor()
  await expectAccessible(page)
  await page.getByRole('alert').getByRole('link', { name: /^What/ }).press('Enter')
  await page.keyboard.type('A bridge')
  await page.getByRole('textbox', { name: 'Title · English' }).fill('Bridges <b>& markets</b>')
  await page.getByRole('checkbox', { name: 'Also an open link' }).press(' ')
  await page.getByRole('button', { name: 'Create brief' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Bridges <b>& markets</b>' }).waitFor()
  const slots = page.getByRole('region', { name: 'Shot list' }).getByRole('listitem')
  expect(await slots.locator('strong').allTextContents()).toEqual(['Market day', 'A bridge'])

  await page.getByRole('textbox', { name: 'Addresses' }).fill('Ane Goia <ane@foto.example>\nnobody\nANE@foto.example')
  await page.getByRole('button', { name: 'Check the list' }).press('Enter')
  await page.getByRole('heading', { name: '1 person will be invited' }).waitFor()
  await page.getByText('1 line has no address and is left out').waitFor()
  await page.getByRole('button', { name: 'Make 1 link' }).press('Enter')
  const ane = page.getByRole('row', { name: /Ane Goia/ })
  await ane.getByText('Sent nothing').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Close brief' }).press('Enter')
  await page.getByText('Closed: guests see what became of their files').waitFor()
  expect(complaints.filter((each) => !each.includes('422'))).toEqual([])
  await context.close()
})

test('without scripts a brief is written, put in order and cleared of slots, and others than editors get none', async () => {
  const iker = await openStaff(baseUrl, 'iker')
  const made = await iker.post('/briefs/new', {
    ...{ 'title.en': 'Plain', zone: 'UTC', notice: 'none', 'slots[0].title': 'Second', 'slots[0].place': '2' },
    ...{ 'slots[1].title': 'First', 'slots[1].place': '1', 'slots[2].title': '', 'slots[2].text': '' },
  })
  expect(made.status).toBe(302)
  const path = made.headers.get('location')!
  const form = await (await iker.ask(`${path}/edit`)).text()
  expect(form.indexOf('value="First"')).toBeLessThan(form.indexOf('value="Second"'))
  const id = /name="slots\[0\]\.id" value="([0-9a-f-]+)"/.exec(form)![1]!
  const terms = { 'title.en': 'Plain', zone: 'UTC', notice: 'none', 'slots[0].id': id, 'slots[0].title': 'First' }
  expect((await iker.post(`${path}/edit`, { ...terms, 'slots[0].isRemoved': 'on' })).status).toBe(302)
  expect(await (await iker.ask(path)).text()).not.toContain('First')
  const checked = await iker.post(path, { intent: 'check', guests: 'jon@foto.example', locale: 'en' })
  expect(await checked.text()).toContain('1 person will be invited')
  const late = { ...terms, dueAt: '2001-01-01T00:00', 'slots[0].title': 'Kept as typed' }
  const refused = await iker.post(`${path}/edit`, late)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Kept as typed')

  const nerea = await openStaff(baseUrl, 'nerea')
  expect((await nerea.ask(path)).status).toBe(403)
  expect((await nerea.post(path, { intent: 'close' })).status).toBe(403)
  expect((await iker.ask('/admin/agreements')).status).toBe(403)
  expect((await iker.post(path, { intent: 'revoke', guest: crypto.randomUUID() })).status).toBe(404)
})
