import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Given, hour, NOUNS, now, openSearchWorld, pictureOf } from '#tests/support/search-world'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { alikeAssets } from '~/domain/search/alike.queries.server'
import { exemplarOfAsset } from '~/domain/search/exemplar.queries.server'
import { planSearch } from '~/domain/search/hits.queries.server'
import { PLAN_LIMITS } from '~/domain/search/plan-limits'
import { parseQuery } from '~/domain/search/query/parse'
import { searchAssets } from '~/domain/search/search-assets.queries.server'
import { suggest } from '~/domain/search/suggest.queries.server'

let world: Awaited<ReturnType<typeof openSearchWorld>>
beforeAll(async () => {
  world = await openSearchWorld()
})
afterAll(() => world.close())

const QUERIES = [
  ...[
    '',
    'lighthouse',
    'ligh',
    'harbours',
    'ridge -meadow',
    '"the bridge"',
    'unapproved',
    'secretdraft',
    'elsewhere',
    'one',
  ],
  ...[
    'tag:coast',
    'tag:"summer sale" valley',
    'creator:"jon zubieta"',
    'orientation:square',
    'orientation:portrait',
    'kind:photo',
  ],
  ...[
    'state:draft',
    'rights:expired',
    'rights:embargo',
    'in:shown',
    'in:elsewhere',
    'file:unapproved',
    'width:>450',
    'ligthouse',
  ],
  ...[
    'colour:blue',
    'colour:red lighthouse',
    'colour:#1a5fb4',
    '-colour:#c01c28',
    'colour:#865e3c',
    'kind:photo colour:#2ec27e',
  ],
  ...['markte', 'quagga', 'title:cellar', 'folder:x', '-lighthouse', 'credit:mendi', 'year:2026'],
]

const alikeTo = async (scope: ViewScope, noun: string) => {
  const own = world.made[NOUNS.indexOf(noun) + 1] ?? ''
  const exemplar = await exemplarOfAsset(scope, own)
  const brought = { look: pictureOf(noun), sha256: 'a'.repeat(64) }
  return [await alikeAssets(scope, brought), exemplar ? await alikeAssets(scope, exemplar) : 'unseen']
}

const answerTo = async (viewer: Viewer, typed: string) => {
  const scope = { db: world.db, viewer, now }
  const found = await searchAssets(scope, { query: parseQuery(typed), size: 20, withFacets: true })
  const byAge = await searchAssets(scope, { query: parseQuery(typed), size: 5, sort: 'newest', after: found.hits[3] })
  return {
    found,
    byAge,
    byName: await searchAssets(scope, { query: parseQuery(typed), size: 20, sort: 'name' }),
    suggested: await suggest(scope, typed),
    // What looks like the picture of a noun, and what looks like an asset, which tells nothing of one that is not seen.
    alike: NOUNS.includes(typed) || typed === '' ? await alikeTo(scope, typed) : [],
  }
}

async function allAnswers(): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const { name, viewer } of world.viewers)
    for (const typed of QUERIES) answers.set(`${name}: ${typed}`, JSON.stringify(await answerTo(viewer, typed)))
  return answers
}

test('hits, counts, facets and suggestions are of assets that the decision lets the viewer see, and of no others', async () => {
  const all = world.made
  const sizes = new Set<number>()
  for (const { name, viewer } of world.viewers) {
    const decisionOn = await authorize(world.db, viewer, all, now)
    const seen = all.filter((id) => decisionOn('see', id)?.allowed)
    const scope = { db: world.db, viewer, now }
    const whole = await searchAssets(scope, { query: parseQuery(''), size: 1000, withFacets: true })
    expect([...whole.hits].sort(), name).toEqual([...seen].sort())
    expect(whole.total, name).toEqual({ count: seen.length, isMore: false })
    const kinds = whole.facets.find(({ field }) => field === 'kind')?.values ?? []
    expect(
      kinds.reduce((sum, { count }) => sum + count, 0),
      name,
    ).toBe(seen.length)
    sizes.add(seen.length)
    for (const typed of QUERIES) {
      const { hits, total } = await searchAssets(scope, { query: parseQuery(typed), size: 1000 })
      expect(
        hits.filter((id) => !seen.includes(id)),
        `${name}: ${typed}`,
      ).toEqual([])
      expect(total.count, `${name}: ${typed}`).toBe(hits.length)
      const { assets } = await suggest(scope, typed)
      expect(
        assets.filter((id) => !seen.includes(id)),
        `${name}: ${typed}`,
      ).toEqual([])
    }
  }
  expect(sizes.size, 'the worlds must differ, or the test shows nothing').toBeGreaterThan(3)
})

test('outsiders find nothing by what is said of versions and in texts that do not leave', async () => {
  for (const { name, viewer } of world.viewers.filter(({ name }) => name !== 'role editor'))
    for (const typed of [
      'unapproved',
      'secretdraft',
      'orientation:square',
      'width:>450',
      'file:unapproved',
      'in:elsewhere',
    ]) {
      const { hits } = await searchAssets({ db: world.db, viewer, now }, { query: parseQuery(typed), size: 1000 })
      if (name === 'role viewer' && typed === 'in:elsewhere') continue
      // A pin to the newer version delivers it, where it is approved; none is in this world.
      expect(hits, `${name}: ${typed}`).toEqual([])
    }
  const editor = world.viewers.find(({ name }) => name === 'role editor')?.viewer ?? { kind: 'nobody' }
  const { hits } = await searchAssets(
    { db: world.db, viewer: editor, now },
    { query: parseQuery('secretdraft'), size: 1000 },
  )
  expect(hits.length).toBeGreaterThan(20)
})

test('pictures that look like one, and the best of them, are of assets that the viewer sees', async () => {
  const sizes = new Set<number>()
  for (const { name, viewer } of world.viewers) {
    const scope = { db: world.db, viewer, now }
    const decisionOn = await authorize(world.db, viewer, world.made, now)
    const seen = world.made.filter((id) => decisionOn('see', id)?.allowed)
    for (const noun of NOUNS) {
      const found = await alikeAssets(scope, { look: pictureOf(noun), sha256: '' })
      expect(
        found.filter(({ assetId }) => !seen.includes(assetId)),
        `${name}: ${noun}`,
      ).toEqual([])
      expect(
        found.map(({ distance }) => distance),
        `${name}: ${noun}`,
      ).toEqual(found.map(({ distance }) => distance).sort((one, other) => one - other))
      sizes.add(found.length)
    }
    // The same file counts before all others, in the version that the viewer sees.
    const same = await alikeAssets(scope, { look: pictureOf('lighthouse'), sha256: 'a'.repeat(64) })
    expect(same.filter(({ grade }) => grade === 'same').length, name).toBe(Math.min(50, seen.length))
    for (const id of world.made.slice(0, 20))
      expect((await exemplarOfAsset(scope, id)) !== undefined, `${name}: ${id}`).toBe(seen.includes(id))
  }
  expect(sizes.size).toBeGreaterThan(2)
})

test('how a search is planned changes no answer: by words, by what a portal or share contains, or the newest first', async () => {
  const limits = { ...PLAN_LIMITS }
  const asked = ['lighthouse', 'ligh', 'harbours', 'ridge -meadow', '"the bridge"', 'one tag:coast', 'markte', '']
  const answers = async () => {
    const all: string[] = []
    for (const { viewer } of world.viewers)
      for (const typed of asked) all.push(JSON.stringify(await answerTo(viewer, typed)))
    return all
  }
  try {
    const usual = await answers()
    Object.assign(PLAN_LIMITS, { commonWord: 1, largeAudience: 1 })
    const ofNewest = parseQuery('lighthouse')
    for (const { viewer } of world.viewers.filter(({ name }) => name !== 'nobody'))
      expect(
        await planSearch({ db: world.db, viewer, now }, { query: ofNewest, filter: {}, sort: 'newest' }),
      ).toMatchObject({
        isNewestFirst: true,
      })
    expect(await answers()).toEqual(usual)
    Object.assign(PLAN_LIMITS, { commonWord: 8000, largeAudience: 1 })
    expect(await answers()).toEqual(usual)
  } finally {
    Object.assign(PLAN_LIMITS, limits)
  }
})

test('a hidden asset changes no byte of an answer to outsiders', async () => {
  const before = await allAnswers()
  const hidden: Given[] = [
    ...[
      { isApproved: false },
      { isApproved: true, isDeleted: true },
      { isApproved: true, isHeld: true, isPinned: false },
    ],
    ...[
      { isApproved: true, embargoUntil: hour(3), expiresAt: null },
      { isApproved: true, expiresAt: hour(-3), embargoUntil: null },
    ],
  ]
  for (const given of hidden)
    for (const noun of [...NOUNS, 'ligthouse', 'markte', 'lighthousekeeper', 'quagga'])
      await world.oneAsset(noun, given)
  await world.index()
  const after = await allAnswers()
  const changed = [...before].filter(([key, answer]) => after.get(key) !== answer).map(([key]) => key)
  expect(changed.filter((key) => !key.startsWith('role editor'))).toEqual([])
  expect(changed.length).toBeGreaterThan(5)

  // What other portals show is hidden from visitors and links, too.
  for (const noun of ['lighthouse', 'markte', 'quagga'])
    await world.oneAsset(noun, {
      isApproved: true,
      isHeld: false,
      isDeleted: false,
      embargoUntil: null,
      expiresAt: null,
      place: 'elsewhere',
    })
  await world.index()
  const last = await allAnswers()
  const moved = [...after].filter(([key, answer]) => last.get(key) !== answer).map(([key]) => key)
  expect(moved.filter((key) => /^(?:visitor|link|nobody)/.test(key))).toEqual([])
  expect(moved.some((key) => key.startsWith('role viewer'))).toBe(true)
})
