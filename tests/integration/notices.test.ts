import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { releaseHold } from '~/domain/assets/holds.commands.server'
import { changeRole, createPerson, disablePerson } from '~/domain/identity/people.commands.server'
import type { Person } from '~/domain/identity/person'
import { follow } from '~/domain/notices/follows.commands.server'
import { assign, giveTask, markDone, markUndone } from '~/domain/notices/inbox.commands.server'
import { countOpen, listInbox } from '~/domain/notices/inbox.queries.server'
import { makeNotices } from '~/domain/notices/make-notices.subscriber.server'
import { InboxFilter, MOST_COUNTED, NewTask } from '~/domain/notices/notice'
import { tellRightsEnds } from '~/domain/notices/rights-ends.jobs.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'

let world: World
let admin: Person
beforeAll(async () => {
  world = await openWorld()
  const someone = { email: 'ane@mendialde.example', name: 'Ane', password: 'a long password' }
  admin = await createPerson(world.db, { ...someone, role: 'admin' })
})
afterAll(() => world.close())
beforeEach(async () => {
  await sql`delete from notice`.execute(world.db)
  await sql`delete from follow`.execute(world.db)
  await sql`delete from notice_preference`.execute(world.db)
})

const scopeOf = async (person: Person) => {
  const viewer: Viewer = { kind: 'staff', personId: person.id, name: person.name, role: person.role }
  return { db: world.db, viewer, now: await dbNow(world.db), person, zone: 'Europe/Madrid' }
}
const inbox = async (person: Person, filter: Partial<InboxFilter> = {}) =>
  (await listInbox(await scopeOf(person), InboxFilter.parse(filter))).notices
const types = async (person: Person, filter: Partial<InboxFilter> = {}) =>
  (await inbox(person, filter)).map(({ type }) => type)
const step = (by: Person, assetId: string, name: Parameters<typeof transition>[3]['transition'], versionId: string) =>
  transition(world.db, by, assetId, { versionId, transition: name, unseen: true, note: 'Crop it' })

describe('a file that waits for review', () => {
  test('is told to all who may approve it, and done for all when somebody approved', async () => {
    const { assetId, versionId } = await world.photo('in_review')
    await world.runJobs()
    expect(await types(world.mara)).toEqual(['review_asked'])
    expect(await types(admin)).toEqual(['review_asked'])
    expect(await types(world.iker)).toEqual([])
    await step(world.mara, assetId, 'approve', versionId)
    await world.runJobs()
    expect(await types(admin)).toEqual([])
    expect(await inbox(admin, { view: 'done' })).toMatchObject([{ type: 'review_asked', isSettled: true }])
    expect(await types(world.iker)).toEqual(['approved'])
  })

  test('is told again when it is submitted again, and the request for changes is done then', async () => {
    const { assetId, versionId } = await world.photo('in_review')
    await step(world.mara, assetId, 'ask_for_changes', versionId)
    await world.runJobs()
    expect(await inbox(world.iker, { view: 'mine' })).toMatchObject([
      { type: 'changes_asked', facts: { note: 'Crop it' } },
    ])
    await step(world.iker, assetId, 'submit', versionId)
    await world.runJobs()
    expect(await types(world.iker)).toEqual([])
    expect(await types(world.mara)).toEqual(['review_asked'])
  })

  test('makes no notice when it was approved before the event was delivered', async () => {
    const { assetId, versionId } = await world.photo('in_review')
    await step(world.mara, assetId, 'approve', versionId)
    await world.runJobs()
    expect(await types(admin)).toEqual([])
  })

  test('is told once when its event is delivered twice, and at the same time', async () => {
    await world.photo('in_review')
    await world.runJobs()
    const { id } = await world.db
      .selectFrom('auditEvent')
      .where('type', '=', 'asset.submitted')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const again = () => makeNotices.run({ eventIds: [id] }, { db: world.db })
    await Promise.all([again(), again(), again()])
    expect(await types(world.mara)).toHaveLength(1)
  })

  test('is told to nobody who was disabled, and no longer to who was demoted', async () => {
    const make = (name: string) =>
      createPerson(world.db, {
        email: `${name.toLowerCase()}@x.example`,
        name,
        role: 'manager',
        password: 'a long password',
      })
    const [gone, demoted] = [await make('Gone'), await make('Demoted')]
    await disablePerson(world.db, admin, gone.id)
    await world.photo('in_review')
    await world.runJobs()
    expect(await types(gone)).toEqual([])
    expect(await types(demoted)).toEqual(['review_asked'])
    await changeRole(world.db, admin, demoted.id, 'viewer')
    const now = { ...demoted, role: 'viewer' as const }
    expect(await types(now)).toEqual([])
    expect(await countOpen(await scopeOf(now))).toBe(0)
    await disablePerson(world.db, admin, demoted.id)
  })
})

describe('what a person follows', () => {
  test('a viewer is told of a new version when it is approved, an editor when it arrives', async () => {
    const { assetId } = await world.photo('approved')
    for (const person of [world.nerea, world.mara]) await follow(await scopeOf(person), person.id, { assetId })
    const added = await world.takeInBytes(await world.jpeg(), 'second.jpg', { targetAssetId: assetId })
    if (added.outcome !== 'taken') throw new Error('not taken in')
    await world.runJobs()
    expect(await types(world.mara)).toEqual(['followed_version'])
    expect(await types(world.nerea)).toEqual([])
    await step(world.iker, assetId, 'submit', added.versionId)
    await step(world.mara, assetId, 'approve', added.versionId)
    await world.runJobs()
    expect(await types(world.nerea)).toEqual(['followed_version'])
  })

  test('who may not see the file any more sees no notice of it', async () => {
    const { assetId, versionId } = await world.photo('approved')
    for (const person of [world.nerea, world.iker]) await follow(await scopeOf(person), person.id, { assetId })
    await step(world.mara, assetId, 'withdraw', versionId)
    await world.runJobs()
    expect(await types(world.iker)).toContain('followed_withdrawn')
    expect(await types(world.nerea)).toEqual([])
    await deleteAssets(world.db, world.mara, [assetId])
    expect(await types(world.iker)).not.toContain('followed_withdrawn')
  })

  test('a viewer cannot follow a draft', async () => {
    const { assetId } = await world.photo('draft')
    await expect(follow(await scopeOf(world.nerea), world.nerea.id, { assetId })).rejects.toThrow('asset.unknown')
  })
})

describe('rights that end', () => {
  const until = (assetId: string, expiresAt: string | undefined) =>
    setRights(world.db, world.iker, assetId, {
      ...{ creator: 'Iker', creditLine: 'Visit Mendialde', expiresAt },
      ...{ embargoZone: 'UTC', expiresZone: 'UTC' },
    })
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16)
  const look = async () => {
    await inTransaction(world.db, (trx) => enqueue(trx, tellRightsEnds, {}))
    await world.runJobs()
  }

  test('are told to managers and followers once for each end, and are done when they are extended', async () => {
    const { assetId } = await world.photo('approved')
    await follow(await scopeOf(world.nerea), world.nerea.id, { assetId })
    await until(assetId, inDays(10))
    await look()
    await look()
    expect(await inbox(world.mara)).toMatchObject([{ type: 'rights_end', dueOn: expect.any(String) }])
    expect(await types(world.nerea)).toEqual(['followed_expires'])
    expect(await types(world.iker)).not.toContain('rights_end')
    await until(assetId, inDays(300))
    await world.runJobs()
    expect(await types(world.mara)).toEqual([])
    expect(await types(world.nerea)).toEqual([])
    await until(assetId, inDays(12))
    await look()
    expect(await types(world.mara)).toEqual(['rights_end'])
  })

  test('are not told weeks before', async () => {
    const { assetId } = await world.photo('approved')
    await until(assetId, inDays(20))
    await look()
    expect((await inbox(world.mara)).filter((notice) => notice.assetId === assetId)).toEqual([])
  })
})

test('a held file is told to who brought it and to managers, until it is let in', async () => {
  const { assetId, versionId } = await world.photo('draft')
  const held = { versionId, reasons: JSON.stringify([{ rule: 'kinds' }]) }
  await world.db.insertInto('versionHold').values(held).execute()
  const { rows } = await sql<{
    id: number
  }>`insert into audit_event (actor_kind, actor_id, actor_name, type, subject_kind,
    subject_id, facts) values ('person', ${world.iker.id}, 'Iker', 'asset.held', 'asset', ${assetId},
    ${JSON.stringify({ versionId })}::jsonb) returning id`.execute(world.db)
  await makeNotices.run({ eventIds: [rows[0]?.id ?? 0] }, { db: world.db })
  expect(await types(world.iker)).toEqual(['upload_held'])
  expect(await types(world.mara)).toEqual(['upload_held'])
  await releaseHold(world.db, world.mara, assetId, versionId)
  await world.runJobs()
  expect(await types(world.iker)).toEqual([])
})

describe('tasks', () => {
  const task = (assignee: Person, more: Partial<NewTask> = {}) =>
    NewTask.parse({ title: 'Write the alt text', assignee: assignee.id, ...more })

  test('come into the inbox of who is to do them; who gave them hears when they are done', async () => {
    const { assetId } = await world.photo('approved')
    const id = await giveTask(world.db, world.mara, task(world.iker, { asset: assetId, dueOn: '2020-01-31' }))
    expect(await inbox(world.iker, { view: 'mine' })).toMatchObject([{ id, dueOn: '2020-01-31', isOverdue: true }])
    expect(await types(world.mara, { view: 'given' })).toEqual(['task'])
    await markDone(world.db, world.iker, [id])
    await markDone(world.db, world.iker, [id])
    expect(await types(world.iker)).toEqual([])
    expect(await types(world.mara)).toEqual(['task_done'])
    await markUndone(world.db, world.iker, [id])
    expect(await types(world.iker)).toEqual(['task'])
    expect(await types(world.mara)).toEqual([])
  })

  test('are not given to who may not see the file, nor about a file that the giver does not see', async () => {
    const { assetId } = await world.photo('draft')
    await expect(giveTask(world.db, world.mara, task(world.nerea, { asset: assetId }))).rejects.toThrow(
      'person.may_not_see',
    )
    await expect(giveTask(world.db, world.nerea, task(world.iker, { asset: assetId }))).rejects.toThrow('asset.unknown')
  })

  test('can be given on; who had it no longer counts it', async () => {
    const id = await giveTask(world.db, world.mara, task(world.iker))
    await assign(world.db, world.iker, [id], admin.id)
    expect(await inbox(admin, { view: 'mine' })).toHaveLength(1)
    expect(await countOpen(await scopeOf(world.iker))).toBe(0)
    expect(await inbox(world.iker, { view: 'others' })).toMatchObject([{ assigneeName: 'Ane' }])
  })
})

test('a review can be taken, and is assigned to nobody who may not do it', async () => {
  await world.photo('in_review')
  await world.runJobs()
  const [notice] = await inbox(world.mara)
  const id = notice?.id ?? ''
  await expect(assign(world.db, world.mara, [id], world.iker.id)).rejects.toThrow('person.may_not_see')
  await assign(world.db, world.mara, [id], world.mara.id)
  expect(await types(admin)).toEqual([])
  expect(await types(admin, { view: 'others' })).toEqual(['review_asked'])
  await expect(assign(world.db, world.iker, [id], null)).rejects.toThrow('notice.unknown')
  await expect(assign(world.db, world.mara, [newId()], null)).rejects.toThrow('notice.unknown')
})

test('a person marks only notices of their own inbox as done', async () => {
  await world.photo('in_review')
  await world.runJobs()
  const [notice] = await inbox(world.mara)
  expect(await markDone(world.db, admin, [notice?.id ?? ''])).toHaveLength(1)
  expect(await markDone(world.db, world.iker, [notice?.id ?? ''])).toEqual([])
  expect(await types(world.mara)).toEqual(['review_asked'])
  expect(await types(admin)).toEqual([])
})

test('10,000 notices are counted and listed by pages in less than a second', async () => {
  await sql`with made as (insert into notice (id, type, topic, occasion, title)
      select gen_random_uuid(), 'task', 'many-' || n, 'given', 'Task ' || n from generate_series(1, 10000) n returning id)
    insert into notice_reader (person_id, notice_id) select ${world.iker.id}, id from made`.execute(world.db)
  await sql`analyze notice, notice_reader`.execute(world.db)
  const begun = performance.now()
  expect(await countOpen(await scopeOf(world.iker))).toBe(MOST_COUNTED + 1)
  const first = await listInbox(await scopeOf(world.iker), InboxFilter.parse({}))
  const second = await listInbox(await scopeOf(world.iker), InboxFilter.parse({ before: first.notices.at(-1)?.id }))
  expect(performance.now() - begun).toBeLessThan(1000)
  const ids = [...first.notices, ...second.notices].map(({ id }) => id)
  expect(new Set(ids).size).toBe(100)
  expect(second.more).toBe(true)
  await markDone(world.db, world.iker, ids)
  expect(await markUndone(world.db, world.iker, ids)).toBeUndefined()
})
