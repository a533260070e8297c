import { seedDemo } from '#db/seeds/demo.server'
import { readEnv } from '~/platform/env.server'

// The process that started this one is gone. The next start completes a half-made demo.
process.on('disconnect', () => process.exit(1))

const env = readEnv()
if (!env.databaseUrl) throw new Error('DATABASE_URL: required to seed an installation')
await seedDemo({ env, databaseUrl: env.databaseUrl, say: (line) => void process.stdout.write(`${line}\n`) })
process.exit(0) // the open IPC channel would keep this process running
