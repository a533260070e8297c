import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEnv, readLogLevel, unknownNames, VARIABLES } from '~/platform/env.server'
import { ENV_TABLE } from '~/platform/env-table'

const SECRET = 'a secret of thirty-two characters'
const cluster = { DATABASE_URL: 'postgres://vitrine:word@db.example/vitrine', SESSION_SECRET: SECRET }
const root = path.resolve(import.meta.dirname, '../..')

describe('an empty environment', () => {
  test('is a house of its own on loopback, with the demo brand', () => {
    expect(readEnv({})).toMatchObject({
      ...{ port: 3000, host: '127.0.0.1', baseUrl: 'http://localhost:3000', allowedHosts: ['127.0.0.1:3000'] },
      ...{ embedded: true, demo: true, storage: 'disk', dataDir: path.resolve('data'), trustedProxy: [] },
      ...{ maxUploadBytes: 50_000_000_000, logLevel: 'info' },
    })
    expect(readEnv({}).workerConcurrency).toBeGreaterThanOrEqual(2)
  })
  test('an empty value is no value', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', BASE_URL: '' })).toEqual(readEnv({}))
  })
})

test.each([
  ['a cluster of one’s own is no demo', cluster, { embedded: false, demo: false, sessionSecret: SECRET }],
  ['the demo can be asked for', { ...cluster, VITRINE_DEMO: '1' }, { demo: true }],
  ['the house has a zone', { VITRINE_ZONE: 'Europe/Madrid' }, { zone: 'Europe/Madrid' }],
  ['the demo can be refused', { VITRINE_DEMO: '0' }, { embedded: true, demo: false }],
  [
    'lists',
    { ALLOWED_HOSTS: 'a.example, b.example:80,', BASE_URL: 'https://c.example' },
    { allowedHosts: ['a.example', 'b.example:80'] },
  ],
  ['networks', { TRUSTED_PROXY: '10.0.0.0/8,::1' }, { trustedProxy: ['10.0.0.0/8', '::1'] }],
  ['a slash at the end of the address', { BASE_URL: 'https://brand.example/' }, { baseUrl: 'https://brand.example' }],
  [
    'an S3 store',
    { STORAGE: 's3', S3_BUCKET: 'b', S3_ENDPOINT: 'http://store:9000', S3_FORCE_PATH_STYLE: '0' },
    { storage: 's3', s3: { bucket: 'b', endpoint: 'http://store:9000', region: 'us-east-1', forcePathStyle: false } },
  ],
])('%s', (_, source, env) => {
  expect(readEnv(source)).toMatchObject(env)
})

test.each([
  ['a port that is a word', { PORT: 'http' }, ['PORT']],
  ['a port beyond the last', { PORT: '65536' }, ['PORT']],
  ['an address with a path', { BASE_URL: 'https://brand.example/portal' }, ['BASE_URL']],
  ['an address without a scheme', { BASE_URL: 'brand.example' }, ['BASE_URL']],
  ['everybody as proxy', { TRUSTED_PROXY: 'true' }, ['TRUSTED_PROXY']],
  ['a network too wide for its kind', { TRUSTED_PROXY: '10.0.0.0/33' }, ['TRUSTED_PROXY']],
  ['another database', { DATABASE_URL: 'mysql://db/vitrine', SESSION_SECRET: SECRET }, ['DATABASE_URL']],
  ['a cluster without a secret', { DATABASE_URL: cluster.DATABASE_URL }, ['SESSION_SECRET']],
  ['a secret one could guess', { SESSION_SECRET: 'short' }, ['SESSION_SECRET']],
  ['a store without a bucket', { STORAGE: 's3' }, ['S3_BUCKET']],
  ['half a key', { S3_ACCESS_KEY_ID: 'a' }, ['S3_SECRET_ACCESS_KEY']],
  [
    'everything at once, each by its name',
    {
      ...{ PORT: '-1', LOG_LEVEL: 'loud', MAX_UPLOAD_BYTES: '1.5', SMTP_URL: 'mail' },
      STORAGE: 's3',
      VITRINE_DEMO: 'y',
    },
    ['PORT', 'LOG_LEVEL', 'MAX_UPLOAD_BYTES', 'SMTP_URL', 'S3_BUCKET', 'VITRINE_DEMO'],
  ],
])('refuses %s', (_, source, names) => {
  const read = () => readEnv(source)
  for (const name of names) expect(read).toThrow(new RegExp(`^  (\\w+ and )?${name}: `, 'm'))
})

test('no value stands in the message, since it may be a secret', () => {
  const read = () => readEnv({ SESSION_SECRET: 'hunter2', DATABASE_URL: 'mysql://u:hunter2@db/x' })
  expect(read).toThrow(/SESSION_SECRET: /)
  expect(read).toThrow(/DATABASE_URL: /)
  expect(read).not.toThrow(/hunter2/)
})

test('names that begin like ours and mean nothing are found', () => {
  expect(unknownNames({ VITRINE_DATA: 'x', VITRINE_FOO: '1', OTHER: '1' })).toEqual(['VITRINE_FOO'])
})

test('tests are quiet unless told', () => {
  expect(readLogLevel({ VITEST: 'true' })).toBe('silent')
  expect(readLogLevel({ VITEST: 'true', LOG_LEVEL: 'debug' })).toBe('debug')
  expect(readLogLevel({ LOG_LEVEL: 'loud' })).toBe('info')
})

describe('the table', () => {
  const listed = ENV_TABLE.map(({ name }) => name)
  test('has every variable that is read', () => {
    expect(VARIABLES.filter((name) => !listed.includes(name))).toEqual([])
  })
  test('no source reads another variable behind its back', () => {
    const sources = readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(tsx?|mjs)$/.test(file))
      .map((file) => readFileSync(path.join(root, 'app', file), 'utf8'))
    const read = sources.flatMap((text) => [...text.matchAll(/process\.env\.(\w+)/g)].map(([, name]) => name!))
    expect([...new Set(read)].filter((name) => name !== 'NODE_ENV' && !listed.includes(name))).toEqual([])
  })
})
