import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Given, NOUNS, now, openSearchWorld } from '#tests/support/search-world'
import type { Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { assetsOfCollection, withCounts } from '~/domain/collections/collection-assets.queries.server'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { createSmartCollection } from '~/domain/collections/smart-collections.commands.server'
import type { Person } from '~/domain/identity/person'
import { type DueLetter, noteNewMatches } from '~/domain/saved/new-matches.commands.server'
import { NewSavedSearch } from '~/domain/saved/saved-search'
import { saveSearch } from '~/domain/saved/saved-searches.commands.server'
import { subscribe } from '~/domain/saved/subscriptions.commands.server'
import { parseQuery } from '~/domain/search/query/parse'
import { searchAssets } from '~/domain/search/search-assets.queries.server'
import { settleChanged } from '~/domain/smart/settle.commands.server'
import { newId, sha256Hex } from '~/platform/ids.server'

/** Rules that no form accepts are among them: what is in the database betrays nothing either. */
const RULES = [
  ...['lighthouse', 'keyword:coast', '-lighthouse', 'creator:"jon zubieta" kind:photo', 'unapproved', 'secretdraft'],
  ...[
    'orientation:square',
    'width:>450',
    'file:unapproved',
    'state:draft',
    'rights:expired',
    'in:shown',
    'created:2026',
  ],
]
const SEEN: Given = { isApproved: true, isHeld: false, isDeleted: false, embargoUntil: null, expiresAt: null }
const HIDDEN: Given[] = [
  ...[
    { isApproved: false },
    { isApproved: true, isDeleted: true },
    { isApproved: true, isHeld: true, isPinned: false },
  ],
  { isApproved: true, embargoUntil: new Date('2099-01-01'), expiresAt: null },
  { isApproved: true, expiresAt: new Date('2026-01-01'), embargoUntil: null },
]

let world: Awaited<ReturnType<typeof openSearchWorld>>
let mara: Person
let nerea: Person
const smart: { rule: string; id: string; outsiders: { name: string; viewer: Viewer }[] }[] = []

beforeAll(async () => {
  world = await openSearchWorld()
  const { db } = world
  const people = [
    { id: newId(), email: 'nerea@mendialde.example', name: 'Nerea', role: 'viewer' as const, passwordHash: 'x' },
  ]
  await db.insertInto('person').values(people).execute()
  const found = await db.selectFrom('person').select(['id', 'email', 'name', 'role']).execute()
  mara = found.find(({ role }) => role === 'manager') as Person
  nerea = found.find(({ role }) => role === 'viewer') as Person
  for (const rule of RULES) smart.push(await published(rule))
  await settleChanged({ db })
})
afterAll(() => world.close())

/** A smart collection that a portal of its own shows and a share of its own delivers. */
async function published(rule: string) {
  const { db } = world
  const id = await createSmartCollection(db, mara, { title: rule, rule: { query: rule, sort: 'name' } }, 'en')
  const [portalId, shareId] = [newId(), newId()]
  const publishedAt = new Date('2026-01-01')
  await db
    .insertInto('portal')
    .values({ id: portalId, slug: `p-${portalId}`.slice(0, 40), theme: '{}', themeCss: '', themeHash: '', publishedAt })
    .execute()
  await db.insertInto('portalCollection').values({ portalId, collectionId: id, position: 0 }).execute()
  const link = { title: 'Link', tokenHash: sha256Hex(shareId), createdBy: mara.id, neverReason: 'a test' }
  await db
    .insertInto('share')
    .values({ id: shareId, collectionId: id, ...link })
    .execute()
  const terms = { allows: 'original' as const, includesOriginalOnly: false, keepsMetadata: false }
  const window = { opensAt: null, expiresAt: null, revokedAt: null }
  const outsiders: { name: string; viewer: Viewer }[] = [
    { name: 'visitor', viewer: { kind: 'visitor', portalId, publishedAt, ...terms } },
    { name: 'link', viewer: { kind: 'link', shareId, creatorMayShare: true, unlocked: true, ...terms, ...window } },
  ]
  return { rule, id, outsiders }
}

/** What an outsider learns of a smart collection: items in their order, counts and cover, and what searches find there. */
async function answerTo(id: string, viewer: Viewer): Promise<string> {
  const { db } = world
  const scope = { db, viewer, now }
  const collection = await findCollection(db, id)
  const [counted] = collection ? await withCounts(db, [collection], viewer, now) : []
  return JSON.stringify({
    items: await assetsOfCollection(db, id, viewer, now),
    counted: { ...counted, newestAt: null },
    found: await searchAssets(scope, { query: parseQuery('lighthouse'), size: 20, withFacets: true }),
    all: await searchAssets(scope, { query: parseQuery(''), size: 20, withFacets: true }),
  })
}

async function allAnswers(): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const { rule, id, outsiders } of smart)
    for (const { name, viewer } of outsiders) answers.set(`${rule}: ${name}`, await answerTo(id, viewer))
  return answers
}

const followed = async () => {
  await world.index()
  await settleChanged({ db: world.db })
}

test('outsiders see of a smart collection what the decision allows, and what they would find by its rule themselves', async () => {
  const sizes = new Map<string, number>()
  for (const { rule, id, outsiders } of smart)
    for (const { name, viewer } of outsiders) {
      const items = await assetsOfCollection(world.db, id, viewer, now)
      const decisionOn = await authorize(world.db, viewer, world.made, now)
      expect(
        items.filter((each) => !decisionOn('see', each)?.allowed),
        `${rule}: ${name}`,
      ).toEqual([])
      const { hits } = await searchAssets({ db: world.db, viewer, now }, { query: parseQuery(rule), size: 1000 })
      expect([...items].sort(), `${rule}: ${name}`).toEqual([...hits].sort())
      sizes.set(rule, items.length)
    }
  expect([...sizes].filter(([, size]) => size > 0).length, 'empty collections show nothing').toBeGreaterThan(4)
  for (const secret of [
    'unapproved',
    'secretdraft',
    'orientation:square',
    'width:>450',
    'state:draft',
    'rights:expired',
  ])
    expect(sizes.get(secret), secret).toBe(0)
})

test('a hidden asset changes no byte of what outsiders see of smart collections', async () => {
  const before = await allAnswers()
  for (const given of HIDDEN) for (const noun of NOUNS) await world.oneAsset(noun, { ...given, place: 'nowhere' })
  await followed()
  expect([...(await allAnswers())].filter(([key, answer]) => before.get(key) !== answer).map(([key]) => key)).toEqual(
    [],
  )
  await world.oneAsset('lighthouse', { ...SEEN, place: 'nowhere' })
  await followed()
  const changed = [...(await allAnswers())].filter(([key, answer]) => before.get(key) !== answer).map(([key]) => key)
  expect(changed).toContain('lighthouse: visitor')
  expect(changed).toContain('lighthouse: link')
})

test('a hidden asset is in no letter to those who may not see it, and changes none', async () => {
  const { db } = world
  const code = await saveSearch(
    db,
    mara,
    NewSavedSearch.parse({ name: 'L', q: 'lighthouse', shared: 'on', view: 'grid', density: 'm' }),
  )
  const viewer: Viewer = { kind: 'staff', personId: nerea.id, name: nerea.name, role: 'viewer' }
  await subscribe({ db, viewer, now: new Date() }, nerea, code, {
    cadence: 'instant',
    hour: 8,
    weekday: 1,
    zone: 'UTC',
  })
  const { id } = await db.selectFrom('searchSubscription').select('id').executeTakeFirstOrThrow()
  const told = async () => {
    await world.index()
    await db
      .updateTable('searchSubscription')
      .set({ nextAt: new Date('2026-01-01') })
      .execute()
    const letters: DueLetter[] = []
    await noteNewMatches(db, id, async (_trx, letter) => void letters.push(letter))
    const letterIds = letters.map(({ letterId }) => letterId)
    if (letterIds.length === 0) return []
    const rows = await db.selectFrom('subscriptionMatch').select('assetId').where('letterId', 'in', letterIds).execute()
    return rows.map(({ assetId }) => assetId)
  }
  for (const given of HIDDEN) await world.oneAsset('lighthouse', { ...given, place: 'nowhere' })
  expect(await told()).toEqual([])
  const seen = await world.oneAsset('lighthouse', { ...SEEN, place: 'nowhere' })
  expect(await told()).toEqual([seen])
  expect(await told()).toEqual([])
})
