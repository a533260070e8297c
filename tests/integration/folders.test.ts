import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { actOnSelection } from '~/domain/bulk/bulk.commands.server'
import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { changeFolders, ensureFolders } from '~/domain/folders/folders.commands.server'
import { listFolders } from '~/domain/folders/folders.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { foldersInLibrary } from '~/domain/search/folders-in-library.queries.server'
import { listLibrary } from '~/domain/search/library.queries.server'
import { dbNow } from '~/platform/db.server'

let world: World
let viewer: Viewer
beforeAll(async () => {
  world = await openWorld()
  viewer = { kind: 'staff', personId: world.iker.id, name: 'Iker', role: 'editor' }
})
afterAll(() => world.close())

const by = () => actorOf(world.iker)
const make = (...names: string[]) => ensureFolders(world.db, by(), names)
const paths = async () => (await listFolders(world.db)).map(({ path }) => path)
const move = (id: string, parentId: string | null) => changeFolders(world.db, by(), { intent: 'move', id, parentId })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

describe('the tree of folders', () => {
  test('is made along paths, each folder once, also by many at once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => make('Press', '2026', 'May')))
    expect(new Set(ids).size).toBe(1)
    expect(await paths()).toEqual(['Press', 'Press / 2026', 'Press / 2026 / May'])
  })

  test('has no cycles, no two folders of one name in one place, and ends at its depth', async () => {
    const [press, may] = [(await make('Press')) ?? '', (await make('Press', '2026', 'May')) ?? '']
    expect(await code(move(press, may))).toBe('folder.in_itself')
    expect(await code(move(press, press))).toBe('folder.in_itself')
    const other = (await make('May')) ?? ''
    const year = (await make('Press', '2026')) ?? ''
    expect(await code(move(other, year))).toBe('folder.name_taken')
    expect(await code(changeFolders(world.db, by(), { intent: 'rename', id: other, name: 'Press' }))).toBe(
      'folder.name_taken',
    )
    const deep = (await make(...Array.from({ length: 40 }, (_, index) => `d${index}`))) ?? ''
    expect(await code(changeFolders(world.db, by(), { intent: 'create', name: 'x', parentId: deep }))).toBe(
      'folder.too_deep',
    )
    expect(await code(move(press, deep))).toBe('folder.too_deep')
    const results = await Promise.all([code(move(press, other)), code(move(other, press))])
    expect(results.sort()).toEqual(['done', 'folder.in_itself'])
  })

  test('loses only empty folders', async () => {
    const folderId = (await make('Full')) ?? ''
    const { assetId } = await world.photo('draft')
    await actOnSelection(world.db, { person: world.iker, viewer }, { act: 'move', assets: [assetId], folderId }, 'en')
    expect(await code(changeFolders(world.db, by(), { intent: 'delete', id: folderId }))).toBe('folder.not_empty')
    const empty = (await make('Empty')) ?? ''
    expect(await changeFolders(world.db, by(), { intent: 'delete', id: empty })).toBeNull()
  })
})

test('moving assets keeps their collections and state, is undone to where each was, and filters the library', async () => {
  const [first, second] = [await world.photo('approved'), await world.photo('draft')]
  const collection = await createCollection(world.db, world.iker, 'Kept', 'en')
  await addToCollection(world.db, world.iker, collection, { assetIds: [first.assetId] })
  const [a, b] = [(await make('A')) ?? '', (await make('B', 'inner')) ?? '']
  const act = (input: Parameters<typeof actOnSelection>[2]) =>
    actOnSelection(world.db, { person: world.iker, viewer }, input, 'en')
  const assets = [first.assetId, second.assetId]
  await act({ act: 'move', assets: [first.assetId], folderId: a })
  const moved = await act({ act: 'move', assets, folderId: b })
  expect(moved).toMatchObject({ done: assets, refused: [] })
  const now = await dbNow(world.db)
  const inB = async (folder: string) =>
    (await listLibrary({ db: world.db, viewer, now }, { folder }, 'en')).assets.map(({ id }) => id).sort()
  expect(await inB((await make('B')) ?? '')).toEqual([...assets].sort())
  const top = await foldersInLibrary({ db: world.db, viewer, now }, undefined)
  expect(top.children.find(({ name }) => name === 'B')?.count).toBe(2)
  const kept = await world.db
    .selectFrom('collectionAsset')
    .select('assetId')
    .where('collectionId', '=', collection)
    .execute()
  expect(kept).toEqual([{ assetId: first.assetId }])
  expect(await act({ act: 'move_back', assets })).toMatchObject({ done: assets })
  const homes = await world.db.selectFrom('asset').select(['id', 'folderId']).where('id', 'in', assets).execute()
  expect(new Map(homes.map((row) => [row.id, row.folderId]))).toEqual(
    new Map([
      [first.assetId, a],
      [second.assetId, null],
    ]),
  )
  expect(await act({ act: 'move', assets, folderId: '00000000-0000-7000-8000-000000000000' })).toMatchObject({
    done: [],
  })
})
