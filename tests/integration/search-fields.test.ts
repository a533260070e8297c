import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { actorOf } from '~/domain/identity/actor'
import { NewField } from '~/domain/metadata/field-settings'
import { createField, retireField } from '~/domain/metadata/fields.commands.server'
import { findField } from '~/domain/metadata/fields.queries.server'
import { changeTerm, createTerm, createVocabulary } from '~/domain/metadata/terms.commands.server'
import type { Content } from '~/domain/metadata/value'
import { setValues } from '~/domain/metadata/values.commands.server'
import { TermSettings } from '~/domain/metadata/vocabulary'
import { parseQuery } from '~/domain/search/query/parse'
import { writeQuery } from '~/domain/search/query/write'
import { searchAssets } from '~/domain/search/search-assets.queries.server'
import { type ShownFacet, shownFacets } from '~/domain/search/shown-facets.queries.server'
import { suggest } from '~/domain/search/suggest.queries.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { required } from '~/platform/required'

let world: World
const names = new Map<string, string>()
const terms: Record<string, number> = {}
const viewer = (role: 'viewer' | 'editor'): Viewer => ({ kind: 'staff', personId: world.iker.id, name: 'Iker', role })

const term = async (name: string, labels: object, more: object = {}) => {
  terms[name] = await createTerm(world.db, world.mara, 'stuff', TermSettings.parse({ labels, synonyms: {}, ...more }))
}
const field = (key: string, type: string, more: object = {}) =>
  createField(
    world.db,
    world.mara,
    NewField.parse({
      ...{ key, type, labels: { en: `The ${key}` }, help: {}, group: 'description' },
      ...{ isPublic: true, isSearchable: true, isFacet: true, allowsCorrections: true, ...more },
    }),
  )
async function say(name: string, key: string, values: Content[]) {
  const [assetId = ''] = [...names].find(([, each]) => each === name) ?? []
  const { id: fieldId } = required(await findField(world.db, key), 'field')
  await inTransaction(world.db, (trx) => setValues(trx, actorOf(world.iker), [{ assetId, fieldId, values }]))
}

beforeAll(async () => {
  world = await openWorld()
  for (const name of ['chair', 'table', 'lamp', 'hidden']) {
    const { assetId } = await world.photo(name === 'hidden' ? 'draft' : 'approved', { fileName: `${name}.jpg` })
    names.set(assetId, name)
  }
  await createVocabulary(world.db, world.mara, { key: 'stuff', isOpen: false, labels: { en: 'Stuff' } })
  await term('wood', { en: 'Wood' })
  await term('oak', { en: 'Oak "A"', de: 'Eiche' }, { parentId: terms.wood, synonyms: { es: 'Roble' } })
  await term('pine', { en: 'Pine', de: 'Kiefer' }, { parentId: terms.wood })
  await term('steel', { en: 'Steel', de: 'Stahl' })
  await field('material', 'terms', { vocabulary: 'stuff' })
  await field('print_run', 'number')
  await field('shot_on', 'date')
  await field('cleared', 'boolean', { isPublic: false })
  await field('client', 'text')
  await field('remark', 'text', { isFacet: false })
  await field('year', 'number')
  await say('chair', 'material', [{ termId: terms.oak }, { termId: terms.pine }])
  await say('table', 'material', [{ termId: terms.steel }])
  await say('hidden', 'material', [{ termId: terms.oak }])
  for (const [name, number, day] of [
    ['chair', 5000, '2026-05-31'],
    ['table', 5001, '2026-06-30'],
    ['lamp', 120, '2025-12-01'],
    ['hidden', 77_000, '2019-01-01'],
  ] as const) {
    await say(name, 'print_run', [{ number }])
    await say(name, 'shot_on', [{ day }])
  }
  await say('chair', 'cleared', [{ flag: true }])
  await say('lamp', 'cleared', [{ flag: false }])
  await say('chair', 'client', [{ text: 'Acme' }])
  await say('table', 'client', [{ text: 'Acme Berlin' }])
  await say('lamp', 'remark', [{ text: 'Shown at the fair in Milan' }])
  await say('lamp', 'year', [{ number: 1999 }])
  await world.runJobs()
})
afterAll(() => world.close())

const ask = async (typed: string, role: 'viewer' | 'editor' = 'editor') => {
  const scope = { db: world.db, viewer: viewer(role), now: await dbNow(world.db) }
  return searchAssets(scope, { query: parseQuery(typed), size: 60, withFacets: true })
}
const find = async (typed: string, role: 'viewer' | 'editor' = 'editor') =>
  (await ask(typed, role)).hits.map((id) => names.get(id)).sort()

describe('a custom field finds', () => {
  test.each<[string, string[]]>([
    ['material:Eiche', ['chair', 'hidden']],
    ['material:roble', ['chair', 'hidden']],
    ['material:wood', ['chair', 'hidden']],
    ['material:ste*', ['table']],
    ['material:gold', []],
    ['-material:wood', ['lamp', 'table']],
    ['material:wood -material:pine', ['hidden']],
    ['print_run:>5000', ['hidden', 'table']],
    ['print_run:5000', ['chair']],
    ['print_run:100..5000', ['chair', 'lamp']],
    ['print_run:..<5000 jpg', ['lamp']],
    ['print_run:>77000', []],
    ['-print_run:>=5000', ['lamp']],
    ['shot_on:2026-05..2026-06', ['chair', 'table']],
    ['shot_on:2026-06', ['table']],
    ['shot_on:<2026-05-31', ['hidden', 'lamp']],
    ['shot_on:2026-05-31', ['chair']],
    ['cleared:yes', ['chair']],
    ['cleared:false', ['lamp']],
    ['client:acme', ['chair']],
    ['client:acm*', ['chair', 'table']],
    ['-client:"acme berlin" shot_on:2026', ['chair']],
    ['remark:"the fair"', ['lamp']],
    ['-remark:milan', ['chair', 'hidden', 'table']],
    ['field.year:1999', ['lamp']],
    ['year:1999', []],
    ['kiefer', ['chair']],
  ])('for %s: %j', async (typed, expected) => {
    expect(await find(typed)).toEqual(expected)
  })

  test('nothing that outsiders do not see, and by no field that is not public, whose name is a word for them', async () => {
    expect(await find('material:wood', 'viewer')).toEqual(['chair'])
    expect(await find('print_run:>5000', 'viewer')).toEqual(['table'])
    expect(await find('cleared:yes', 'viewer')).toEqual([])
    expect(await find('-cleared:yes', 'viewer')).toEqual(['chair', 'lamp', 'table'])
  })
})

test('terms of facets are suggested by the beginning of any of their names, where something is found by them', async () => {
  const suggested = async (typed: string, role: 'viewer' | 'editor') => {
    const scope = { db: world.db, viewer: viewer(role), now: await dbNow(world.db) }
    const { values } = await suggest(scope, typed, { locale: 'de' })
    return values.map(({ fieldLabel, value, query }) => [fieldLabel, value, writeQuery(query)])
  }
  expect(await suggested('jpg rob', 'editor')).toEqual([['The material', 'Eiche', 'jpg material:Eiche']])
  expect(await suggested('eich', 'editor')).toEqual([['The material', 'Eiche', 'material:Eiche']])
  expect(await suggested('wood', 'viewer')).toEqual([])
  expect(await suggested('material:wood kief', 'viewer')).toEqual([
    ['The material', 'Kiefer', 'material:wood material:Kiefer'],
  ])
})

describe('facets of custom fields', () => {
  const facetsOf = async (
    typed: string,
    role: 'viewer' | 'editor',
    locale = 'en',
  ): Promise<Map<string, ShownFacet>> => {
    const scope = { db: world.db, viewer: viewer(role) }
    const { facets } = await ask(typed, role)
    const shown = await shownFacets(scope, { facets, query: parseQuery(typed), locale })
    return new Map(shown.map((facet) => [facet.field, facet]))
  }

  test('are counted of what the viewer sees, named in the language of the reader, and typed so that they find what they count', async () => {
    const facets = await facetsOf('', 'editor', 'de')
    expect(facets.get('material')).toMatchObject({
      label: 'The material',
      values: [
        { label: 'Wood', count: 2, raw: 'material:Wood' },
        { label: 'Eiche', count: 2, raw: 'material:Eiche' },
        { label: 'Kiefer', count: 1 },
        { label: 'Stahl', count: 1 },
      ].map((value) => expect.objectContaining(value)),
    })
    expect(facets.get('print_run')?.values.map(({ raw, count }) => [raw, count])).toEqual([
      ['print_run:100..<200', 1],
      ['print_run:5000..<10000', 2],
      ['print_run:50000..<100000', 1],
    ])
    expect(facets.get('shot_on')?.values.map(({ raw, count }) => [raw, count])).toEqual([
      ['shot_on:2019', 1],
      ['shot_on:2025', 1],
      ['shot_on:2026', 2],
    ])
    expect(facets.get('cleared')).toMatchObject({ isFlag: true })
    expect(facets.get('field.year')?.values).toMatchObject([{ raw: 'field.year:1000..<2000', count: 1 }])
    expect(facets.has('remark')).toBe(false)
    for (const locale of ['en', 'de'])
      for (const { label, values } of (await facetsOf('', 'editor', locale)).values())
        for (const { raw, count } of label === undefined ? [] : values) expect(await find(raw), raw).toHaveLength(count)
  })

  test('mark what the query asks already, in whatever language it was typed', async () => {
    const material = (await facetsOf('material:roble shot_on:2026', 'editor')).get('material')
    expect(material?.values.find(({ chosenAs }) => chosenAs)).toMatchObject({
      value: String(terms.oak),
      chosenAs: 'material:roble',
    })
    const year = (await facetsOf('shot_on:2026', 'editor')).get('shot_on')
    expect(year?.values).toMatchObject([{ chosenAs: 'shot_on:2026' }])
  })

  test('show outsiders public fields of what they see', async () => {
    const facets = await facetsOf('', 'viewer')
    expect(facets.has('cleared')).toBe(false)
    expect(facets.get('material')?.values.map(({ label, count }) => [label, count])).toEqual([
      ['Wood', 1],
      ['Oak "A"', 1],
      ['Pine', 1],
      ['Steel', 1],
    ])
    expect(facets.get('print_run')?.values).toHaveLength(2)
  })

  test('follow a term that is moved in its tree, and a field that is retired', async () => {
    await changeTerm(world.db, world.mara, 'stuff', {
      ...TermSettings.parse({ labels: { en: 'Pine' }, synonyms: {}, parentId: terms.steel }),
      id: required(terms.pine, 'term'),
    })
    await world.runJobs()
    expect(await find('material:steel')).toEqual(['chair', 'table'])
    await retireField(world.db, world.mara, 'print_run')
    expect(await find('print_run:>5000')).toEqual([])
    expect((await facetsOf('', 'editor')).has('print_run')).toBe(false)
  })
})
