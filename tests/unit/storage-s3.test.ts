import { randomBytes } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { Upload } from '@tus/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBucket, s3ConfigFor, s3Endpoint } from '#tests/support/s3'
import { conformsAsStaging } from '#tests/support/staging-conformance'
import { conforms, MIB, sha256 } from '#tests/support/storage-conformance'
import { s3Storage } from '~/platform/storage/s3.server'
import { copyObject } from '~/platform/storage/s3-copy.server'

/** A key of encryption that the server has. */
const KMS_KEY = process.env.VITRINE_TEST_S3_KMS_KEY

const unavailable = expect.objectContaining({ name: 'StorageError', code: 'unavailable' })

if (s3Endpoint) {
  describe('S3 storage', { timeout: 60_000 }, () => {
    conforms('objects in S3', openBucket)
    conformsAsStaging('uploads staged in S3', openBucket)
    onlyInS3()
  })
} else {
  describe.skip('S3 storage: skipped, no S3 server (npm run test:s3 starts one)', () => {
    test('VITRINE_TEST_S3 names no server', () => {})
  })
}

describe('an S3 server that cannot be reached', () => {
  test('gives the error unavailable, not missing', { timeout: 30_000 }, async () => {
    const port = await unusedPort()
    const identity = { accessKeyId: 'nobody', secretAccessKey: 'nothing' }
    const storage = s3Storage({ ...s3ConfigFor('none'), ...identity, endpoint: `http://127.0.0.1:${port}` })
    await expect(storage.head('a')).rejects.toEqual(unavailable)
    await expect(storage.read('a')).rejects.toEqual(unavailable)
    await expect(storage.put('a', Readable.from([Buffer.from('x')]), {})).rejects.toEqual(unavailable)
  })
})

test('S3: a put asks for the encryption and storage class that are configured', async () => {
  const asked: Record<string, unknown>[] = []
  const server = createHttpServer((request, response) => {
    asked.push(request.headers)
    request.resume().on('end', () => response.setHeader('etag', '"1"').end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const identity = { accessKeyId: 'nobody', secretAccessKey: 'nothing', endpoint: `http://127.0.0.1:${port}` }
  const settings = { encryption: 'aws:kms', kmsKeyId: 'key/1', storageClass: 'STANDARD_IA' } as const
  const storage = s3Storage({ ...s3ConfigFor('some'), ...identity, ...settings })
  await storage.put('originals/a', Readable.from([Buffer.from('x')]), { size: 1 })
  server.close()
  expect(asked[0]).toMatchObject({
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': 'key/1',
    'x-amz-storage-class': 'STANDARD_IA',
  })
})

function onlyInS3() {
  let s3: Awaited<ReturnType<typeof openBucket>>
  beforeAll(async () => {
    s3 = await openBucket()
  })
  afterAll(() => s3?.close())
  const store = (key: string, bytes: Buffer) =>
    s3.storage.put(key, Readable.from([bytes]), { size: bytes.length, mediaType: 'image/webp' })

  test('keeps the media type of an object, also of a promoted upload', async () => {
    await store('a', Buffer.from('x'))
    expect(await s3.storage.head('a')).toEqual({ size: 1, mediaType: 'image/webp' })
    const id = randomBytes(24).toString('base64url')
    await s3.client.send(new PutObjectCommand({ Bucket: s3.config.bucket, Key: id, Body: 'y' }))
    await s3.staging.promote(id, 'originals/y', { mediaType: 'image/jxl' })
    expect(await s3.storage.head('originals/y')).toEqual({ size: 1, mediaType: 'image/jxl' })
  })

  test.each([
    [30, 30],
    [60, 60],
    [7 * 86_400, 60],
    [0, 1],
  ])('a signed URL requested for %i s is valid for %i s, and for its object only', async (asked, granted) => {
    await store('b', Buffer.from('signed'))
    const url = new URL((await s3.storage.signedUrl('b', { expiresInSeconds: asked }))!)
    expect(url.searchParams.get('X-Amz-Expires')).toBe(String(granted))
    if (granted === 1) return
    expect(await (await fetch(url)).text()).toBe('signed')
    await store('c', Buffer.from('another'))
    url.pathname = url.pathname.replace(/b$/, 'c')
    expect((await fetch(url)).status).toBe(403)
    url.search = ''
    expect((await fetch(url)).status).toBe(403)
  })

  test('a signed URL is refused after it has expired', async () => {
    await store('d', Buffer.from('for a moment'))
    const url = (await s3.storage.signedUrl('d', { expiresInSeconds: 1 }))!
    await expect.poll(async () => (await fetch(url)).status, { timeout: 10_000, interval: 500 }).toBe(403)
  })

  test('an object above the limit of one copy is copied in parts', async () => {
    const bytes = randomBytes(13 * MIB)
    await store('e', bytes)
    const { bucket } = s3.config
    const settings = { StorageClass: 'STANDARD_IA' } as const
    await copyObject(s3.client, { bucket, from: 'e', to: 'f', mediaType: 'image/tiff', settings }, 5 * MIB)
    expect(sha256(await buffer(await s3.storage.read('f')))).toBe(sha256(bytes))
    expect(await s3.storage.head('f')).toEqual({ size: bytes.length, mediaType: 'image/tiff' })
    expect(await s3.client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'f' }))).toMatchObject(settings)
    expect((await s3.leftovers()).filter((name) => name.includes(' '))).toEqual([])
  })

  test('every way of storing an object has the encryption and storage class that are configured', async () => {
    const settings = { encryption: 'aws:kms', kmsKeyId: KMS_KEY, storageClass: 'STANDARD_IA' } as const
    const kept = await openBucket(settings)
    const bytes = randomBytes(9 * MIB)
    const id = randomBytes(24).toString('base64url')
    const { store } = kept.staging
    const upload = new Upload({ id, offset: 0, size: bytes.length })
    await store.create(upload)
    await store.write(Readable.from([bytes]), id, 0)
    await kept.staging.promote(id, 'originals/promoted', {})
    await kept.storage.put('originals/small', Readable.from(['small']), { size: 5 })
    await kept.storage.put('originals/large', Readable.from([bytes]), { size: bytes.length })
    const settingsOf = async (Key: string) => {
      const head = await kept.client.send(new HeadObjectCommand({ Bucket: kept.config.bucket, Key }))
      return [head.ServerSideEncryption, head.SSEKMSKeyId, head.StorageClass ?? 'STANDARD']
    }
    for (const key of ['promoted', 'small', 'large'])
      expect([key, ...(await settingsOf(`originals/${key}`))]).toEqual([key, 'aws:kms', KMS_KEY, 'STANDARD_IA'])
    for (const key of [id, `${id}.info`])
      expect([key, ...(await settingsOf(key))]).toEqual([key, 'aws:kms', KMS_KEY, 'STANDARD'])
    for (const key of ['promoted', 'large'])
      expect(sha256(await buffer(await kept.storage.read(`originals/${key}`)))).toBe(sha256(bytes))
    const range = { start: MIB, end: 2 * MIB }
    const part = await buffer(await kept.storage.read('originals/large', { range }))
    expect(part.equals(bytes.subarray(range.start, range.end + 1))).toBe(true)
    await kept.close()
  })

  test('a key of encryption or a storage class that the server does not know fails the put', async () => {
    const wrong = [{ encryption: 'aws:kms', kmsKeyId: 'no-such-key' }, { storageClass: 'GLACIER_IR' }] as const
    for (const settings of wrong) {
      const storage = s3Storage({ ...s3.config, ...settings })
      await expect(storage.put('originals/w', Readable.from(['x']), { size: 1 })).rejects.toEqual(unavailable)
      expect(await s3.storage.head('originals/w')).toBeUndefined()
    }
  })

  test('a wrong secret or a missing bucket gives the error unavailable, not missing', async () => {
    const stranger = s3Storage({ ...s3.config, secretAccessKey: 'guessed' })
    await expect(stranger.head('a')).rejects.toEqual(unavailable)
    await expect(stranger.read('a')).rejects.toEqual(unavailable)
    await expect(s3Storage({ ...s3.config, bucket: 'vitrine-nowhere' }).read('a')).rejects.toEqual(unavailable)
  })
}

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
