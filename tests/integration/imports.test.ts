import { createHash } from 'node:crypto'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importsOf } from '#tests/support/import-world'
import { zipOf } from '#tests/support/made-archives'
import { openWorld, type World } from '#tests/support/world'
import { textsOf } from '~/domain/assets/asset-texts.queries.server'
import { originalKey } from '~/domain/assets/ingest.commands.server'
import { noteFinding } from '~/domain/assets/object-findings.commands.server'
import { mergeAssets } from '~/domain/duplicates/merge.commands.server'
import { findFolder } from '~/domain/folders/folders.queries.server'
import { planImportOf, retryRefused, startImport } from '~/domain/imports/imports.commands.server'
import { planImport } from '~/domain/imports/plan-import.commands.server'
import { importBatch } from '~/domain/imports/run-import.commands.server'
import { keywordList } from '~/domain/metadata/value-sql.server'
import { required } from '~/platform/required'

let world: World
let imports: ReturnType<typeof importsOf>
beforeAll(async () => {
  world = await openWorld()
  imports = importsOf(world)
})
afterAll(() => world.close())

const assetOf = (source: string, externalId: string) =>
  world.db
    .selectFrom('importedAsset')
    .innerJoin('asset', 'asset.id', 'importedAsset.assetId')
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .select(['asset.id', 'asset.folderId', 'version.number', 'asset.sourcePath', keywordList.as('keywords')])
    .where('source', '=', source)
    .where('externalId', '=', externalId)
    .executeTakeFirstOrThrow()
const countAssets = async () =>
  (
    await world.db
      .selectFrom('asset')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n

describe('an import of a ZIP with a manifest', () => {
  const source = 'old manager'
  const csv = [
    'Asset ID;File;Title;Titulo_es;Keywords;Credit;Collection;Folder',
    'A1;photos/ridge.jpg;The ridge;La cresta;hills, snow;Visit Mendialde;Winter > Press;Places/Hills',
    'A2;sea.jpg;The sea;;;;Winter/Press;',
    'A3;gone.jpg;Gone;;;;;',
    `A4;photos/long.jpg;${'x'.repeat(300)};;;;;`,
    'A1;photos/again.jpg;Again;;;;;',
  ].join('\r\n')
  let files: { name: string; data: Buffer }[]
  beforeAll(async () => {
    files = await Promise.all(
      ['photos/ridge.jpg', 'photos/sea.jpg', 'photos/long.jpg', 'photos/again.jpg', 'photos/unlisted.jpg'].map(
        async (name) => ({ name, data: await world.jpeg() }),
      ),
    )
  })
  const input = async (entries = files, manifest = csv) => ({
    ...{ kind: 'zip' as const, source, uploadId: await imports.upload(zipOf(entries), 'export.zip') },
    manifestId: await imports.upload(manifest, 'assets.csv'),
  })

  test('says in its dry run what would happen to each row, and changes nothing', async () => {
    const before = await countAssets()
    expect(await imports.results(await imports.plan(await input()))).toEqual({
      'photos/ridge.jpg': 'would be created',
      'photos/sea.jpg': 'would be created',
      'gone.jpg': 'refused file_missing',
      'photos/long.jpg': 'refused cell_too_long',
      'photos/again.jpg': 'refused duplicate_id',
      'photos/unlisted.jpg': 'skipped not_listed',
    })
    expect(await countAssets()).toBe(before)
  })

  test('imports the rows with their texts, credits, collections and folders', async () => {
    const id = await imports.run(await input())
    expect(await imports.counts(id)).toMatchObject({ created: 2, refused: 3, skipped: 1, waiting: 0 })
    expect(await imports.state(id)).toBe('done')
    const ridge = await assetOf(source, 'A1')
    expect((await textsOf(world.db, ridge.id)).title).toEqual({ en: 'The ridge', es: 'La cresta' })
    expect(ridge.keywords).toEqual(['hills', 'snow'])
    expect((await findFolder(world.db, ridge.folderId))?.path).toBe('Places / Hills')
    const sea = await assetOf(source, 'A2')
    expect((await findFolder(world.db, sea.folderId))?.path).toBe('photos')
    const collected = await world.db
      .selectFrom('collectionAsset as ca')
      .innerJoin('collectionText as text', 'text.collectionId', 'ca.collectionId')
      .select(['ca.assetId', 'text.value'])
      .execute()
    expect(collected).toEqual(
      expect.arrayContaining([
        { assetId: ridge.id, value: 'Winter / Press' },
        { assetId: sea.id, value: 'Winter / Press' },
      ]),
    )
  })

  test('changes nothing when it runs again', async () => {
    const before = await countAssets()
    const id = await imports.run(await input())
    expect(await imports.counts(id)).toMatchObject({ same: 2, created: 0, new_version: 0, updated: 0 })
    expect(await countAssets()).toBe(before)
  })

  test('makes a version of a file that has changed, and changes the texts that the manifest gives, no others', async () => {
    const changed = files.map((file, index) => (index === 0 ? { ...file, data: Buffer.alloc(0) } : file))
    changed[0] = { name: 'photos/ridge.jpg', data: await world.jpeg(80, 60) }
    const manifest = csv.replace('The sea;', 'A calm sea;').replace('The ridge;La cresta', 'The ridge;')
    const planned = await imports.plan(await input(changed, manifest))
    expect(await imports.results(planned)).toMatchObject({
      'photos/ridge.jpg': 'would be new_version',
      'photos/sea.jpg': 'would be updated',
    })
    await startImport(world.db, imports.by, planned)
    await imports.finish(planned)
    const ridge = await assetOf(source, 'A1')
    expect(ridge.number).toBe(2)
    expect((await textsOf(world.db, ridge.id)).title).toEqual({ en: 'The ridge', es: 'La cresta' })
    expect((await textsOf(world.db, (await assetOf(source, 'A2')).id)).title).toEqual({ en: 'A calm sea' })
  })

  test('with a manifest alone changes texts of known ids, and refuses unknown ones', async () => {
    const manifestId = await imports.upload('[{"id":"A2","title":{"eu":"Itsasoa"}},{"id":"B9"}]', 'texts.json')
    const id = await imports.run({ kind: 'manifest', source, manifestId })
    expect(await imports.results(id)).toEqual({ A2: 'updated', B9: 'refused file_missing' })
    expect((await textsOf(world.db, (await assetOf(source, 'A2')).id)).title).toEqual({
      ...{ en: 'A calm sea', eu: 'Itsasoa' },
    })
  })
})

test('a ZIP with dangerous and damaged entries has each refused with its reason, and the others imported', async () => {
  const data = await world.jpeg()
  const damaged = zipOf([
    { name: 'good.jpg', data },
    { name: '../out.jpg', data },
    { name: '/root.jpg', data },
    { name: 'link', data: Buffer.from('/etc/passwd'), mode: 0o120777 },
    { name: 'secret.jpg', data, flags: 1 },
    { name: 'bomb.bmp', data: Buffer.alloc(20_000_000) },
    { name: 'good.jpg', data },
    { name: 'liar.jpg', data, claims: { size: 10 } },
    { name: 'flipped.jpg', data: await world.jpeg(), claims: { crc32: 7 } },
    { name: '__MACOSX/._good.jpg', data },
    { name: 'a/.DS_Store', data },
    { name: Buffer.from('caf\x82.txt', 'latin1'), data: Buffer.from('A text that is long enough to be one.\n') },
  ])
  const id = await imports.run({ kind: 'zip', uploadId: await imports.upload(damaged, 'bad.zip') })
  const results = await imports.results(id)
  expect(results).toMatchObject({
    ...{ 'root.jpg': 'refused absolute', link: 'refused link', 'secret.jpg': 'refused encrypted' },
    ...{ 'out.jpg': 'refused traversal', 'bomb.bmp': 'refused ratio', 'liar.jpg': 'refused damaged' },
    ...{ 'flipped.jpg': 'refused bad_crc', 'café.txt': 'created' },
  })
  expect(await imports.counts(id)).toMatchObject({ created: 2, refused: 8 })
  const { leftOut } = await world.db
    .selectFrom('importRun')
    .select('leftOut')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(leftOut).toBe(2)
})

test('an import of a folder stays below its root, follows no links, and makes folders of its paths', async () => {
  await mkdir(path.join(imports.root, 'shoot/day 1'), { recursive: true })
  await writeFile(path.join(world.folder, 'outside.jpg'), await world.jpeg())
  await symlink(path.join(world.folder, 'outside.jpg'), path.join(imports.root, 'shoot/link.jpg'))
  await symlink(world.folder, path.join(imports.root, 'escape'))
  await writeFile(path.join(imports.root, 'shoot/day 1/a.jpg'), await world.jpeg())
  const id = await imports.run({ kind: 'folder', location: 'shoot' })
  expect(await imports.results(id)).toEqual({ 'day 1/a.jpg': 'created' })
  expect((await findFolder(world.db, (await assetOf('folder:shoot', 'day 1/a.jpg')).folderId))?.path).toBe('day 1')
  for (const location of ['..', '/etc', 'escape', 'nowhere'])
    expect(await imports.state(await imports.plan({ kind: 'folder', location }))).toBe('failed')
})

test('an import continues after its process died within a batch, without importing anything twice', async () => {
  const folder = path.join(imports.root, 'many')
  await mkdir(folder, { recursive: true })
  for (let index = 0; index < 12; index++) await writeFile(path.join(folder, `${index}.jpg`), await world.jpeg())
  const id = await imports.plan({ kind: 'folder', location: 'many' })
  await startImport(world.db, imports.by, id)
  let settled = 0
  const dying = { onItem: () => void settled++, isStopped: () => settled >= 5 }
  await importBatch(imports.services, id, dying)
  const before = await world.db
    .selectFrom('importedAsset')
    .select('assetId')
    .where('source', '=', 'folder:many')
    .execute()
  expect(before.length).toBeGreaterThanOrEqual(5)
  expect(before.length).toBeLessThan(12)
  await world.runJobs({ IMPORT_ROOT: imports.root })
  expect(await imports.state(id)).toBe('done')
  const { rows } = await world.pool.query(
    "select count(*)::int as n, count(distinct asset_id)::int as assets from imported_asset where source = 'folder:many'",
  )
  expect(rows).toEqual([{ n: 12, assets: 12 }])
})

test('what was refused is tried again on request, and is imported once its file is there', async () => {
  const file = path.join(imports.root, 'late/a.jpg')
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, await world.jpeg())
  const id = await imports.plan({ kind: 'folder', location: 'late' })
  await rm(file)
  await startImport(world.db, imports.by, id)
  await imports.finish(id)
  expect(await imports.results(id)).toEqual({ 'a.jpg': 'refused file_gone' })
  await writeFile(file, await world.jpeg())
  await retryRefused(world.db, imports.by, id)
  await imports.finish(id)
  expect(await imports.results(id)).toEqual({ 'a.jpg': 'created' })
})

test('bytes that the library has under another id are no new asset', async () => {
  const data = await world.jpeg()
  await world.takeInBytes(data, 'by hand.jpg')
  const uploadId = await imports.upload(
    zipOf([
      { name: 'one.jpg', data },
      { name: 'two.jpg', data: Buffer.from(data) },
    ]),
    'twins.zip',
  )
  const id = await imports.run({ kind: 'zip', uploadId })
  expect(await imports.results(id)).toEqual({ 'one.jpg': 'same duplicate', 'two.jpg': 'same duplicate' })
})

test('a file whose asset was merged into another is there, unless it has changed', async () => {
  const folder = path.join(imports.root, 'merged')
  await mkdir(folder, { recursive: true })
  const names = ['kept.jpg', 'merged.jpg']
  for (const name of names) await writeFile(path.join(folder, name), await world.jpeg())
  await imports.run({ kind: 'folder', location: 'merged', source: 'merged' })
  const [kept, merged] = await Promise.all(names.map((name) => assetOf('merged', name)))
  await mergeAssets(
    world.db,
    { by: world.mara, now: new Date() },
    { keep: required(kept, 'kept').id, merge: [required(merged, 'merged').id] },
  )
  const again = { kind: 'folder', location: 'merged', source: 'merged' } as const
  expect(await imports.results(await imports.plan(again))).toMatchObject({ 'merged.jpg': 'would be same' })
  expect(await imports.results(await imports.run(again))).toMatchObject({ 'merged.jpg': 'same merged' })

  await writeFile(path.join(folder, 'merged.jpg'), await world.jpeg())
  expect(await imports.results(await imports.plan(again))).toMatchObject({ 'merged.jpg': 'refused merged_changed' })
  expect((await assetOf('merged', 'kept.jpg')).number).toBe(1)
})

test('a plan that was stopped does not end the plan that was begun after it', async () => {
  const folder = path.join(imports.root, 'replanned')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'a.jpg'), await world.jpeg())
  const id = await imports.plan({ kind: 'folder', location: 'replanned' })
  await planImportOf(world.db, id, [])
  const another = await world.pool.connect()
  await another.query('begin')
  await another.query('update import_run set plans = plans + 1 where id = $1', [id])
  const planning = planImport(imports.services, id)
  const isWaiting = async () => (await world.pool.query('select 1 from pg_locks where not granted')).rowCount
  await expect.poll(isWaiting, { timeout: 30_000 }).toBeGreaterThan(0)
  await another.query('commit')
  another.release()
  await planning
  expect(await imports.state(id)).toBe('planning')
})

test('a file whose stored original is damaged replaces it', async () => {
  const bytes = await world.jpeg()
  const folder = path.join(imports.root, 'healing')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'a.jpg'), bytes)
  await imports.run({ kind: 'folder', location: 'healing' })
  const key = originalKey(createHash('sha256').update(bytes).digest('hex'))
  await world.storage.put(key, Readable.from([Buffer.alloc(bytes.length)]), {})
  await noteFinding(world.db, { objectKey: key, problem: 'damaged', byteSize: bytes.length })
  await imports.run({
    kind: 'zip',
    source: 'another',
    uploadId: await imports.upload(zipOf([{ name: 'a.jpg', data: bytes }]), 'a.zip'),
  })
  expect(await buffer(await world.storage.read(key))).toEqual(bytes)
})
