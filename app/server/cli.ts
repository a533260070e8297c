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
const cli = await openCli(readEnv())
try {
  if (command === 'import') process.exitCode = await importFolder(cli, subject, values.as)
  else if (command === 'person') process.exitCode = await addPerson(cli, subject, values)
  else {
    process.stderr.write(`Unknown command: ${command}\n\n${USAGE}`)
    process.exitCode = 2
  }
} finally {
  await cli.close()
}
