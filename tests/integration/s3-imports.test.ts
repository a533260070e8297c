import { DeleteObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importsOf } from '#tests/support/import-world'
import { importVariables, openBucket, s3Endpoint } from '#tests/support/s3'
import { openWorld, type World } from '#tests/support/world'
import { planImportOf, retryRefused, startImport } from '~/domain/imports/imports.commands.server'
import { findImport } from '~/domain/imports/imports.queries.server'
import { planImport } from '~/domain/imports/plan-import.commands.server'
import { importBatch } from '~/domain/imports/run-import.commands.server'

const name = s3Endpoint ? 'imports from S3' : 'imports from S3: skipped, no S3 server (npm run test:s3 starts one)'

describe.skipIf(!s3Endpoint)(name, () => {
  let world: World
  let s3: Awaited<ReturnType<typeof openBucket>>
  let imports: ReturnType<typeof importsOf>
  beforeAll(async () => {
    world = await openWorld()
    s3 = await openBucket()
    imports = importsOf(world, importVariables(s3.config))
  })
  afterAll(async () => {
    await world?.close()
    await s3?.close()
  })

  const pictures = async (...keys: string[]): Promise<[string, Buffer][]> =>
    Promise.all(keys.map(async (key): Promise<[string, Buffer]> => [key, await world.jpeg()]))
  const place = (location: string) => ({ kind: 's3' as const, location })
  const imported = async (source: string) => {
    const { rows } = await world.pool.query(
      `select external_id as id, asset.source_path as path, version.number, version.file_name as "fileName"
       from imported_asset join asset on asset.id = asset_id join asset_version version on version.id = current_version_id
       where source = $1 order by external_id collate "C"`,
      [source],
    )
    return rows as { id: string; path: string; number: number; fileName: string }[]
  }

  test('a dry run lists objects beyond the first two pages of the store, each once', async () => {
    const keys = Array.from({ length: 2_100 }, (_, index) => `many/${index}.txt`)
    await s3.putAll(keys.map((key) => [key, key]))
    const id = await imports.plan(place('many/'))
    expect(await imports.counts(id)).toMatchObject({ created: 2_100, refused: 0 })
  })

  test('keys with any characters are imported; folders of consoles are left out, and empty objects refused in the dry run', async () => {
    const keys = [
      ...[
        'a b.jpg',
        'a+b.jpg',
        'a%20b.jpg',
        'a&amp;<b>.jpg',
        'Año/日本 😀.jpg',
        'e\u0301.jpg',
        '/led.jpg',
        '//twice//led.jpg',
      ],
      ...[
        ' begins.jpg',
        'ends.jpg ',
        'line\nfeed.jpg',
        'return\r.jpg',
        '\u0001control.jpg',
        "star*(1)!'~#?.jpg",
        'back\\slash.jpg',
      ],
      ...['up/../out.jpg', `${'long/'.repeat(190)}end.jpg`, '\n'],
    ].map((key) => `odd/${key}`)
    const objects = await pictures(...keys)
    await s3.putAll([...objects, ['odd/folder/', ''], ['odd/.DS_Store', 'x'], ['odd/empty.jpg', '']])
    const id = await imports.plan(place('odd/'))
    expect(await imports.counts(id)).toMatchObject({ created: keys.length, refused: 1, skipped: 0 })
    await startImport(world.db, imports.by, id)
    await imports.finish(id)
    const results = await imports.results(id)
    expect(results).toMatchObject({
      ...{ 'a b.jpg': 'created', 'a+b.jpg': 'created', 'a%20b.jpg': 'created', 'Año/日本 😀.jpg': 'created' },
      ...{ 'é.jpg': 'created', 'led.jpg': 'created', 'twice/led.jpg': 'created', 'begins.jpg': 'created' },
      ...{ 'up/out.jpg': 'created', 'empty.jpg': 'refused empty' },
    })
    expect(Object.values(results).filter((result) => result === 'created')).toHaveLength(keys.length)
    const again = await imports.run(place('odd/'))
    expect(await imports.counts(again)).toMatchObject({ same: keys.length, created: 0, new_version: 0, refused: 1 })
  })

  test('an object that changed is a new version at the next import, once, and its id is its key below the prefix', async () => {
    await s3.putAll(await pictures('shoot/day 1/a.jpg', 'shoot/day 1/b.jpg'))
    await imports.run(place('shoot/'))
    await s3.putAll([['shoot/day 1/a.jpg', await world.jpeg(80, 60)]])
    const planned = await imports.plan(place('shoot/'))
    expect(await imports.results(planned)).toEqual({
      'day 1/a.jpg': 'would be new_version',
      'day 1/b.jpg': 'would be same',
    })
    await imports.run(place('shoot/'))
    await imports.run(place('shoot/'))
    expect(await imported('s3:shoot/')).toEqual([
      { id: 'day 1/a.jpg', path: 'day 1/a.jpg', number: 2, fileName: 'a.jpg' },
      { id: 'day 1/b.jpg', path: 'day 1/b.jpg', number: 1, fileName: 'b.jpg' },
    ])
  })

  test('an object that vanishes or changes after the dry run is refused or imported as it is now, and tried again', async () => {
    const [gone, changed] = await pictures('moving/gone.jpg', 'moving/changed.jpg')
    await s3.putAll([gone!, changed!])
    const id = await imports.plan(place('moving/'))
    await s3.client.send(new DeleteObjectCommand({ Bucket: s3.config.bucket, Key: 'moving/gone.jpg' }))
    await s3.putAll([['moving/changed.jpg', await world.jpeg(90, 90)]])
    await startImport(world.db, imports.by, id)
    await imports.finish(id)
    expect(await imports.results(id)).toEqual({ 'gone.jpg': 'refused file_gone', 'changed.jpg': 'created' })
    await s3.putAll([gone!])
    await retryRefused(world.db, imports.by, id)
    await imports.finish(id)
    expect(await imports.results(id)).toEqual({ 'gone.jpg': 'created', 'changed.jpg': 'created' })
  })

  test('an object that grew beyond the limit since it was listed is refused', async () => {
    await s3.putAll(await pictures('grown/a.jpg'))
    const limited = importsOf(world, { ...importVariables(s3.config), MAX_UPLOAD_BYTES: '5000' })
    const id = await limited.plan(place('grown/'))
    await s3.putAll([['grown/a.jpg', Buffer.alloc(6000)]])
    await startImport(world.db, limited.by, id)
    await limited.finish(id)
    expect(await limited.results(id)).toEqual({ 'a.jpg': 'refused too_large' })
  })

  test('a manifest describes objects by their keys', async () => {
    await s3.putAll(await pictures('described/one 1.jpg', 'described/sub/two+2.jpg'))
    const manifest = 'id,file,title\nX1,one 1.jpg,The first\nX2,sub/two+2.jpg,The second\nX3,three.jpg,The third\n'
    const id = await imports.run({ ...place('described/'), manifestId: await imports.upload(manifest, 'all.csv') })
    expect(await imports.results(id)).toEqual({
      ...{ 'one 1.jpg': 'created', 'sub/two+2.jpg': 'created', 'three.jpg': 'refused file_missing' },
    })
  })

  test('two prefixes and the whole bucket are sources of their own', async () => {
    await s3.putAll(await pictures('a1/x.jpg'))
    await imports.run(place('a1/'))
    const id = await imports.run(place('a1'))
    expect(await imports.results(id)).toEqual({ 'a1/x.jpg': 'same duplicate' })
  })

  describe('when the store does not do its work', () => {
    const wrong = {
      store_denied: () => ({ secretAccessKey: 'guessed' }),
      store_no_bucket: () => ({ bucket: 'vitrine-nowhere' }),
      store_no_answer: () => ({ endpoint: 'http://127.0.0.1:1' }),
    }
    const importsWith = (reason: keyof typeof wrong) =>
      importsOf(world, importVariables({ ...s3.config, ...wrong[reason]() }))

    test.each(['store_denied', 'store_no_bucket'] as const)(
      '%s: the dry run fails with the reason, and can be repeated',
      async (reason) => {
        await s3.putAll(await pictures('later/a.jpg'))
        const id = await importsWith(reason).plan(place('later/'))
        expect(await findImport(world.db, id)).toMatchObject({ state: 'failed', reason })
        await planImportOf(world.db, id, [])
        await planImport(imports.services, id)
        expect(await findImport(world.db, id)).toMatchObject({ state: 'planned', reason: null })
      },
    )

    test.each(['store_denied', 'store_no_bucket'] as const)(
      '%s: an import fails with the reason, and goes on from where it was',
      async (reason) => {
        const prefix = `${reason}/`
        await s3.putAll(await pictures(...[0, 1, 2, 3, 4, 5, 6].map((n) => `${prefix}${n}.jpg`)))
        const id = await imports.plan(place(prefix))
        await startImport(world.db, imports.by, id)
        let settled = 0
        await importBatch(imports.services, id, { onItem: () => void settled++, isStopped: () => settled >= 2 })
        await importsWith(reason).finish(id)
        expect(await findImport(world.db, id)).toMatchObject({ state: 'failed', reason })
        expect((await imports.counts(id)).refused).toBe(0)
        await startImport(world.db, imports.by, id)
        await imports.finish(id)
        expect(await imports.state(id)).toBe('done')
        expect(await imported(`s3:${prefix}`)).toHaveLength(7)
      },
    )
  })
})
