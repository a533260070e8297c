// What the scripts of this folder share: places, colours, typefaces, and pages drawn by Chromium.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright'
import sharp from 'sharp'

export const demo = path.resolve(import.meta.dirname, '..')
const modules = path.resolve(demo, '../../../node_modules')

/** Path of a file of the demo's media. */
export const media = (name) => path.join(demo, 'media', name)
export const photo = (name) => path.join(demo, 'photos', `${name}.jpg`)
export const drawing = (name) => readFileSync(path.join(demo, 'logos', `${name}.svg`), 'utf8')

export const colours = {
  ...{ forest: '#1f5a45', pine: '#12372b', slate: '#56697a', snow: '#fbfaf5' },
  ...{ ochre: '#c8841a', sand: '#ecdfbd', sea: '#474ca0' },
}

/** A photograph as a JPEG within `width` × `height`, cut to their proportion. */
export const cropped = (name, { width, height, position = 'centre', quality = 74 }) =>
  sharp(photo(name)).resize(width, height, { fit: 'cover', position }).jpeg({ quality, mozjpeg: true }).toBuffer()

/** A photograph as a data URL. */
export const cropUrl = async (name, options) =>
  `data:image/jpeg;base64,${(await cropped(name, options)).toString('base64')}`

const fontFile = (family, file) => path.join(modules, '@fontsource-variable', family, 'files', file)
export const fraunces = fontFile('fraunces', 'fraunces-latin-full-normal.woff2')

const faces = [
  ['Fraunces', 'normal', fraunces],
  ['Fraunces', 'italic', fontFile('fraunces', 'fraunces-latin-full-italic.woff2')],
  ['Source Sans 3', 'normal', fontFile('source-sans-3', 'source-sans-3-latin-wght-normal.woff2')],
]
/** CSS of the brand's two typefaces, with their letters. */
export const fontCss = faces
  .map(([family, style, file]) => {
    const url = `data:font/woff2;base64,${readFileSync(file).toString('base64')}`
    return `@font-face { font-family: '${family}'; font-style: ${style}; font-weight: 100 900; src: url(${url}) }`
  })
  .join('\n')

/** Opens a page with the HTML in Chromium, calls `work` with it, and closes it. */
export async function withPage(html, viewport, work) {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find((file) => file && existsSync(file))
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage({ viewport })
    await page.setContent(html)
    await page.evaluate(() => document.fonts.ready)
    return await work(page)
  } finally {
    await browser.close()
  }
}

export const ffmpeg = (...args) =>
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
