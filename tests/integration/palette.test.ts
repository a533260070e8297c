import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { createCollection } from '~/domain/collections/collections.commands.server'
import { createPerson } from '~/domain/identity/people.commands.server'
import type { Person } from '~/domain/identity/person'
import { type FoundRef, readRefs, writeRefs } from '~/domain/search/palette'
import { findByName, nameAll } from '~/domain/search/palette.queries.server'
import { dbNow } from '~/platform/db.server'
import { newId, sha256Hex } from '~/platform/ids.server'

let world: World
let ander: Person
let draft: string
let approved: string
let collection: string
const [ofIker, ofMara, portal] = [newId(), newId(), newId()]
beforeAll(async () => {
  world = await openWorld()
  const account = { email: 'ander@mendialde.example', name: 'Ander', password: 'a long password' }
  ander = await createPerson(world.db, { ...account, role: 'admin' })
  draft = (await world.photo('draft', { fileName: 'harbour-night.jpg' })).assetId
  approved = (await world.photo('approved', { fileName: 'harbour-day.jpg' })).assetId
  collection = await createCollection(world.db, world.iker, 'Harbour of the north', 'en')
  const { db } = world
  await db
    .insertInto('portal')
    .values({ id: portal, slug: 'harbour-press', theme: '{}', themeCss: '', themeHash: '' })
    .execute()
  for (const [id, by] of [
    [ofIker, world.iker],
    [ofMara, world.mara],
  ] as const)
    await db
      .insertInto('share')
      .values({ id, title: 'Harbour for the press', tokenHash: sha256Hex(id), createdBy: by.id, neverReason: 'a test' })
      .execute()
  await world.runJobs()
})
afterAll(() => world.close())

const reader = async (person: Person) => ({
  ...{ db: world.db, person, locale: 'en', now: await dbNow(world.db) },
  viewer: { kind: 'staff' as const, personId: person.id, name: person.name, role: person.role },
})
const find = async (person: Person, q: string) =>
  new Set((await findByName(await reader(person), q)).map(({ kind, id }) => `${kind}:${id}`))

describe('the command palette', () => {
  test('finds by name what each role may open', async () => {
    const [iker, mara] = [await find(world.iker, 'harbour'), await find(world.mara, 'harbour')]
    expect(iker).toEqual(
      new Set([`asset:${draft}`, `asset:${approved}`, `collection:${collection}`, `share:${ofIker}`]),
    )
    expect(mara).toEqual(new Set([...iker, `share:${ofMara}`, `portal:${portal}`]))
    expect(await find(world.nerea, 'harbour')).toEqual(new Set([`asset:${approved}`]))
  })

  test('finds people for administrators only, by name and address', async () => {
    expect(await find(ander, 'nerea')).toEqual(new Set([`person:${world.nerea.id}`]))
    expect(await find(ander, 'nerea@mendi')).toEqual(new Set([`person:${world.nerea.id}`]))
    expect(await find(world.mara, 'nerea')).toEqual(new Set())
  })

  test('needs every word, and takes signs of patterns as they are', async () => {
    expect(await find(world.iker, 'north harbour')).toEqual(new Set([`collection:${collection}`]))
    for (const q of ['harbour nowhere', '%', '_____', ' ']) expect(await find(world.iker, q), q).toEqual(new Set())
  })

  test('names what was opened last in its order, without what is gone or not allowed any more', async () => {
    const refs: FoundRef[] = [
      { kind: 'collection', id: collection },
      { kind: 'asset', id: draft },
      { kind: 'person', id: world.mara.id },
      { kind: 'asset', id: newId() },
      { kind: 'asset', id: approved },
    ]
    const names = async (person: Person) =>
      (await nameAll(await reader(person), refs)).map(({ kind, id }) => ({ kind, id }))
    expect(await names(world.iker)).toEqual([refs[0], refs[1], refs[4]])
    expect(await names(world.nerea)).toEqual([refs[4]])
    expect(await names(ander)).toEqual([refs[0], refs[1], refs[2], refs[4]])
  })

  test('reads of a list of things only what it can, and at most eight', () => {
    const refs: FoundRef[] = Array.from({ length: 12 }, () => ({ kind: 'asset', id: newId() }))
    expect(readRefs(writeRefs(refs))).toEqual(refs.slice(0, 8))
    expect(readRefs(`asset:1,spaceship:${draft},asset:${draft},,:`)).toEqual([{ kind: 'asset', id: draft }])
  })
})
