import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { NewField } from '~/domain/metadata/field-settings'
import { createField } from '~/domain/metadata/fields.commands.server'
import { addSynonym, createTerm, createVocabulary } from '~/domain/metadata/terms.commands.server'
import { TermSettings } from '~/domain/metadata/vocabulary'
import { nearTerms } from '~/domain/search/near-terms.queries.server'
import { nothingFound } from '~/domain/search/nothing-found.queries.server'
import { parseQuery } from '~/domain/search/query/parse'
import { textToKeep } from '~/domain/search/search-log'
import { countSearch, trimSearchLog } from '~/domain/search/search-log.commands.server'
import { loggedSearches } from '~/domain/search/search-log.queries.server'
import { dbNow } from '~/platform/db.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('of a search its words are kept, and nothing that may be of a person', () => {
  const kept = (typed: string) => textToKeep(parseQuery(typed))
  expect(kept('  Light HOUSE kind:photo -fog ')).toBe('light house')
  expect(kept('"old town"')).toBe('old town')
  for (const typed of [
    '',
    'kind:photo',
    'ane@mendialde.example',
    '+34 943 123 456',
    'one two three four five six seven eight nine',
  ])
    expect(kept(typed), typed).toBeUndefined()
})

test('searches are shown once they were made three times, and deleted when they are old or stay rare', async () => {
  const { db } = world
  const count = async (text: string, times: number, foundNothing: boolean) => {
    for (let n = 0; n < times; n++) await countSearch(db, { text, foundNothing })
  }
  await Promise.all([
    count('quagga', 2, true),
    count('quagga', 2, false),
    count('secret', 2, true),
    count('ridge', 3, false),
  ])
  expect(await loggedSearches(db, { nothingOnly: true })).toMatchObject([
    { text: 'quagga', asked: 4, foundNothing: 2, inLibrary: true, portals: [] },
  ])
  expect((await loggedSearches(db, { nothingOnly: false })).map(({ text }) => text)).toEqual(['quagga', 'ridge'])
  await sql`update search_log set day = day - 20 where text in ('secret', 'ridge')`.execute(db)
  await sql`update search_log set day = day - 100 where text = 'quagga'`.execute(db)
  await trimSearchLog(db)
  expect((await loggedSearches(db, { nothingOnly: false })).map(({ text }) => text)).toEqual(['ridge'])
})

test('a search that found nothing says what is in its way and which words are near, of what the viewer sees', async () => {
  const { db } = world
  await world.photo('approved', { fileName: 'lighthouse.jpg' })
  await world.photo('draft', { fileName: 'lighthousekeeper.jpg' })
  await world.runJobs()
  const viewer = (role: 'viewer' | 'editor'): Viewer => ({ kind: 'staff', personId: world.iker.id, name: 'x', role })
  const help = async (typed: string, role: 'viewer' | 'editor') =>
    nothingFound({ db, viewer: viewer(role), now: await dbNow(db) }, parseQuery(typed))
  expect(await help('lighthouse quagga', 'viewer')).toEqual({
    without: [{ term: 'quagga', q: 'lighthouse', count: 1, isMore: false }],
    near: [],
  })
  expect((await help('lighthousekeper', 'viewer')).near.map(({ word }) => word)).not.toContain('lighthousekeeper')
  expect((await help('lighthousekeper', 'editor')).near[0]).toEqual({ word: 'lighthousekeeper', q: 'lighthousekeeper' })
})

test('words that were searched for become a synonym of a term that is called alike', async () => {
  const { db, mara } = world
  await createVocabulary(db, mara, { key: 'sights', isOpen: false, labels: { en: 'Sights' } })
  const field = {
    key: 'sight',
    type: 'term',
    vocabulary: 'sights',
    labels: { en: 'Sight' },
    help: {},
    group: 'description',
  }
  await createField(db, mara, NewField.parse(field))
  const id = await createTerm(db, mara, 'sights', TermSettings.parse({ labels: { en: 'Lighthouse' }, synonyms: {} }))
  expect(await nearTerms(db, 'lighthous')).toMatchObject([{ id, vocabulary: 'sights' }])
  const add = () => addSynonym(db, mara, 'sights', { id, locale: 'en', name: 'Beacon' })
  await add()
  await add()
  expect(await nearTerms(db, 'beacon')).toMatchObject([{ id }])
  const { synonyms } = await db
    .selectFrom('vocabularyTerm')
    .where('id', '=', id)
    .select('synonyms')
    .executeTakeFirstOrThrow()
  expect(synonyms).toEqual({ en: ['Beacon'] })
})
