import { people } from '#db/seeds/demo/brand'
import { type ConverterName, installCommand } from '~/platform/converters/programs'
import type { Env } from '~/platform/env.server'
import { urls } from '~/urls'

interface Started {
  milliseconds: number
  hasPeople: boolean
  /** Converters that are not installed on this machine. */
  missing: readonly ConverterName[]
}

/** Returns what a person who just started Vitrine needs to know: URLs, next steps, and which previews cannot be made. */
export function banner(env: Env, { milliseconds, hasPeople, missing }: Started): string {
  const at = (path: string) => new URL(path, env.baseUrl).href
  const lines = ['', `Vitrine is ready at ${env.baseUrl} (after ${(milliseconds / 1000).toFixed(1)} s)`]
  if (env.demo) {
    lines.push('', `  Press portal of the demo brand:  ${at(urls.portal.home('press'))}`)
    lines.push(`  Sign in at ${at(urls.auth.signIn())} as`)
    for (const { email, password, what } of people) lines.push(`    ${email.padEnd(36)} ${password}   ${what}`)
  } else if (!hasPeople)
    lines.push(
      '',
      '  Nobody may sign in yet. Add the first person:',
      '    npm run vitrine -- person you@company.example --name "Your Name" --role admin',
    )
  lines.push(...withoutPreview(missing), '', '  Ctrl-C stops everything.', '')
  return lines.join('\n')
}

const READS: Record<ConverterName, string> = {
  poppler: 'PDF and Illustrator files',
  ghostscript: 'EPS and PostScript',
  libheif: 'HEIC photos',
  libjxl: 'JPEG XL',
  libraw: 'raw files of cameras',
  librsvg: 'SVG as PDF',
  libvips: 'JPEG 2000, OpenEXR, HDR and BMP',
  ffmpeg: 'films and sounds',
  libreoffice: 'office documents',
}

/** The lines that say which files have no preview, and the one command that changes that; none when nothing is missing. */
function withoutPreview(missing: readonly ConverterName[]): string[] {
  if (missing.length === 0) return []
  return [
    '',
    `  No previews of ${missing.map((name) => READS[name]).join('; ')}.`,
    '  To change that, run as root, and then start Vitrine again:',
    `    ${installCommand(missing)}`,
  ]
}
