import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { missingTexts } from '~/domain/assets/asset-texts.queries.server'
import { Operation } from '~/domain/bulk/bulk-edit'
import { planBulkEdit, startBulkEdit, undoBulkEdit } from '~/domain/bulk/bulk-edits.commands.server'
import { countOutcomes } from '~/domain/bulk/bulk-edits.queries.server'
import { assetDetails } from '~/domain/delivery/public-assets.queries.server'
import { approvedTexts } from '~/domain/embeds/approved-texts.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { addSynonym, openVocabulary, removeSynonym, removeTerm } from '~/domain/metadata/keyword-terms.commands.server'
import { keywordsOfAssets } from '~/domain/metadata/keywords.queries.server'
import { changeTerm, createTerm, mergeTerm } from '~/domain/metadata/terms.commands.server'
import { keywordChange } from '~/domain/metadata/value'
import { setValues } from '~/domain/metadata/values.commands.server'
import { termsOf } from '~/domain/metadata/vocabularies.queries.server'
import { TermSettings } from '~/domain/metadata/vocabulary'
import { parseQuery } from '~/domain/search/query/parse'
import { searchAssets } from '~/domain/search/search-assets.queries.server'
import { dbNow, inTransaction } from '~/platform/db.server'

let world: World
let ids: string[]
let versions: string[]
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Two approved files with the same keyword under two names, and one with a word of its own. */
beforeEach(async () => {
  await world.pool.query('delete from vocabulary_term where vocabulary_id = 0')
  await openVocabulary(world.db, world.mara, 'keywords', true)
  await world.pool.query('delete from asset')
  const photos = [await world.photo(), await world.photo(), await world.photo()]
  ids = photos.map(({ assetId }) => assetId)
  versions = photos.map(({ versionId }) => versionId)
  await fromFile(ids[0], 'lighthouse', 'coast')
  await fromFile(ids[1], 'Itsasargia')
  await fromFile(ids[2], 'coast')
})

/** As they come with a file. */
const fromFile = (id = '', ...words: string[]) =>
  inTransaction(world.db, (trx) => setValues(trx, actorOf(world.iker), [keywordChange(id, words)]))
const term = (labels: object, synonyms: object = {}) =>
  createTerm(world.db, world.mara, 'keywords', TermSettings.parse({ labels, synonyms }))
const lighthouse = () => term({ en: 'Lighthouse', eu: 'Itsasargia' }, { es: 'faro' })
const stored = async (n: number) => (await keywordsOfAssets(world.db, [ids[n] ?? ''])).get(ids[n] ?? '')
const shown = async (n: number, locale: string) =>
  (await assetDetails(world.db, { versionId: versions[n] ?? '' }, locale)).keywords
const typed = (n: number, keywords: string[], locale?: string) =>
  describeAsset(world.db, world.iker, ids[n] ?? '', {
    title: { en: `Photo ${n}` },
    altText: { en: 'A picture' },
    description: {},
    usageTerms: {},
    keywords,
    locale,
  })
const staff: () => Viewer = () => ({ kind: 'staff', personId: world.mara.id, name: 'Mara', role: 'manager' })
const search = async (q: string, { viewer = staff(), locale = 'en' } = {}) => {
  await world.runJobs()
  const scope = { db: world.db, viewer, now: await dbNow(world.db) }
  const found = await searchAssets(scope, { query: parseQuery(q), size: 10, withFacets: true, locale })
  const keywords = found.facets.find(({ field }) => field === 'keyword')?.values ?? []
  return {
    found: found.hits.map((id) => ids.indexOf(id)).sort(),
    keywords: Object.fromEntries(keywords.map(({ value, count }) => [value, count])),
  }
}
/** Reads what outsiders of no portal in particular read. */
const outsider = (): Viewer => ({ kind: 'staff', personId: world.nerea.id, name: 'Nerea', role: 'viewer' })

describe('a term of the keywords', () => {
  test('gives words of files a meaning, without changing them', async () => {
    await lighthouse()
    expect([await shown(0, 'eu'), await shown(1, 'en')]).toEqual([['Itsasargia', 'coast'], ['Lighthouse']])
    expect([await stored(0), await stored(1)]).toEqual([['lighthouse', 'coast'], ['Itsasargia']])
    const texts = await approvedTexts(world.db, ids, 'eu')
    // The language of the file is that of its title.
    expect(texts.get(ids[1] ?? '')).toMatchObject({ language: 'en', keywords: ['Lighthouse'] })
  })

  test('is found by every name in every language, and counted once', async () => {
    await search('')
    const id = await lighthouse()
    for (const q of ['faro', 'itsasargia', 'keyword:FARO', 'keyword:itsas*', 'keyword:lighthouse'])
      expect([q, (await search(q)).found]).toEqual([q, [0, 1]])
    expect((await search('faro', { viewer: outsider() })).found).toEqual([0, 1])
    expect((await search('', { locale: 'eu' })).keywords).toEqual({ Itsasargia: 2, coast: 2 })
    expect((await termsOf(world.db, 0)).find((each) => each.id === id)?.used).toBe(2)
  })

  test('that is renamed keeps its files, which are found by the former name, too', async () => {
    const id = await lighthouse()
    const settings = TermSettings.parse({ labels: { en: 'Light tower', eu: 'Itsasargia' }, synonyms: {} })
    await changeTerm(world.db, world.mara, 'keywords', { ...settings, id })
    expect(await shown(0, 'en')).toEqual(['Light tower', 'coast'])
    for (const q of ['tower', 'lighthouse', 'keyword:lighthouse']) expect((await search(q)).found).toEqual([0, 1])
    expect((await search('faro')).found).toEqual([])
  })

  test('that is merged leaves its files to the other', async () => {
    const [id, coast] = [await lighthouse(), await term({ en: 'Coast', fr: 'Côte' })]
    await search('')
    await mergeTerm(world.db, world.mara, 'keywords', { id, intoId: coast })
    expect([await shown(0, 'fr'), await shown(1, 'fr')]).toEqual([['Côte'], ['Côte']])
    expect((await search('', { locale: 'fr' })).keywords).toEqual({ Côte: 3 })
    expect((await search('keyword:cote')).found).toEqual([0, 1, 2])
  })

  test('gets a word as a synonym, and loses it again', async () => {
    const id = await lighthouse()
    const word = { id, word: 'coast', locale: 'eu' }
    await addSynonym(world.db, world.mara, 'keywords', word)
    expect(await shown(2, 'en')).toEqual(['Lighthouse'])
    expect((await search('')).keywords).toEqual({ Lighthouse: 3 })
    await removeSynonym(world.db, world.mara, 'keywords', word)
    expect((await search('')).keywords).toEqual({ Lighthouse: 2, coast: 2 })
  })

  test('that is taken out of the vocabulary leaves words', async () => {
    const id = await lighthouse()
    await search('')
    await removeTerm(world.db, world.mara, 'keywords', id)
    expect((await search('')).keywords).toEqual({ lighthouse: 1, Itsasargia: 1, coast: 2 })
    expect((await search('faro')).found).toEqual([])
  })

  test('is not written by the name of another', async () => {
    await lighthouse()
    await expect(term({ en: 'LIGHTHOUSE' })).rejects.toMatchObject({
      code: 'metadata.term_taken',
      facts: { field: 'labels.en' },
    })
    await term({ en: 'Lamp', fr: 'Lighthouse' })
  })
})

describe('keywords that are typed', () => {
  test('are written by the names of their terms, and stay as they are while they mean the same', async () => {
    await lighthouse()
    await typed(2, ['FARO', 'coast'])
    expect(await stored(2)).toEqual(['Lighthouse', 'coast'])
    await typed(1, ['Lighthouse'])
    expect(await stored(1)).toEqual(['Itsasargia'])
    expect(await missingTexts(world.db, ids[1] ?? '', { keywords: ['faro'] })).toBeUndefined()
    expect(await missingTexts(world.db, ids[1] ?? '', { keywords: ['faro', 'x'] })).toEqual({
      ...{ texts: {}, keywords: ['faro', 'x'] },
    })
  })

  test('are terms alone in a closed vocabulary, but for words that the file has', async () => {
    await lighthouse()
    await openVocabulary(world.db, world.mara, 'keywords', false)
    await expect(typed(0, ['lighthouse', 'dusk'])).rejects.toMatchObject({
      ...{ code: 'metadata.no_such_term', facts: { field: 'keywords', name: 'dusk' } },
    })
    await typed(0, ['coast', 'faro'])
    expect(await stored(0)).toEqual(['coast', 'Lighthouse'])
  })
})

describe('a closed vocabulary', () => {
  test('holds words from outsiders, who do not find them, until it is opened', async () => {
    await lighthouse()
    await openVocabulary(world.db, world.mara, 'keywords', false)
    expect([await shown(0, 'en'), await shown(2, 'en')]).toEqual([['Lighthouse'], []])
    expect((await approvedTexts(world.db, ids, 'en')).get(ids[2] ?? '')?.keywords).toEqual([])
    expect((await search('coast', { viewer: outsider() })).found).toEqual([])
    expect((await search('', { viewer: outsider() })).keywords).toEqual({ Lighthouse: 2 })
    expect((await search('keyword:coast')).found).toEqual([0, 2])
    await openVocabulary(world.db, world.mara, 'keywords', true)
    expect((await search('coast', { viewer: outsider() })).found).toEqual([0, 2])
  })

  test('refuses changes of many assets that would add a word', async () => {
    await openVocabulary(world.db, world.mara, 'keywords', false)
    const asked = { act: 'append' as const, field: 'keywords', value: 'dusk' }
    await expect(planBulkEdit(world.db, world.iker, Operation.parse(asked), ids)).rejects.toMatchObject({
      code: 'bulk_edit.no_term',
    })
    const replaced = { act: 'replace' as const, field: 'keywords', find: 'coast', replacement: 'shore' }
    const editId = await planBulkEdit(world.db, world.iker, Operation.parse(replaced), ids)
    await startBulkEdit(world.db, world.iker, editId)
    await world.runJobs()
    expect((await countOutcomes(world.db, editId)).outcomes).toEqual({ no_term: 2, unchanged: 1 })
  })
})

describe('a change of many assets', () => {
  const run = async (asked: Partial<Operation>) => {
    const editId = await planBulkEdit(world.db, world.iker, Operation.parse({ field: 'keywords', ...asked }), ids)
    await startBulkEdit(world.db, world.iker, editId)
    await world.runJobs()
    return editId
  }
  const all = async () => [await stored(0), await stored(1), await stored(2)]

  test('takes a term away under all its names, and is taken back', async () => {
    await lighthouse()
    const before = await all()
    const editId = await run({ act: 'remove', value: 'faro' })
    expect(await all()).toEqual([['coast'], [], ['coast']])
    await undoBulkEdit(world.db, world.iker, editId)
    await world.runJobs()
    expect(await all()).toEqual(before)
  })

  test('adds a term once, whatever it is called', async () => {
    await lighthouse()
    await run({ act: 'append', value: 'faro' })
    expect(await all()).toEqual([['lighthouse', 'coast'], ['Itsasargia'], ['coast', 'Lighthouse']])
    await run({ act: 'replace', find: 'coast', replacement: 'ITSASARGIA' })
    expect(await all()).toEqual([['Lighthouse'], ['Itsasargia'], ['Lighthouse']])
  })
})
