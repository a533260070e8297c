import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEnv, readLogLevel, unknownNames, VARIABLES } from '~/platform/env.server'
import { ENV_TABLE } from '~/platform/env-table'

const SECRET = 'a secret of thirty-two characters'
const cluster = { DATABASE_URL: 'postgres://vitrine:word@db.example/vitrine', SESSION_SECRET: SECRET }
const root = path.resolve(import.meta.dirname, '../..')

describe('readEnv of an empty environment', () => {
  test('listens on loopback, with embedded database, local disk and the demo brand', () => {
    expect(readEnv({})).toMatchObject({
      ...{ port: 3000, host: '127.0.0.1', baseUrl: 'http://localhost:3000', allowedHosts: ['127.0.0.1:3000'] },
      ...{ embedded: true, demo: true, storage: 'disk', dataDir: path.resolve('data'), trustedProxy: [] },
      ...{ maxUploadBytes: 50_000_000_000 },
    })
    expect(readEnv({}).workerConcurrency).toBeGreaterThanOrEqual(2)
  })
  test('treats an empty value as absent', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', BASE_URL: '' })).toEqual(readEnv({}))
  })
})

test.each([
  [
    'DATABASE_URL turns the embedded database and the demo off',
    cluster,
    { embedded: false, demo: false, sessionSecret: SECRET },
  ],
  ['VITRINE_DEMO=1 turns the demo on with an external database', { ...cluster, VITRINE_DEMO: '1' }, { demo: true }],
  ['VITRINE_ZONE sets the default time zone', { VITRINE_ZONE: 'Europe/Madrid' }, { zone: 'Europe/Madrid' }],
  ['VITRINE_DEMO=0 turns the demo off', { VITRINE_DEMO: '0' }, { embedded: true, demo: false }],
  [
    'ALLOWED_HOSTS is a comma-separated list',
    { ALLOWED_HOSTS: 'a.example, b.example:80,', BASE_URL: 'https://c.example' },
    { allowedHosts: ['a.example', 'b.example:80'] },
  ],
  ['TRUSTED_PROXY is a list of networks', { TRUSTED_PROXY: '10.0.0.0/8,::1' }, { trustedProxy: ['10.0.0.0/8', '::1'] }],
  [
    'a slash at the end of BASE_URL is removed',
    { BASE_URL: 'https://brand.example/' },
    { baseUrl: 'https://brand.example' },
  ],
  [
    'STORAGE=s3 with bucket and endpoint selects an S3 store',
    { STORAGE: 's3', S3_BUCKET: 'b', S3_ENDPOINT: 'http://store:9000', S3_FORCE_PATH_STYLE: '0' },
    { storage: 's3', s3: { bucket: 'b', endpoint: 'http://store:9000', region: 'us-east-1', forcePathStyle: false } },
  ],
])('readEnv: %s', (_, source, env) => {
  expect(readEnv(source)).toMatchObject(env)
})

test.each([
  ['a port that is no number', { PORT: 'http' }, ['PORT']],
  ['a port above 65535', { PORT: '65536' }, ['PORT']],
  ['a base URL with a path', { BASE_URL: 'https://brand.example/portal' }, ['BASE_URL']],
  ['a base URL without a scheme', { BASE_URL: 'brand.example' }, ['BASE_URL']],
  ['true as trusted proxy', { TRUSTED_PROXY: 'true' }, ['TRUSTED_PROXY']],
  ['an IPv4 network with a prefix above 32', { TRUSTED_PROXY: '10.0.0.0/33' }, ['TRUSTED_PROXY']],
  [
    'a database other than PostgreSQL',
    { DATABASE_URL: 'mysql://db/vitrine', SESSION_SECRET: SECRET },
    ['DATABASE_URL'],
  ],
  ['an external database without a session secret', { DATABASE_URL: cluster.DATABASE_URL }, ['SESSION_SECRET']],
  ['a session secret that is too short', { SESSION_SECRET: 'short' }, ['SESSION_SECRET']],
  ['an S3 store without a bucket', { STORAGE: 's3' }, ['S3_BUCKET']],
  ['a key of KMS without its encryption', { S3_KMS_KEY_ID: 'key/1', S3_ENCRYPTION: 'AES256' }, ['S3_KMS_KEY_ID']],
  ['a class whose objects take hours to read', { S3_STORAGE_CLASS: 'DEEP_ARCHIVE' }, ['S3_STORAGE_CLASS']],
  ['an S3 access key without its secret', { S3_ACCESS_KEY_ID: 'a' }, ['S3_SECRET_ACCESS_KEY']],
  [
    'several wrong variables, and names each',
    {
      ...{ PORT: '-1', LOG_LEVEL: 'loud', MAX_UPLOAD_BYTES: '1.5', SMTP_URL: 'mail' },
      STORAGE: 's3',
      VITRINE_DEMO: 'y',
    },
    ['PORT', 'LOG_LEVEL', 'MAX_UPLOAD_BYTES', 'SMTP_URL', 'S3_BUCKET', 'VITRINE_DEMO'],
  ],
])('readEnv refuses %s', (_, source, names) => {
  const read = () => readEnv(source)
  for (const name of names) expect(read).toThrow(new RegExp(`^  (\\w+ and )?${name}: `, 'm'))
})

test('readEnv never puts a value into its error message, since it may be a secret', () => {
  const read = () => readEnv({ SESSION_SECRET: 'hunter2', DATABASE_URL: 'mysql://u:hunter2@db/x' })
  expect(read).toThrow(/SESSION_SECRET: /)
  expect(read).toThrow(/DATABASE_URL: /)
  expect(read).not.toThrow(/hunter2/)
})

test('unknownNames lists VITRINE_ variables that do not exist', () => {
  expect(unknownNames({ VITRINE_DATA: 'x', VITRINE_FOO: '1', OTHER: '1' })).toEqual(['VITRINE_FOO'])
})

test('the log level is silent in tests unless LOG_LEVEL is set, and info when LOG_LEVEL is invalid', () => {
  expect(readLogLevel({ VITEST: 'true' })).toBe('silent')
  expect(readLogLevel({ VITEST: 'true', LOG_LEVEL: 'debug' })).toBe('debug')
  expect(readLogLevel({ LOG_LEVEL: 'loud' })).toBe('info')
})

describe('the table of environment variables', () => {
  const listed = ENV_TABLE.map(({ name }) => name)
  test('lists every variable that readEnv reads', () => {
    expect(VARIABLES.filter((name) => !listed.includes(name))).toEqual([])
  })
  test('lists every variable that any source reads from process.env', () => {
    const sources = readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(tsx?|mjs)$/.test(file))
      .map((file) => readFileSync(path.join(root, 'app', file), 'utf8'))
    const read = sources.flatMap((text) => [...text.matchAll(/process\.env\.(\w+)/g)].map(([, name]) => name!))
    expect([...new Set(read)].filter((name) => name !== 'NODE_ENV' && !listed.includes(name))).toEqual([])
  })
})
