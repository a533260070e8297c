import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { expectAccessible, openWindow, signIn } from '#tests/support/visitor'

const { baseUrl } = await demoProduct()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => closeWindows(browser))

const open = async (who: Parameters<typeof signIn>[1]) => {
  const opened = await openWindow(browser, baseUrl)
  await signIn(opened.page, who)
  return opened
}
const email = 'jone@visit-mendialde.example'
const password = 'four words nobody guesses'
const phone = { viewport: { width: 390, height: 844 } }

describe('a new person', () => {
  let link: string

  test('is invited by an administrator, who copies the link when no mail server is configured', async () => {
    const { page, complaints, context } = await open('ander')
    await page.getByRole('link', { name: 'People', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    await expectAccessible(page)
    await page.getByLabel('Name').fill('Jone Arrieta')
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('radio', { name: /^Editor/ }).check()
    await page.getByRole('button', { name: 'Invite and show link' }).click()
    link = await page.getByLabel('Address to set a password').inputValue()
    await expectAccessible(page)
    await page
      .getByRole('row', { name: /Jone Arrieta/ })
      .getByText('Invited')
      .waitFor()
    await page.reload()
    expect(await page.getByLabel('Address to set a password').count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })

  test.each([true, false])(
    'sets a password through the link on a phone and is signed in, with scripts: %s',
    async (scripts) => {
      if (!scripts) link = await askForAnotherLink()
      // Mail scanners open every link before the recipient does.
      for (let n = 0; n < 3; n++) expect((await fetch(link)).status).toBe(200)
      const { page, context, complaints } = await openWindow(browser, baseUrl, { ...phone, javaScriptEnabled: scripts })
      await page.goto(link)
      if (scripts) await expectAccessible(page)
      await page.getByLabel('New password').fill('too short')
      await page.getByRole('button', { name: 'Save and sign in' }).click()
      await page.getByText('At least 12 characters, please.').waitFor()
      await page.getByLabel('New password').fill(password)
      await page.getByRole('button', { name: 'Save and sign in' }).click()
      await page.getByRole('heading', { name: 'Library' }).waitFor()
      expect((await fetch(link)).status).toBe(410)
      expect(complaints).toEqual([])
      await context.close()
    },
  )

  const askForAnotherLink = async () => {
    const { page, context } = await open('ander')
    await page.goto('/people')
    await page.getByRole('link', { name: 'Jone Arrieta' }).click()
    await page.getByRole('button', { name: 'Let them choose a new password' }).click()
    const next = await page.getByLabel('Address to set a password').inputValue()
    await context.close()
    return next
  }

  test('sees two sessions, changes the password in one, and the other is signed out', async () => {
    const [here, there] = [await openWindow(browser, baseUrl), await openWindow(browser, baseUrl, phone)]
    for (const { page } of [here, there]) {
      await page.goto('/sign-in?next=/account')
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor()
      await expectAccessible(page)
    }
    await here.page.reload()
    await here.page.getByText('This one').waitFor()
    expect(await here.page.getByRole('button', { name: /^End Chrome on/ }).count()).toBeGreaterThan(0)
    await here.page.getByLabel('Current password').fill('not this one')
    await here.page.getByLabel('New password').fill('other words nobody guesses')
    await here.page.getByRole('button', { name: 'Change password' }).click()
    await here.page.getByText('This is not your current password.').first().waitFor()
    await here.page.getByLabel('Current password').fill(password)
    await here.page.getByLabel('New password').fill('other words nobody guesses')
    await here.page.getByRole('button', { name: 'Change password' }).click()
    await here.page.getByText('All other sessions have ended.').waitFor()
    await there.page.reload()
    await there.page.getByRole('heading', { name: 'Sign in to Vitrine' }).waitFor()
    expect([...here.complaints, ...there.complaints]).toEqual([])
    await here.context.close()
    await there.context.close()
  })

  test('is signed out with the next click after being disabled', async () => {
    const hers = await openWindow(browser, baseUrl)
    await hers.page.goto('/sign-in')
    await hers.page.getByLabel('E-mail').fill(email)
    await hers.page.getByLabel('Password', { exact: true }).fill('other words nobody guesses')
    await hers.page.getByRole('button', { name: 'Sign in' }).click()
    await hers.page.getByRole('heading', { name: 'Library' }).waitFor()
    const { page, complaints, context } = await open('ander')
    await page.goto('/people')
    await page.getByRole('link', { name: 'Jone Arrieta' }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Disable access' }).click()
    const question = page.getByRole('alertdialog', { name: 'Disable the access of Jone Arrieta?' })
    await question.getByRole('button', { name: 'Disable access' }).click()
    await page.getByText('Their sessions have ended.').waitFor()
    await hers.page.getByRole('link', { name: 'Collections' }).click()
    await hers.page.getByRole('heading', { name: 'Sign in to Vitrine' }).waitFor()
    await hers.page.getByLabel('E-mail').fill(email)
    await hers.page.getByLabel('Password', { exact: true }).fill('other words nobody guesses')
    await hers.page.getByRole('button', { name: 'Sign in' }).click()
    await hers.page.getByText('E-mail and password do not fit together.').waitFor()
    expect(complaints).toEqual([])
    await hers.context.close()
    await context.close()
  })
})

test('the last administrator cannot disable the own account and sees the reason', async () => {
  const { page, context } = await open('ander')
  await page.goto('/people')
  await page.getByRole('link', { name: /^Ander/ }).click()
  await page.getByRole('button', { name: 'Disable access' }).click()
  await page.getByText('This is you: you will be signed out.').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable access' }).click()
  await page.getByText('This is the last administrator who can sign in.').waitFor()
  await page.goto('/people')
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
  await context.close()
})

test('wrong passwords from elsewhere do not block a browser that has signed in before', async () => {
  const { page, context } = await open('iker')
  await context.clearCookies({ name: 'vitrine' })
  const body = new URLSearchParams({ email: 'iker@visit-mendialde.example', password: 'a guess' })
  const guess = () =>
    fetch(new URL('/sign-in', baseUrl), { method: 'POST', body, headers: { origin: new URL(baseUrl).origin } })
  const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await guess()).status))
  expect(statuses).toContain(429)
  await signIn(page, 'iker')
  await context.close()
})
