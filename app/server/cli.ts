import { parseArgs } from 'node:util'
import { readEnv } from '~/platform/env.server'
import { addPerson } from './cli/add-person'
import { importFolder } from './cli/import-folder'
import { openCli } from './cli/open'

const USAGE = `Usage:
  npm run vitrine -- import <folder> [--as <e-mail>]     take a folder tree into the library
  npm run vitrine -- person <e-mail> --name <name> --role viewer|editor|manager|admin
                                                         add somebody who may sign in (the password is asked for)
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: true,
  options: { as: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, help: { type: 'boolean' } },
})
const [command, subject] = positionals
if (values.help || !command || !subject) {
  process.stdout.write(USAGE)
  process.exit(values.help ? 0 : 2)
}
// The first signal lets the command finish what it is doing, and stop a database that it started; a second one ends it at
// once. Ctrl-C in a terminal arrives twice within a moment: directly, and passed on by the program that started us.
const stop = new AbortController()
const AGAIN_MS = 500
let askedAt = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stop.signal.aborted && Date.now() - askedAt > AGAIN_MS) process.exit(130)
    if (!stop.signal.aborted) askedAt = Date.now()
    stop.abort()
  })
const cli = await openCli(readEnv())
try {
  if (command === 'import') process.exitCode = await importFolder(cli, subject, values.as, stop.signal)
  else if (command === 'person') process.exitCode = await addPerson(cli, subject, values, stop)
  else {
    process.stderr.write(`Unknown command: ${command}\n\n${USAGE}`)
    process.exitCode = 2
  }
} catch (error) {
  if (!stop.signal.aborted) throw error
  process.exitCode = 130
} finally {
  await cli.close()
}
