import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright'

/** Debian's names of it; the first has no windows, and pages take less than half of the processor time. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser']

/** The path of the browser: the one in CHROMIUM, or Debian's Chromium; undefined when there is none. */
export const findChromium = (): string | undefined =>
  [process.env.CHROMIUM, ...NAMES.map((name) => `/usr/bin/${name}`)].find((file) => file && existsSync(file))

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

let running: Browser | undefined

/**
 * Returns the Chromium of this process, which all its test files use: a start takes a second of processor time. It ends with
 * the process. Throws an error that names the package to install when it is missing.
 */
export async function openBrowser(): Promise<Browser> {
  if (!running?.isConnected()) running = await launch()
  return running
}

/** Closes all windows that a test file has left open, for the next file to begin without any. */
export async function closeWindows(browser: Browser | undefined): Promise<void> {
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath)
    throw new Error('Chromium is missing: apt-get install chromium-headless-shell, or set CHROMIUM to its path.')
  return chromium.launch({ executablePath, args: FLAGS })
}
