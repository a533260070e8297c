import { people } from '#db/seeds/demo/brand'
import type { Env } from '~/platform/env.server'
import { urls } from '~/urls'

/** Returns what a person who just started Vitrine needs to know: URLs and next steps. */
export function banner(env: Env, { milliseconds, hasPeople }: { milliseconds: number; hasPeople: boolean }): string {
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
  lines.push('', '  Ctrl-C stops everything.', '')
  return lines.join('\n')
}
