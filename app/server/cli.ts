import { parseArgs } from 'node:util'
import { readEnv } from '~/platform/env.server'
import { addPerson } from './cli/add-person'
import { importFiles } from './cli/import-files'
import { openCli } from './cli/open'

const USAGE = `Usage:
  npm run vitrine -- import <folder|file.zip|s3://prefix> [--manifest <file.csv|file.json>] [--source <name>]
                     [--dry-run] [--as <e-mail>]         import files with what a manifest says of them
  npm run vitrine -- person <e-mail> --name <name> --role viewer|editor|manager|admin
                                                         add somebody who may sign in (the password is asked for)
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: true,
  options: {
    ...{ as: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, help: { type: 'boolean' } },
    ...{ manifest: { type: 'string' }, source: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  },
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
  if (command === 'import') {
    const { as, manifest, source, 'dry-run': dryRun } = values
    process.exitCode = await importFiles(cli, subject, { as, manifest, source, dryRun }, stop.signal)
  } else if (command === 'person') process.exitCode = await addPerson(cli, subject, values, stop)
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
