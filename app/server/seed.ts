import { seedDemo } from '#db/seeds/demo.server'
import { readEnv } from '~/platform/env.server'

// Whoever started us is gone: nobody waits for the demo any more. What was made of it is completed at the next start.
process.on('disconnect', () => process.exit(1))

const env = readEnv()
if (!env.databaseUrl) throw new Error('DATABASE_URL: required to seed an installation')
await seedDemo({ env, databaseUrl: env.databaseUrl, say: (line) => void process.stdout.write(`${line}\n`) })
process.exit(0) // the channel to whoever started us would keep us alive
