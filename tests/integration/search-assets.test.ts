import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { indexChanges } from '~/domain/search/index-assets.commands.server'
import { nothingFound } from '~/domain/search/nothing-found.queries.server'
import { parseQuery } from '~/domain/search/query/parse'
import { writeQuery } from '~/domain/search/query/write'
import { type SearchAsk, searchAssets } from '~/domain/search/search-assets.queries.server'
import { dbNow } from '~/platform/db.server'

let world: World
let names: Map<string, string>
const viewer = (role: 'viewer' | 'editor'): Viewer => ({ kind: 'staff', personId: world.iker.id, name: 'Iker', role })

interface Made {
  state?: 'draft' | 'approved'
  fileName?: string
  title: Record<string, string>
  description?: Record<string, string>
  keywords?: string[]
  creator?: string
  size?: [number, number]
}

const MADE: Record<string, Made> = {
  lighthouse: {
    title: { en: 'Lighthouse at dusk', eu: 'Itsasargia ilunabarrean' },
    keywords: ['Coast', 'Summer sale'],
    creator: 'Ane Mendizabal',
  },
  harbour: {
    title: { en: 'Harbour', es: 'El puerto de España', ar: 'المَنارة' },
    description: { en: 'Boats below the lighthouses of the bay' },
    keywords: ['coast'],
  },
  ridge: {
    state: 'draft',
    title: { en: 'Aizkorri ridge' },
    fileName: 'SKU-12_34_final.jpg',
    size: [48, 64],
    creator: 'Jon Zubieta',
  },
  old: { title: { en: 'The old town, seen from above' }, description: { en: 'Town and old walls' } },
  town: { title: { en: 'Town hall' }, description: { en: 'An old building of the town' }, size: [48, 48] },
}

beforeAll(async () => {
  world = await openWorld()
  names = new Map()
  for (const [
    name,
    { state = 'approved', fileName = `${name}.jpg`, size, creator = 'Iker', ...given },
  ] of Object.entries(MADE)) {
    const { assetId } = await world.photo(state, { fileName, bytes: await world.jpeg(...(size ?? [64, 48])) })
    names.set(assetId, name)
    const texts = { altText: { en: 'A picture' }, description: {}, usageTerms: {}, keywords: [], ...given }
    await describeAsset(world.db, world.iker, assetId, texts)
    await setRights(world.db, world.iker, assetId, {
      creator,
      creditLine: 'Visit Mendialde',
      embargoZone: 'UTC',
      expiresZone: 'UTC',
    })
  }
  await indexChanges({ db: world.db, storage: world.storage })
})
afterAll(() => world.close())

const idOf = (name: string) => [...names].find(([, each]) => each === name)?.[0] ?? ''
const search = async (typed: string, ask: Partial<SearchAsk> = {}, role: 'viewer' | 'editor' = 'editor') =>
  searchAssets(
    { db: world.db, viewer: viewer(role), now: await dbNow(world.db) },
    { query: parseQuery(typed), size: 60, ...ask },
  )
const find = async (typed: string, role: 'viewer' | 'editor' = 'editor') => {
  const { hits, didYouMean } = await search(typed, {}, role)
  return didYouMean ? [] : hits.map((id) => names.get(id)).sort()
}

describe('a search finds', () => {
  test.each<[string, string[]]>([
    ['lighthouse', ['harbour', 'lighthouse']],
    ['LIGHTHOUSES', ['harbour', 'lighthouse']],
    ['itsasargia', ['lighthouse']],
    ['puertos', ['harbour']],
    ['espana', ['harbour']],
    ['المنارة', ['harbour']],
    ['ligh', ['harbour', 'lighthouse']],
    ['ligh dusk', []],
    ['dusk ligh', ['lighthouse']],
    ['ligh* dusk', ['lighthouse']],
    ['"old town"', ['old']],
    ['old town', ['old', 'town']],
    ['town -hall', ['old']],
    ['-town', ['harbour', 'lighthouse', 'ridge']],
    ['1234', ['ridge']],
    ['SKU-12_34', ['ridge']],
    ['sku12', ['ridge']],
    ['12-34', ['ridge']],
    ['final', ['ridge']],
    ['kind:photo ridge', ['ridge']],
    ['kind:video', []],
    ['tag:coast', ['harbour', 'lighthouse']],
    ['tag:"summer sale"', ['lighthouse']],
    ['tag:sum*', ['lighthouse']],
    ['-tag:coast', ['old', 'ridge', 'town']],
    ['title:lighthouse', ['lighthouse']],
    ['title:"town hall"', ['town']],
    ['creator:"jon zubieta"', ['ridge']],
    ['credit:mendiz', ['lighthouse']],
    ['file:sku', ['ridge']],
    ['-file:sku town', ['old', 'town']],
    ['ext:jpg ridge', ['ridge']],
    ['orientation:portrait', ['ridge']],
    ['orientation:square', ['town']],
    ['width:>=64 -lighthouse -old', []],
    ['width:>48', ['harbour', 'lighthouse', 'old']],
    ['size:>1kb', []],
    ['size:<1mb', ['harbour', 'lighthouse', 'old', 'ridge', 'town']],
    ['duration:<30s', []],
    ['created:2020..', ['harbour', 'lighthouse', 'old', 'ridge', 'town']],
    ['created:<2020', []],
    ['state:draft', ['ridge']],
    ['rights:clear -state:draft -town', ['harbour', 'lighthouse']],
    ['rights:expired', []],
    ['', ['harbour', 'lighthouse', 'old', 'ridge', 'town']],
    ['"" - *', ['harbour', 'lighthouse', 'old', 'ridge', 'town']],
    ['foo:bar', []],
    [`'; drop -- \\ ' " & | ! ( ) <->`, []],
  ])('for %s: %j', async (typed, expected) => {
    expect(await find(typed)).toEqual(expected)
  })

  test('for the role viewer nothing that is not approved, and by no other name', async () => {
    for (const typed of ['ridge', '1234', 'state:draft', 'orientation:portrait'])
      expect(await find(typed, 'viewer'), typed).toEqual([])
    expect(await find('ligh', 'viewer')).toEqual(['harbour', 'lighthouse'])
    expect(await find('', 'viewer')).toEqual(['harbour', 'lighthouse', 'old', 'town'])
  })

  test('in a collection by its slug, and in no deleted one', async () => {
    const id = await createCollection(world.db, world.iker, 'Press kit', 'en')
    await addToCollection(world.db, world.iker, id, { assetIds: [idOf('town'), idOf('ridge')] })
    const { slug } = await world.db
      .selectFrom('collection')
      .where('id', '=', id)
      .select('slug')
      .executeTakeFirstOrThrow()
    expect(await find(`in:${slug}`)).toEqual(['ridge', 'town'])
    expect(await find(`in:${slug}`, 'viewer')).toEqual(['town'])
    await world.db.updateTable('collection').set({ deletedAt: new Date() }).where('id', '=', id).execute()
    expect(await find(`in:${slug}`)).toEqual([])
  })
})

describe('words that nothing has', () => {
  test.each([
    ['ligthouse', 'lighthouse', ['harbour', 'lighthouse']],
    ['aizkori ridge', 'aizkorri ridge', ['ridge']],
    ['dusk tag:coast harbuor', undefined, []],
    ['xylophone', undefined, []],
  ])('%s: the closest word is searched for instead, if something is found by it', async (typed, meant, found) => {
    const { hits, didYouMean } = await search(typed)
    expect(didYouMean && writeQuery(didYouMean)).toBe(meant)
    expect(hits.map((id) => names.get(id)).sort()).toEqual(found)
  })

  test('are not replaced by words that only hidden assets have', async () => {
    expect((await search('aizkori', {}, 'viewer')).didYouMean).toBeUndefined()
    expect((await search('ligthouse', {}, 'viewer')).hits).toHaveLength(2)
  })
})

describe('hits', () => {
  const order = async (ask: Partial<SearchAsk>, typed = '') =>
    (await search(typed, ask)).hits.map((id) => names.get(id))

  test('are sorted by relevance, age, name, downloads and the end of the licence', async () => {
    expect(await order({}, 'lighthouse')).toEqual(['lighthouse', 'harbour'])
    expect(await order({ sort: 'newest' }, 'lighthouse')).toEqual(['harbour', 'lighthouse'])
    expect(await order({})).toEqual(['town', 'old', 'ridge', 'harbour', 'lighthouse'])
    expect(await order({ sort: 'name' })).toEqual(['ridge', 'harbour', 'lighthouse', 'old', 'town'])
    const downloaded = { rendition: 'web', byteSize: 1, assetId: idOf('old') }
    await world.db.insertInto('download').values([downloaded, downloaded]).execute()
    await world.db
      .insertInto('download')
      .values({ ...downloaded, assetId: idOf('ridge') })
      .execute()
    expect((await order({ sort: 'used' })).slice(0, 2)).toEqual(['old', 'ridge'])
    const ends = (name: string, expiresAt: Date) =>
      world.db.updateTable('assetRights').set({ expiresAt }).where('assetId', '=', idOf(name)).execute()
    await ends('town', new Date('2098-01-01'))
    await ends('ridge', new Date('2097-01-01'))
    await ends('old', new Date('2020-01-01'))
    expect(await order({ sort: 'expiring' })).toEqual(['ridge', 'town'])
    await world.db.updateTable('assetRights').set({ expiresAt: null }).execute()
  })

  test.each(['newest', 'relevance', 'name', 'used'] as const)(
    'are paged by key, forwards and backwards: %s',
    async (sort) => {
      const typed = sort === 'relevance' ? 'jpg' : ''
      const all = (await search(typed, { sort })).hits
      expect(all).toHaveLength(5)
      const pages = [await search(typed, { sort, size: 2 })]
      while (pages.at(-1)?.next) pages.push(await search(typed, { sort, size: 2, after: pages.at(-1)?.next }))
      expect(pages.flatMap(({ hits }) => hits)).toEqual(all)
      expect(pages.map(({ from }) => from)).toEqual([1, 3, 5])
      expect(pages.map(({ previous }) => previous)).toEqual([undefined, '', pages[0]?.next])
    },
  )

  test('are counted with their facets, of what the viewer sees', async () => {
    const { total, facets } = await search('', { withFacets: true })
    expect(total).toEqual({ count: 5, isMore: false })
    const counts = Object.fromEntries(
      facets.map(({ field, values }) => [field, Object.fromEntries(values.map(({ value, count }) => [value, count]))]),
    )
    expect(counts).toMatchObject({
      ...{
        kind: { photo: 5 },
        state: { approved: 4, draft: 1 },
        orientation: { landscape: 3, portrait: 1, square: 1 },
      },
      ...{ keyword: { Coast: 1, coast: 1, 'Summer sale': 1 }, format: { jpg: 5 }, rights: { clear: 5 } },
      creator: { 'Ane Mendizabal': 1, 'Jon Zubieta': 1, Iker: 3 },
    })
    const seen = await search('', { withFacets: true }, 'viewer')
    expect(seen.total.count).toBe(4)
    expect(seen.facets.find(({ field }) => field === 'creator')?.values.map(({ value }) => value)).toEqual([
      'Iker',
      'Ane Mendizabal',
    ])
  })
})

describe('after a search that found nothing', () => {
  const help = async (typed: string) =>
    nothingFound({ db: world.db, viewer: viewer('editor'), now: await dbNow(world.db) }, parseQuery(typed))

  test('near words are offered for a word by which nothing is found, in its place', async () => {
    const { near, without } = await help('harbour ligthhouse')
    expect(near).toContainEqual({ word: 'lighthouse', q: 'harbour lighthouse' })
    expect(without).toMatchObject([{ term: 'ligthhouse', q: 'harbour', count: 1 }])
  })

  test('none are offered for words by which something is found, each for itself', async () => {
    expect((await help('ridge lighthouse')).near).toEqual([])
  })
})
