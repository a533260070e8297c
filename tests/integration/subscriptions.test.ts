import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSmtpSink } from '#tests/support/smtp-sink'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { chooseLibraryLook } from '~/domain/identity/own-account.commands.server'
import type { Person } from '~/domain/identity/person'
import { tellNewMatches } from '~/domain/notifications/new-matches.jobs.server'
import { sendNewMatchesLetter } from '~/domain/notifications/new-matches-letter.jobs.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { noteNewMatches } from '~/domain/saved/new-matches.commands.server'
import { NewSavedSearch } from '~/domain/saved/saved-search'
import {
  changeSavedSearch,
  deleteSavedSearch,
  restoreSavedSearch,
  saveSearch,
  updateSavedQuery,
} from '~/domain/saved/saved-searches.commands.server'
import { findSavedSearch, listSavedSearches } from '~/domain/saved/saved-searches.queries.server'
import type { Cadence } from '~/domain/saved/subscription'
import { endSubscription, subscribe, unsubscribe } from '~/domain/saved/subscriptions.commands.server'
import { findSubscription } from '~/domain/saved/subscriptions.queries.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'

let world: World
let sink: Awaited<ReturnType<typeof openSmtpSink>>
beforeAll(async () => {
  world = await openWorld()
  sink = await openSmtpSink()
})
afterAll(async () => {
  sink.close()
  await world.close()
})

let made = 0
const say = (assetId: string, title: string, keywords: string[]) =>
  describeAsset(world.db, world.iker, assetId, {
    ...{ title: { en: title }, altText: { en: 'A picture' }, description: {}, usageTerms: {}, keywords },
  })
async function picture(title: string, keywords: string[], state: 'draft' | 'approved' = 'approved') {
  const { assetId, versionId } = await world.photo(state, { fileName: `plain-${made++}.jpg` })
  await say(assetId, title, keywords)
  return { assetId, versionId }
}
const viewerOf = ({ id, name, role }: Person): Viewer => ({ kind: 'staff', personId: id, name, role })
const save = (by: Person, q: string, more: { shared?: 'on'; name?: string } = {}) =>
  saveSearch(world.db, by, NewSavedSearch.parse({ name: q, q, view: 'grid', density: 'm', ...more }))

async function subscribed(by: Person, code: string, cadence: Cadence = 'instant') {
  await world.runJobs()
  const scope = { db: world.db, viewer: viewerOf(by), now: await dbNow(world.db) }
  await subscribe(scope, by, code, { cadence, hour: 8, weekday: 1, zone: 'Europe/Madrid' })
}

/** Letters about reviews come as well. */
const aboutMatches = (mails: string[]) =>
  mails.filter((mail) => mail.includes('<matches-')).map((mail) => mail.replace(/=\r?\n/g, ''))

/** Makes every subscription due, runs all jobs, and returns the letters that were sent meanwhile, decoded. */
async function letters({ settings = { SMTP_URL: sink.url } }: { settings?: { SMTP_URL?: string } } = {}) {
  const before = sink.mails.length
  await world.runJobs(settings)
  await sql`update search_subscription set next_at = now() - interval '1 second'`.execute(world.db)
  await inTransaction(world.db, (trx) => enqueue(trx, tellNewMatches, {}))
  await world.runJobs(settings)
  return aboutMatches(sink.mails.slice(before))
}

/** Makes a subscription due; returns its id. */
async function due(by: Person, code: string): Promise<string> {
  await world.runJobs()
  await sql`update search_subscription set next_at = now() - interval '1 second'`.execute(world.db)
  const search = await findSavedSearch(world.db, by, code)
  return (await findSubscription(world.db, by, search?.id ?? ''))?.id ?? ''
}

/** Has what a search finds anew noted, and lets the letter wait in the queue. */
const noted = async (by: Person, code: string) =>
  noteNewMatches(world.db, await due(by, code), (trx, letter) => enqueue(trx, sendNewMatchesLetter, letter))

describe('letters about what a saved search finds anew', () => {
  test('tell new files once, with titles and addresses, and nothing when nothing is new', async () => {
    await picture('Known shore', ['s1'])
    const code = await save(world.iker, 'keyword:s1', { name: 'Shores' })
    await subscribed(world.iker, code)
    expect(await letters()).toEqual([])
    const { assetId } = await picture('New shore', ['s1'])
    const [letter, ...others] = await letters()
    expect(others).toEqual([])
    expect(letter).toContain('1 new file: Shores')
    expect(letter).toContain('New shore')
    expect(letter).toContain(`/library/assets/${assetId}`)
    expect(letter).not.toContain('Known shore')
    expect(letter).not.toMatch(/<img/i)
    expect(letter).toMatch(/^List-Unsubscribe:\s+<http[^>]*\/unsubscribe\/[^>]+>/m)
    expect(letter).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m)
    expect(await letters()).toEqual([])
    // Gone and back again is nothing new.
    await say(assetId, 'New shore', [])
    await letters()
    await say(assetId, 'New shore', ['s1'])
    expect(await letters()).toEqual([])
    await unsubscribe(world.db, world.iker, code)
  })

  test('tell what people may see when the letter is written, by their role of that day', async () => {
    const code = await save(world.iker, 'keyword:s2', { shared: 'on', name: 'Seen' })
    await subscribed(world.nerea, code)
    const draft = await picture('Secret draft', ['s2'], 'draft')
    const later = await picture('Embargoed', ['s2'])
    const zones = { embargoZone: 'UTC', expiresZone: 'UTC', creator: 'A', creditLine: 'B' }
    await setRights(world.db, world.mara, later.assetId, { ...zones, embargoUntil: '2099-01-01T00:00' })
    expect(await letters()).toEqual([])
    await setRights(world.db, world.mara, draft.assetId, zones)
    const { assetId, versionId } = draft
    await transition(world.db, world.iker, assetId, { versionId, transition: 'submit' })
    await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
    const told = (await letters()).filter((mail) => mail.includes('Seen'))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('Secret draft')
    expect(told[0]).not.toContain('Embargoed')
    await unsubscribe(world.db, world.nerea, code)
  })

  test('leave out what was hidden between the search and the letter', async () => {
    const code = await save(world.iker, 'keyword:s3', { shared: 'on', name: 'Between' })
    await subscribed(world.nerea, code)
    const [kept, hidden] = [await picture('Kept file', ['s3']), await picture('Hidden file', ['s3'])]
    // Finds both; the letter waits in the queue while one is put under embargo.
    await noted(world.nerea, code)
    const rights = {
      embargoZone: 'UTC',
      expiresZone: 'UTC',
      creator: 'A',
      creditLine: 'B',
      embargoUntil: '2099-01-01T00:00',
    }
    await setRights(world.db, world.mara, hidden.assetId, rights)
    const before = sink.mails.length
    await world.runJobs({ SMTP_URL: sink.url })
    const [letter] = aboutMatches(sink.mails.slice(before))
    expect(letter).toContain(kept.assetId)
    expect(letter).toContain('1 new file')
    expect(letter).not.toContain(hidden.assetId)
    expect(letter).not.toContain('Hidden file')
    // What no letter told is new when it is seen.
    await setRights(world.db, world.mara, hidden.assetId, { ...rights, embargoUntil: undefined })
    const [later] = await letters()
    expect(later).toContain('Hidden file')
    expect(later).not.toContain('Kept file')
    await unsubscribe(world.db, world.nerea, code)
  })

  test('tell what came before an account was disabled once it is enabled again', async () => {
    const code = await save(world.iker, 'keyword:s10', { shared: 'on', name: 'Disabled' })
    await subscribed(world.nerea, code)
    await picture('Came before', ['s10'])
    await noted(world.nerea, code)
    const disabled = (disabledAt: Date | null) =>
      world.db.updateTable('person').set({ disabledAt }).where('id', '=', world.nerea.id).execute()
    await disabled(new Date())
    const before = sink.mails.length
    await world.runJobs({ SMTP_URL: sink.url })
    expect(aboutMatches(sink.mails.slice(before))).toEqual([])
    await disabled(null)
    expect((await letters()).join()).toContain('Came before')
    await unsubscribe(world.db, world.nerea, code)
  })

  test('stop while the search was made to find more than can be known, and begin anew after that', async () => {
    const code = await save(world.iker, 'keyword:s11', { name: 'Widened' })
    await subscribed(world.iker, code)
    await updateSavedQuery(world.db, world.iker, code, { q: 'keyword:s12' })
    for (let n = 0; n < 3; n++) await picture(`Wide ${n}`, ['s12'])
    const note = async (most: number) =>
      noteNewMatches(world.db, await due(world.iker, code), () => Promise.resolve(), most)
    const known = async () => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from subscription_match
        where subscription_id = ${await due(world.iker, code)}`.execute(world.db)
      return rows[0]?.count
    }
    await note(2)
    expect(await known()).toBe(0)
    await note(3)
    expect(await known()).toBe(3)
    await unsubscribe(world.db, world.iker, code)
  })

  test('wait where no mail server is set up, and tell everything once there is one', async () => {
    const code = await save(world.iker, 'keyword:s4', { name: 'Patient' })
    await subscribed(world.iker, code)
    await picture('Waits for mail', ['s4'])
    expect(await letters({ settings: {} })).toEqual([])
    expect((await letters()).join()).toContain('Waits for mail')
    await unsubscribe(world.db, world.iker, code)
  })

  test('begin anew when the search changes: what it finds then is known', async () => {
    const code = await save(world.iker, 'keyword:s5', { name: 'Changing' })
    await subscribed(world.iker, code)
    await picture('Other thing', ['s6'])
    await world.runJobs()
    await updateSavedQuery(world.db, world.iker, code, { q: 'keyword:s6' })
    expect(await letters()).toEqual([])
    await picture('Fresh thing', ['s6'])
    const told = (await letters()).join()
    expect(told).toContain('Fresh thing')
    expect(told).not.toContain('Other thing')
    await unsubscribe(world.db, world.iker, code)
  })

  test('name the newest twenty of many, and say how many more there are', async () => {
    const code = await save(world.iker, 'keyword:s7', { name: 'Flood' })
    await subscribed(world.iker, code)
    const one = await picture('Flooded', ['s7'])
    await world.runJobs()
    const { rows } = await sql<{ id: string }>`select id from search_subscription
      where search_id = (select id from saved_search where code = ${code})`.execute(world.db)
    for (let n = 0; n < 22; n++) await picture(`Flood ${n}`, ['s7'])
    const letter = (await letters()).join()
    expect(letter).toContain('23 new files')
    expect(letter).toContain('And 3 more.')
    expect(letter).not.toContain(one.assetId)
    await endSubscription(world.db, rows[0]?.id ?? '')
    await picture('After the end', ['s7'])
    expect(await letters()).toEqual([])
  })

  test('stop for people who may not sign in, and with a search that is deleted or private again', async () => {
    const code = await save(world.iker, 'keyword:s8', { shared: 'on', name: 'Ends' })
    await subscribed(world.nerea, code)
    await picture('Unseen one', ['s8'])
    await deleteSavedSearch(world.db, world.iker, code)
    expect(await letters()).toEqual([])
    await restoreSavedSearch(world.db, world.iker, code)
    await world.db.updateTable('person').set({ disabledAt: new Date() }).where('id', '=', world.nerea.id).execute()
    expect(await letters()).toEqual([])
    await world.db.updateTable('person').set({ disabledAt: null }).where('id', '=', world.nerea.id).execute()
    expect((await letters()).join()).toContain('Unseen one')
    await changeSavedSearch(world.db, world.iker, code, { name: 'Ends', view: 'grid', density: 'm', columns: 'kept' })
    await picture('Unseen two', ['s8'])
    expect(await letters()).toEqual([])
  })

  test('of two workers that look at once, one tells', async () => {
    const code = await save(world.iker, 'keyword:s9', { name: 'Twice' })
    await subscribed(world.iker, code)
    await picture('Told once', ['s9'])
    const id = await due(world.iker, code)
    const told: string[] = []
    const tell = () => noteNewMatches(world.db, id, async (_trx, { letterId }) => void told.push(letterId))
    await Promise.all([tell(), tell(), tell()])
    expect(told).toHaveLength(1)
    await unsubscribe(world.db, world.iker, code)
  })
})

test('a private search is unknown to others, and managers change what is shared', async () => {
  const code = await save(world.iker, 'mine', {})
  expect(await findSavedSearch(world.db, world.nerea, code)).toBeUndefined()
  await expect(deleteSavedSearch(world.db, world.mara, code)).rejects.toMatchObject({ code: 'saved_search.unknown' })
  await expect(save(world.nerea, 'ours', { shared: 'on' })).rejects.toMatchObject({ code: 'role.required' })
  const shared = await save(world.iker, 'everyones', { shared: 'on' })
  expect((await listSavedSearches(world.db, world.nerea)).map((search) => search.code)).toContain(shared)
  await expect(deleteSavedSearch(world.db, world.nerea, shared)).rejects.toMatchObject({ code: 'role.required' })
  await changeSavedSearch(world.db, world.mara, shared, {
    ...{ name: 'Renamed', shared: 'on', view: 'table', density: 's', columns: 'kept' },
  })
  expect(await findSavedSearch(world.db, world.nerea, shared)).toMatchObject({
    name: 'Renamed',
    look: { view: 'table' },
  })
})

test('a saved search opens with the columns of who saved it, where these were saved with it', async () => {
  const lookOf = async (code: string) => (await findSavedSearch(world.db, world.nerea, code))?.look
  const choose = (columns: string) => chooseLibraryLook(world.db, world.iker, { columns })
  const settings = { name: 'Columns', shared: 'on', view: 'table', density: 's' } as const
  await choose('field:keywords=240,fact:added')
  const code = await save(world.iker, 'columns', { shared: 'on' })
  expect(await lookOf(code)).toEqual({ view: 'grid', density: 'm' })
  await changeSavedSearch(world.db, world.iker, code, { ...settings, columns: 'now' })
  await choose('fact:size')
  await changeSavedSearch(world.db, world.iker, code, { ...settings, columns: 'kept' })
  expect(await lookOf(code)).toEqual({ view: 'table', density: 's', columns: 'field:keywords=240,fact:added' })
  await changeSavedSearch(world.db, world.iker, code, { ...settings, columns: 'reader' })
  expect(await lookOf(code)).toEqual({ view: 'table', density: 's' })
})
