import { readEnv } from '~/platform/env.server'
import { migrate } from './migrate'

const { databaseUrl } = readEnv()
if (!databaseUrl) throw new Error('DATABASE_URL: required to migrate')
await migrate(databaseUrl)
