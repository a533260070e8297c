// Debian packages that tests use besides those of npm. Plain Node: `npm test` checks them before anything else runs.
import { existsSync } from 'node:fs'
import path from 'node:path'

const LIGHT = ['chromium-headless-shell']

/** The programs that tests use, the package of each, and what is skipped without it. */
export const PROGRAMS = [
  {
    // The same browser without windows: pages take less than half of the processor time.
    ...{ package: 'chromium-headless-shell', find: () => findChromium(LIGHT) },
    without:
      'browser tests take longer in the chromium with windows; without that either, none runs, which counts as a failure',
  },
  { package: 'p7zip-full', find: () => onPath('7z'), without: 'the tests that read kits with 7-Zip are skipped' },
  {
    ...{ package: 'libimage-exiftool-perl', find: () => onPath('exiftool') },
    without: 'the tests that hold metadata against exiftool are skipped',
  },
  ...converterPackages(),
]

/**
 * The converters and their sandbox, as `app/platform/converters/programs.ts` lists them, which plain Node cannot read: a unit
 * test holds that the two agree.
 */
function converterPackages() {
  const without = 'the tests that convert files with it are skipped'
  const one = (name, program) => ({ package: name, find: () => onPath(program), without })
  return [
    ...[one('bubblewrap', 'bwrap'), one('poppler-utils', 'pdftoppm'), one('ghostscript', 'gs')],
    ...[one('libheif-examples', 'heif-convert'), one('libjxl-tools', 'djxl'), one('libraw-bin', 'dcraw_emu')],
    ...[one('librsvg2-bin', 'rsvg-convert'), one('libvips-tools', 'vips'), one('ffmpeg', 'ffmpeg')],
    ...['writer', 'calc', 'impress'].map((part) => ({
      package: `libreoffice-${part}-nogui`,
      find: () => existsSync(`/usr/lib/libreoffice/share/.registry/${part}.xcd`),
      without,
    })),
  ]
}

/** The programs that are not installed. */
export const missing = (programs = PROGRAMS) => programs.filter(({ find }) => !find())

/** Whether packages can be installed here: on Debian, by root. */
export const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** The arguments of the two apt-get calls that install packages; they wait for the lock of another program. */
export const aptCalls = (packages) => [
  ['update', '-qq'],
  ['install', '-qq', '--yes', '-o', 'DPkg::Lock::Timeout=300', '--no-install-recommends', ...packages],
]

/** The path of the browser: the one in CHROMIUM, or Debian's. */
export function findChromium(names = [...LIGHT, 'chromium', 'chromium-browser']) {
  const places = [process.env.CHROMIUM, ...names.map((name) => `/usr/bin/${name}`)]
  return places.find((file) => file && existsSync(file))
}

function onPath(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file))
}
