import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { CreateBucketCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { openEmbedded, pidOf } from '#tests/support/processes'
import { type Product, startProduct } from '#tests/support/product'
import { openBucket } from '#tests/support/s3'
import { openStaff } from '#tests/support/staff'
import { until } from '#tests/support/until'
import { expectAccessible, openWindow, signIn } from '#tests/support/visitor'
import { zipEntries } from '#tests/support/zip-entries'
import { required } from '~/platform/required'
import { s3Settings } from '~/platform/storage/s3-client.server'

const endpoint = process.env.VITRINE_TEST_S3
const name = endpoint
  ? 'the whole product on S3'
  : 'the whole product on S3: skipped, no S3 server (npm run test:s3 starts one)'

describe.skipIf(!endpoint)(name, () => {
  const config = {
    ...{ endpoint, region: 'us-east-1', bucket: `house-${randomUUID()}`, forcePathStyle: true },
    accessKeyId: process.env.VITRINE_TEST_S3_KEY ?? '',
    secretAccessKey: process.env.VITRINE_TEST_S3_SECRET ?? '',
  }
  const client = new S3Client(s3Settings(config))
  let folder: string
  let product: Product
  let archive: Awaited<ReturnType<typeof openBucket>>
  beforeAll(async () => {
    await client.send(new CreateBucketCommand({ Bucket: config.bucket }))
    archive = await openBucket()
    folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-s3-house-'))
    await chmod(folder, 0o755)
    product = await startProduct(path.join(folder, 'data'), {
      ...{
        STORAGE: 's3',
        S3_ENDPOINT: config.endpoint!,
        S3_BUCKET: config.bucket,
        IMPORT_S3_BUCKET: archive.config.bucket,
      },
      ...{ S3_ENCRYPTION: 'aws:kms', S3_KMS_KEY_ID: process.env.VITRINE_TEST_S3_KMS_KEY ?? '' },
      ...{ S3_ACCESS_KEY_ID: config.accessKeyId, S3_SECRET_ACCESS_KEY: config.secretAccessKey },
    })
  })
  afterAll(async () => {
    await product?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('an uploaded photograph is approved and delivered unchanged, alone, in a kit and in ranges', async () => {
    const iker = await openStaff(product.baseUrl, 'iker')
    const mara = await openStaff(product.baseUrl, 'mara')
    const pixels = randomBytes(1200 * 900 * 3)
    const bytes = await sharp(pixels, { raw: { width: 1200, height: 900, channels: 3 } })
      .jpeg({ quality: 98 })
      .toBuffer()
    const address = await iker.begin('bucket.jpg', bytes.length)
    const half = Math.floor(bytes.length / 2)
    expect((await iker.send(address, 0, new Uint8Array(bytes.subarray(0, half)))).status).toBe(204)
    const offset = await iker.offset(address)
    expect((await iker.send(address, offset, new Uint8Array(bytes.subarray(offset)))).status).toBe(204)
    const upload = await iker.settled(address)
    expect(upload).toMatchObject({ state: 'done' })
    await mara.describe(upload.assetId!)
    await mara.approve(upload.assetId!)
    const link = `${product.baseUrl}${await mara.share(upload.assetId!)}`
    const sha256 = (buffer: Buffer) => createHash('sha256').update(buffer).digest('hex')
    const original = await fetch(`${link}/download/${upload.assetId}/original`)
    expect(sha256(Buffer.from(await original.arrayBuffer()))).toBe(sha256(bytes))
    const whole = Buffer.from(await (await fetch(`${link}/kit.zip`)).arrayBuffer())
    expect(sha256(zipEntries(whole).get('bucket.jpg')!)).toBe(sha256(bytes))
    const rest = await fetch(`${link}/kit.zip`, { headers: { range: `bytes=${half}-` } })
    expect(rest.status).toBe(206)
    expect(Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(half))).toBe(true)
  })

  test('renditions of the demo are delivered from the bucket, encrypted there, and the disk contains no object', async () => {
    const page = await (await fetch(`${product.baseUrl}/p/press`)).text()
    const picture = /\/p\/press\/media\/[^"]+/.exec(page)![0].replaceAll('&amp;', '&')
    const answer = await fetch(new URL(picture, product.baseUrl))
    expect(answer.headers.get('content-type')).toMatch(/^image\//)
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1000)
    const stored = await client.send(
      new ListObjectsV2Command({ Bucket: config.bucket, Prefix: 'renditions/', MaxKeys: 1 }),
    )
    const Key = required(stored.Contents?.[0]?.Key, 'a rendition')
    const head = await client.send(new HeadObjectCommand({ Bucket: config.bucket, Key }))
    expect(head.ServerSideEncryption).toBe('aws:kms')
    expect(await readdir(path.join(folder, 'data/objects')).catch(() => [])).toEqual([])
  })

  test('a prefix is imported once each, though the worker is killed; what cannot be read is said beside its field', async () => {
    const dataDir = path.join(folder, 'data')
    const [count, prefix] = [260, 'Shoots/Aizkorri 2026+/']
    const picture = (n: number) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background: { r: n % 256, g: 90, b: n >> 8 } } })
        .withExif({ IFD0: { Software: String(n) } })
        .jpeg()
        .toBuffer()
    const objects = await Promise.all(
      Array.from({ length: count }, async (_, n): Promise<[string, Buffer]> => [`${prefix}${n}.jpg`, await picture(n)]),
    )
    await archive.putAll([...objects, [prefix, ''], [`${prefix}!empty.jpg`, '']])

    const browser = await openBrowser()
    const { page, context } = await openWindow(browser, product.baseUrl)
    await signIn(page, 'mara')
    const field = page.getByLabel('Prefix')
    const ask = async (place: string) => {
      await page.getByRole('link', { name: 'Imports' }).first().click()
      await page.getByLabel('Where the files are').selectOption({ label: 'An S3 prefix' })
      await field.fill(place)
      await page.getByRole('button', { name: 'Continue' }).click()
    }
    await ask('/Shoots')
    await page.getByText('There is no file here.').waitFor()
    expect([await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual(['/Shoots', 'true'])
    await expectAccessible(page)
    await field.fill(prefix)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Dry run' }).click()
    await page.getByText(`An import would change ${count} files`).waitFor()
    await page.getByText('The file is empty.').waitFor()
    await page.getByRole('button', { name: 'Import', exact: true }).click()

    const database = await openEmbedded(dataDir)
    const imported = async () => {
      const { rows } = await database.query(
        'select count(*)::int as n, count(distinct asset_id)::int as assets from imported_asset where source = $1',
        [`s3:${prefix}`],
      )
      return rows[0] as { n: number; assets: number }
    }
    await until(async () => (await imported()).n > 20)
    process.kill(pidOf('worker', dataDir)!, 'SIGKILL')
    expect((await imported()).n).toBeLessThan(count)
    await page.getByText('Done', { exact: true }).waitFor({ timeout: 280_000 })
    expect(await imported()).toEqual({ n: count, assets: count })

    await archive.putAll([['late/a.jpg', await picture(1000)]])
    await ask('late/')
    await page.getByRole('button', { name: 'Dry run' }).click()
    await page.getByText('An import would change 1 file').waitFor()
    await archive.close()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    const noBucket = page.getByText('The store has no bucket of the name that is set up.')
    await noBucket.waitFor()
    await expectAccessible(page)
    await ask(prefix)
    await noBucket.waitFor()
    expect(await field.inputValue()).toBe(prefix)
    archive = await openBucket({ bucket: archive.config.bucket })
    await archive.putAll([['late/a.jpg', await picture(1000)]])
    await page.getByRole('link', { name: 's3:late/' }).click()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('Done', { exact: true }).waitFor()
    await database.end()
    await context.close()
    await closeWindows(browser)
  })
})
