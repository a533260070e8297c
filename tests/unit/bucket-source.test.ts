import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { list, openStandIn, refuse } from '#tests/support/s3-stand-in'
import { withBucket } from '~/domain/imports/bucket-source.server'
import { checkPlace } from '~/domain/imports/check-place.server'
import type { ImportServices, ImportSource } from '~/domain/imports/import-source.server'
import { s3Storage } from '~/platform/storage/s3.server'
import { openBucketReader } from '~/platform/storage/s3-prefix.server'

let store: Awaited<ReturnType<typeof openStandIn>> | undefined
afterEach(() => store?.close())

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** What an import needs of its services to read a bucket. */
const servicesOf = (env: Partial<ImportServices['env']>) =>
  ({
    tempDir: path.join(os.tmpdir(), 'vitrine-bucket-source'),
    env: { importRoot: undefined, importS3: undefined, maxUploadBytes: 100, scanProgram: undefined, ...env },
  }) as ImportServices

async function opened<T>(answer: Answer, use: (source: ImportSource) => Promise<T>): Promise<T> {
  store = await openStandIn(answer)
  const place = { kind: 's3' as const, location: '', uploadId: null, isLocal: false }
  return withBucket(servicesOf({ importS3: store.config }), place, use)
}
const bytesOf = (source: ImportSource) =>
  source.withFile({ path: 'a.txt', locator: { key: 'a.txt' } }, (localPath) => readFile(localPath, 'utf8'))

/** Sends half of an object and breaks the connection, `times` times; then sends all of it. */
function breaking(times: number): Answer {
  let asked = 0
  return (_request, response) => {
    response.writeHead(200, { 'content-length': 6 })
    if (asked++ >= times) return void response.end('abcdef')
    response.write('abc', () => response.destroy())
  }
}

test('an object whose connection breaks once is read again', async () => {
  expect(await opened(breaking(1), bytesOf)).toBe('abcdef')
})

test('an object whose connection breaks each time is refused, and the import goes on', async () => {
  await expect(opened(breaking(9), bytesOf)).rejects.toMatchObject({ name: 'ImportError', code: 'interrupted' })
})

test.each([
  [404, 'NoSuchKey', { name: 'ImportError', code: 'file_gone' }],
  [403, 'AccessDenied', { name: 'ImportError', code: 'unreadable' }],
  [403, 'InvalidObjectState', { name: 'ImportError', code: 'unreadable' }],
  [403, 'InvalidAccessKeyId', { name: 'StorageError', code: 'unavailable', outage: 'denied' }],
  [404, 'NoSuchBucket', { name: 'StorageError', code: 'unavailable', outage: 'no_bucket' }],
  [301, 'PermanentRedirect', { name: 'StorageError', code: 'unavailable', outage: 'no_answer' }],
])('%i %s to the reading of an object is told', async (status, code, error) => {
  await expect(opened((_, response) => refuse(response, status, code), bytesOf)).rejects.toMatchObject(error)
})

test('keys are decoded as servers write them, and one with NUL is refused', async () => {
  const keys = ['a+b.txt', 'a%2Bb.txt', 'a%20c%26.txt', 'folder%2F', '%E6%97%A5%0A', 'nul%00.txt']
  const files = await opened(
    (_, response) => list(response, keys),
    async (source) => {
      const found = []
      for await (const { path: name, refusal } of source.files()) found.push([name, refusal])
      return found
    },
  )
  expect(files).toEqual([
    ...[
      ['a b.txt', undefined],
      ['a+b.txt', undefined],
      ['a c&.txt', undefined],
      ['日\n', undefined],
    ],
    ['nul\0.txt', 'odd_name'],
  ])
})

test.each<[string, Answer]>([
  ['store_denied', (_, response) => refuse(response, 403, 'SignatureDoesNotMatch')],
  ['store_no_bucket', (_, response) => refuse(response, 404, 'NoSuchBucket')],
  ['store_no_answer', (_, response) => refuse(response, 400, 'AuthorizationHeaderMalformed')],
  ['source_empty', (_, response) => list(response, ['only-a-folder%2F'])],
])('the form of an import is refused with %s beside its field', async (reason, answer) => {
  store = await openStandIn(answer)
  const asked = checkPlace(servicesOf({ importS3: store.config }), { kind: 's3', location: 'only' })
  await expect(asked).rejects.toMatchObject({ code: 'import.place_unreadable', facts: { field: 'location', reason } })
})

test('the form of an import is accepted where there is a file, and refused where no bucket is set up', async () => {
  store = await openStandIn((_, response) => list(response, ['a.txt']))
  await checkPlace(servicesOf({ importS3: store.config }), { kind: 's3', location: 'a' })
  await checkPlace(servicesOf({}), { kind: 'zip' })
  await expect(checkPlace(servicesOf({}), { kind: 's3' })).rejects.toMatchObject({ code: 'import.not_configured' })
})

test('a store that falls silent within an object breaks its transfer', async () => {
  store = await openStandIn((_, response) => void response.writeHead(200, { 'content-length': 6 }).write('abc'))
  const reader = openBucketReader(store.config, 300)
  await expect(buffer(await reader.read('a.txt'))).rejects.toThrow()
  reader.close()
})

test('an archived object of the store is told apart from a store that fails', async () => {
  store = await openStandIn((_, response) => refuse(response, 403, 'InvalidObjectState'))
  await expect(s3Storage(store.config).read('originals/a')).rejects.toMatchObject({ code: 'archived' })
})
