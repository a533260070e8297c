// Takes the two screenshots of the README from the running product: `npm run screenshots`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright'

const root = path.resolve(import.meta.dirname, '../..')
const out = path.join(root, 'docs/screenshots')
const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-screenshots-'))
chmodSync(folder, 0o755)
mkdirSync(out, { recursive: true })

const product = spawn(process.execPath, [path.join(root, 'app/server/bootstrap.mjs')], {
  env: { ...process.env, PORT: '0', VITRINE_DATA: path.join(folder, 'data'), LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const baseURL = await address(product.stdout)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto('/p/press', { waitUntil: 'networkidle' })
  await shoot(page, 'portal')
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('mara@visit-mendialde.example')
  await page.getByLabel('Password', { exact: true }).fill('mendialde-2026')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Library' }).waitFor()
  await page.waitForLoadState('networkidle')
  await shoot(page, 'library')
  await browser.close()
} finally {
  if (product.exitCode === null) {
    product.kill('SIGINT')
    await once(product, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
}

async function address(stream) {
  let text = ''
  for await (const chunk of stream) {
    text += chunk
    const found = /Vitrine is ready at (http:\S+)/.exec(text)
    if (found) return found[1]
  }
  throw new Error(`the product did not start:\n${text}`)
}

async function shoot(page, name) {
  const file = path.join(out, `${name}.jpg`)
  await page.screenshot({ path: file, type: 'jpeg', quality: 84 })
  console.log(path.relative(root, file))
}
