import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright'

/** The path of Debian's Chromium; undefined when it is not installed. */
export const findChromium = (): string | undefined =>
  [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => file && existsSync(file))

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** Launches Chromium; throws an error that names the package to install when it is missing. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium is missing: apt-get install chromium, or set CHROMIUM to its path.')
  return chromium.launch({ executablePath, args: FLAGS })
}
