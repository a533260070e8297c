// Remix 2 reads its options from the Vite plugin, so this file is the Vite configuration of the browser and SSR bundles.
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import tsconfigPaths from 'vite-tsconfig-paths'

/**
 * Parts that nearly every page shows, in one file of the browser: one of a few hundred bytes costs as much again in headers,
 * and is named in the list of files of every route.
 */
const ON_EVERY_PAGE =
  /\/app\/(document|urls\/(index|parts|outside|briefs|annotations|inbox|library|admin|many-assets)|ui\/(before-paint|facts|mode|icon|icon-names|progress-bar|text-field|classes|button|badge|notice|problem|kind-icon|kind-card|type-label|scripting|split-page|frame|format\w*|copy-button|search-field|field|viewers\/island)|platform\/(language|images\/families|files\/kinds)|routes\/(search\/suggested-field|portal\/(frame-meta|search-form|kind-card|page-links|withdrawn-versions)))\.tsx?$/

/** Texts that outsiders see: a file each, so that their pages load no others. Those of staff are one file per language. */
const TEXTS_OF_OUTSIDERS = new Set([
  'auth',
  'colours',
  'common',
  'errors',
  'intake',
  'portal',
  'search',
  'share',
  'sizes',
  'ui',
  'viewer',
])
const ROUTES_OF_OUTSIDERS = /\/app\/(root|entry\.client)\.tsx|\/app\/routes\/(auth|intake|portal|share)\//
const IS_ROUTE = /\?__remix-build-client-route$/
/** Characters of a part that is worth a file of its own. */
const WORTH_A_FILE = 8000
/** Routes by which a part is used that comes with the shared file of staff, whichever of them is opened. */
const SHARED_BY = 3

/** Returns the file of the browser's build that a module is part of; undefined where the bundler decides. */
function fileOf(id, { getModuleInfo }) {
  const [, language, surface] = /\/app\/i18n\/locales\/(\w+)\/([\w-]+)\.json/.exec(id) ?? []
  if (surface) return TEXTS_OF_OUTSIDERS.has(surface) ? undefined : `texts-${language}`
  if (ON_EVERY_PAGE.test(id)) return 'everywhere'
  if (!/\/app\/.*\.tsx?$/.test(id) || getModuleInfo(id).code?.length > WORTH_A_FILE) return undefined
  const users = routesOf(id, getModuleInfo)
  return users.size >= SHARED_BY && ![...users].some((user) => ROUTES_OF_OUTSIDERS.test(user)) ? 'staff' : undefined
}

/** Returns the routes, and entries, that load a module with them. */
function routesOf(id, getModuleInfo) {
  const [routes, seen, left] = [new Set(), new Set([id]), [id]]
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    const { importers, dynamicImporters } = getModuleInfo(at)
    if (IS_ROUTE.test(at) || importers.length + dynamicImporters.length === 0) routes.add(at)
    for (const importer of [...importers, ...dynamicImporters])
      if (!seen.has(importer)) {
        seen.add(importer)
        left.push(importer)
      }
  }
  return routes
}

export default defineConfig({
  plugins: [
    remix({
      buildDirectory: 'build',
      serverModuleFormat: 'esm',
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
        v3_lazyRouteDiscovery: false,
      },
    }),
    tsconfigPaths(),
    precompress('build/client/assets'),
    pdfFiles('build/client/assets'),
  ],
  worker: { plugins: () => [tsconfigPaths()] },
  // Also bundled for the server, so that it loads only the few parts in use and not the complete library.
  ssr: {
    noExternal: [
      /^(@react-aria|@react-stately|@internationalized|react-aria|react-stately|@swc\/helpers)/,
      'clsx',
      'use-sync-external-store',
    ],
  },
  // The first browsers that know all that the sheets use, `light-dark()` last of it (Baseline 2024).
  build: {
    sourcemap: false,
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    rollupOptions: { output: { manualChunks: fileOf, onlyExplicitManualChunks: true } },
  },
})

/** Compresses the text files of the browser build once, at the highest level, to `.br` and `.gz` beside them. */
function precompress(folder) {
  const brotli = (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return {
    name: 'precompress',
    apply: 'build',
    async closeBundle() {
      // The list of all routes and their files comes with the bundle of the server.
      const which = this.environment?.name === 'ssr' ? /^manifest-\w+\.js$/ : /\.(m?js|css|svg)$/
      const names = (await readdir(folder)).filter((name) => which.test(name))
      const compress = async (name) => {
        const bytes = await readFile(path.join(folder, name))
        if (bytes.length < 1024) return
        const [br, gz] = await Promise.all([brotli(bytes), promisify(gzip)(bytes, { level: 9 })])
        await writeFile(path.join(folder, `${name}.br`), br)
        await writeFile(path.join(folder, `${name}.gz`), gz)
      }
      await Promise.all(names.map(compress))
    },
  }
}

/**
 * Copies what pdf.js loads by name to a folder of its version: character maps, standard fonts, colour profiles and
 * decoders.
 */
function pdfFiles(folder) {
  return {
    name: 'pdf-files',
    apply: 'build',
    async closeBundle() {
      if (this.environment?.name === 'ssr') return
      const manifest = createRequire(import.meta.url).resolve('pdfjs-dist/package.json')
      const { version } = JSON.parse(await readFile(manifest, 'utf8'))
      const copy = (part) =>
        cp(path.join(path.dirname(manifest), part), path.join(folder, `pdfjs-${version}`, part), { recursive: true })
      await Promise.all(['cmaps', 'standard_fonts', 'wasm', 'iccs'].map(copy))
    },
  }
}
