// Debian packages that tests use beside what npm installs. Plain Node: `npm test` asks for them before anything else runs.
import { existsSync } from 'node:fs'
import path from 'node:path'

/** Programs of tests, the package of each, and what is left out without it. */
export const PROGRAMS = [
  { package: 'chromium', find: findChromium, without: 'no browser test runs, which counts as a failure' },
  { package: 'p7zip-full', find: () => onPath('7z'), without: 'the tests that read kits with 7-Zip are skipped' },
  {
    ...{ package: 'libimage-exiftool-perl', find: () => onPath('exiftool') },
    without: 'the tests that hold metadata against exiftool are skipped',
  },
]

/** The programs that are not installed. */
export const missing = (programs = PROGRAMS) => programs.filter(({ find }) => !find())

/** Whether packages can be installed here: Debian's are, by root. */
export const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** Arguments of the two calls of apt-get that install packages; one that another program holds up waits for its turn. */
export const aptCalls = (packages) => [
  ['update', '-qq'],
  ['install', '-qq', '--yes', '-o', 'DPkg::Lock::Timeout=300', '--no-install-recommends', ...packages],
]

/** Where a browser is: the one that CHROMIUM names, or Debian's. */
export function findChromium() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser']
  return places.find((file) => file && existsSync(file))
}

const onPath = (program) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file))
