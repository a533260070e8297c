import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { type Product, startProduct } from '#tests/support/product'
import { openSmtpSink } from '#tests/support/smtp-sink'
import { openWindow } from '#tests/support/visitor'

let folder: string
let sink: Awaited<ReturnType<typeof openSmtpSink>>
let product: Product
let browser: Browser
const [email, password] = ['ander@mendialde.example', 'words of the first one']
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-letter-'))
  await chmod(folder, 0o755) // the database may run as another user
  sink = await openSmtpSink()
  const dataDir = path.join(folder, 'data')
  product = await startProduct(dataDir, { VITRINE_DEMO: '0', SMTP_URL: sink.url })
  const added = command(dataDir, ['person', email, '--name', 'Ander', '--role', 'admin'])
  expect((await once(added, 'exit'))[0]).toBe(0)
  browser = await openBrowser()
})
afterAll(async () => {
  await closeWindows(browser)
  await product?.stop()
  sink?.close()
  await rm(folder, { recursive: true, force: true })
})

/** A command of `npm run vitrine` beside the running product. */
function command(dataDir: string, words: string[]): ChildProcess {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, VITRINE_DATA: dataDir, VITRINE_PASSWORD: password }
  const program = path.resolve(import.meta.dirname, '../../app/server/bootstrap.mjs')
  return spawn(process.execPath, [program, 'cli', ...words], {
    env: env as unknown as NodeJS.ProcessEnv,
    stdio: 'ignore',
  })
}

test('with SMTP an invitation is mailed, its link sets the password, and the page does not show the link', async () => {
  const ander = await openWindow(browser, product.baseUrl)
  await ander.page.goto('/sign-in?next=/people')
  await ander.page.getByLabel('E-mail').fill(email)
  await ander.page.getByLabel('Password', { exact: true }).fill(password)
  await ander.page.getByRole('button', { name: 'Sign in' }).click()
  await ander.page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
  await ander.page.getByLabel('Name').fill('Jone')
  await ander.page.getByLabel('E-mail').fill('jone@mendialde.example')
  await ander.page.getByLabel('Language of letters').selectOption('de')
  await ander.page.getByRole('button', { name: 'Send invitation' }).click()
  await ander.page.getByText(/A letter is on its way to .?jone@mendialde\.example/).waitFor()
  expect(await ander.page.content()).not.toContain('/password/')
  await expect.poll(() => sink.mails.length, { timeout: 60_000 }).toBe(1)
  const mail = sink.mails[0]!.replace(/=\n/g, '').replaceAll('=3D', '=')
  expect(mail).toContain('To: jone@mendialde.example')
  expect(mail).toContain('Passwort w')
  const link = /http:\/\/[^\s"<>]*\/password\/vp_[\w-]{43}/.exec(mail)![0]
  const jone = await openWindow(browser, product.baseUrl)
  await jone.page.goto(link)
  await jone.page.getByLabel('New password').fill('words of the second one')
  await jone.page.getByRole('button', { name: 'Save and sign in' }).click()
  await jone.page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
  expect([...ander.complaints, ...jone.complaints]).toEqual([])
})
