// Builds the gallery of `app/ui`, serves it under the product's content security policy and takes screenshots.
// node tests/support/ui-gallery.mjs <folder for the screenshots> [page ...]; CHROMIUM names another browser.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import tailwindcss from '@tailwindcss/vite'
import { chromium } from 'playwright'
import sharp from 'sharp'
import { build } from 'vite'
import tsconfigPaths from 'vite-tsconfig-paths'

process.env.NODE_ENV = 'production'
const root = fileURLToPath(new URL('../..', import.meta.url))
const photographs = process.env.VITRINE_PHOTOS ?? path.join(root, '../shared/demo')
const out = path.resolve(process.argv[2] ?? path.join(tmpdir(), 'vitrine-gallery'))
const pages = process.argv.slice(3)
const shots = [
  { name: 'light', width: 1280, height: 900, scheme: 'light', dir: 'ltr' },
  { name: 'dark', width: 1280, height: 900, scheme: 'dark', dir: 'ltr' },
  { name: 'phone', width: 390, height: 844, scheme: 'light', dir: 'ltr' },
  { name: 'rtl', width: 1280, height: 900, scheme: 'light', dir: 'rtl' },
  { name: 'portal', width: 1280, height: 900, scheme: 'light', dir: 'ltr', theme: true },
  { name: 'portal-dark', width: 1280, height: 900, scheme: 'dark', dir: 'ltr', theme: true },
]

const work = path.join(out, 'build')
await mkdir(work, { recursive: true })
const shared = {
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  plugins: [tailwindcss(), tsconfigPaths()],
}
const input = path.join(root, 'tests/support/ui-gallery.tsx')
const target = 'es2022'
await build({
  ...shared,
  build: { outDir: `${work}/client`, target, manifest: true, emptyOutDir: true, rollupOptions: { input } },
})
await build({
  ...shared,
  build: { outDir: `${work}/server`, target: 'node20', ssr: input, emptyOutDir: true },
  ssr: { noExternal: true },
})
const manifest = JSON.parse(await readFile(`${work}/client/.vite/manifest.json`, 'utf8'))
const entry = Object.values(manifest).find((chunk) => chunk.isEntry)
const { galleryTheme, renderGallery } = await import(pathToFileURL(`${work}/server/ui-gallery.js`).href)

const LOGO = (ink) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="240" viewBox="0 0 48 24"><path fill="${ink}" d="M2 22 14 4l7 10 5-7 20 15z"/></svg>`
const files = {
  bridge: 'Bridge_by_Sander_Klootwijk',
  aitzgorri: 'aitzgorri_by_Aitzol_Berasategi',
  wine: 'Wine_by_Jakkub_Mede',
  sea: 'Infinite-Sea_by_Aury88',
}

async function answer(url) {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  if (pathname.startsWith('/pictures/logo'))
    return ['image/svg+xml', LOGO(pathname.includes('white') ? '#ffffff' : '#0b6b4f')]
  if (pathname.startsWith('/pictures/')) {
    const name = files[path.basename(pathname, '.jpg')]
    return ['image/jpeg', await sharp(`${photographs}/${name}.jpg`).resize(640).jpeg().toBuffer()]
  }
  if (pathname.startsWith('/assets/')) {
    const types = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }
    return [types[path.extname(pathname)], await readFile(`${work}/client${path.normalize(pathname)}`)]
  }
  if (pathname === '/theme.css') return ['text/css', galleryTheme()]
  if (pathname === '/favicon.ico') return ['image/svg+xml', LOGO('#0b6b4f')]
  const page = pathname.slice(1)
  const dir = searchParams.get('dir')
  const theme = searchParams.get('theme') === 'true'
  const css = entry.css.map((file) => `<link rel="stylesheet" href="/${file}">`).join('')
  return [
    'text/html; charset=utf-8',
    `<!doctype html><html lang="${dir === 'rtl' ? 'ar' : 'en'}" dir="${dir}" ${theme ? 'class="portal"' : ''}><head><title>Gallery</title><meta property="csp-nonce" nonce="gallery"><meta name="viewport" content="width=device-width">${css}${theme ? '<link rel="stylesheet" href="/theme.css">' : ''}<script type="module" src="/${entry.file}"></script></head><body data-page="${page}"><div id="root">${renderGallery(page)}</div></body></html>`,
  ]
}

const policy =
  "default-src 'none'; style-src 'self' 'nonce-gallery'; script-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'"
const server = createServer((req, res) =>
  answer(req.url).then(
    ([type, body]) => res.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body),
    () => res.writeHead(404).end(),
  ),
).listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
const origin = `http://127.0.0.1:${server.address().port}`
if (process.env.SERVE) console.log(origin)

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
for (const { name, width, height, scheme, dir, theme = false } of shots) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme })
  for (const page of ['library', 'forms', 'parts', 'dialog'].filter((each) => !pages.length || pages.includes(each))) {
    const tab = await context.newPage()
    tab.on(
      'console',
      (message) =>
        ['error', 'warning'].includes(message.type()) && console.log(name, page, message.text().slice(0, 300)),
    )
    tab.on('pageerror', (error) => console.log(name, page, String(error).slice(0, 300)))
    await tab.goto(`${origin}/${page}?dir=${dir}&theme=${theme}`, { waitUntil: 'networkidle' })
    if (page === 'dialog')
      await tab.getByRole('button', { name: dir === 'rtl' ? 'Revoke' : 'Share', exact: true }).click()
    await tab.waitForTimeout(400)
    const { violations } = await new AxeBuilder({ page: tab }).analyze()
    for (const { id, impact, nodes } of violations)
      console.log(
        name,
        page,
        impact,
        id,
        nodes
          .map((node) => node.target.join(' '))
          .join(' | ')
          .slice(0, 300),
      )
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wide > 0) console.log(name, page, `${wide} px wider than the window`)
    await writeFile(`${out}/${page}-${name}.png`, await tab.screenshot({ fullPage: page !== 'dialog' }))
    await tab.close()
  }
  await context.close()
}
await browser.close()
server.close()
