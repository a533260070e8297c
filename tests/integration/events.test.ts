import { Logger, runOnce } from 'graphile-worker'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openSmtpSink } from '#tests/support/smtp-sink'
import { openWorld, type World } from '#tests/support/world'
import { type AuditType, DISPATCHED_TYPES } from '~/domain/audit/audit'
import { record, recordAll, SYSTEM } from '~/domain/audit/audit-log.commands.server'
import { dispatchEvents } from '~/domain/audit/dispatch-events.jobs.server'
import { type AuditEvent, defineSubscriber, EventsOfAnAct } from '~/domain/audit/events.server'
import { dispatchTo } from '~/domain/events/dispatch-events.jobs.server'
import type { Subscribers } from '~/domain/events/subscribers.server'
import { transition } from '~/domain/review/review.commands.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { taskList } from '~/server/jobs'

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
beforeEach(async () => {
  await world.pool.query('delete from graphile_worker._private_jobs')
})

interface Inbox {
  db: Db
  deliveries: string[]
  failures: number
}
const note = ({ type, subjectName, facts }: AuditEvent) => `${type} ${subjectName} ${JSON.stringify(facts)}`
const inbox = defineSubscriber('test_inbox', {
  maxAttempts: 5,
  receive: async (events, { deliveries }: Inbox) => void deliveries.push(...events.map(note)),
})
const failing = defineSubscriber('test_failing', {
  maxAttempts: 5,
  receive: async (_events, services: Inbox) => {
    services.failures++
    throw new Error('the receiver is away')
  },
})
const subscribers: Subscribers<string, Inbox> = { 'asset.approved': [failing, inbox], 'person.invited': [inbox] }

/** Runs what waits, retries included, as a worker does whose installation has these subscribers. */
async function work(services: Inbox): Promise<void> {
  await world.pool.query('update graphile_worker._private_jobs set run_at = now() where attempts > 0')
  await runOnce({
    ...{ pgPool: world.pool, noPreparedStatements: true, logger: new Logger(() => () => {}) },
    taskList: taskList([dispatchTo(subscribers), inbox, failing], services),
  })
  // A run may end before the failure of its last job is written, which sets the time of the next attempt.
  await expect.poll(lockedJobs).toBe(0)
}
const lockedJobs = async () =>
  (await world.pool.query('select 1 from graphile_worker._private_jobs where locked_at is not null')).rowCount
const newInbox = (): Inbox => ({ db: world.db, deliveries: [], failures: 0 })
const asset = (name: string) => ({ kind: 'asset' as const, id: newId(), name })
const act = (type: AuditType, name: string) =>
  inTransaction(world.db, (trx) => record(trx, SYSTEM, type, asset(name), { n: 1 }))

test('an act that is rolled back dispatches no event and sends no letter', async () => {
  const { assetId, versionId } = await world.photo('in_review')
  await world.runJobs()
  const approval = inTransaction(world.db, async (trx) => {
    await transition(trx, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
    throw new Error('rolled back')
  })
  await expect(approval).rejects.toThrow('rolled back')
  expect(await world.queued(dispatchEvents.name)).toEqual([])
  await world.runJobs({ SMTP_URL: sink.url })
  expect(sink.mails).toEqual([])
})

test('the dispatch of an event becomes visible with the event, when its transaction commits', async () => {
  await inTransaction(world.db, async (trx) => {
    await record(trx, SYSTEM, 'asset.approved', asset('ridge.jpg'))
    expect(await world.queued(dispatchEvents.name)).toEqual([])
  })
  const [payload] = await world.queued(dispatchEvents.name)
  const { eventIds } = EventsOfAnAct.parse(payload)
  const events = await world.db.selectFrom('auditEvent').where('id', 'in', eventIds).select('subjectName').execute()
  expect(events).toEqual([{ subjectName: 'ridge.jpg' }])
})

test('an event of a type that nobody subscribes to enqueues nothing', async () => {
  expect(DISPATCHED_TYPES).not.toContain('asset.moved')
  await act('asset.moved', 'ridge.jpg')
  expect(await world.queued(dispatchEvents.name)).toEqual([])
})

test('a subscriber receives the events of one act together, in their order, with their facts', async () => {
  const services = newInbox()
  const lines = ['a.jpg', 'b.jpg'].map((name, n) => ({ subject: asset(name), facts: { n } }))
  await inTransaction(world.db, (trx) => recordAll(trx, SYSTEM, 'person.invited', lines))
  expect(await world.queued(dispatchEvents.name)).toHaveLength(1)
  await work(services)
  expect(services.deliveries).toEqual(['person.invited a.jpg {"n":0}', 'person.invited b.jpg {"n":1}'])
})

test('a subscriber that fails is retried and does not repeat the work of another', async () => {
  const services = newInbox()
  await act('asset.approved', 'ridge.jpg')
  await work(services)
  await work(services)
  await work(services)
  expect(services.failures).toBe(3)
  expect(services.deliveries).toEqual(['asset.approved ridge.jpg {"n":1}'])
  expect(await world.queued(failing.name)).toHaveLength(1)
})

test('a dispatch that runs again, as after the death of its worker, leaves one delivery to each subscriber', async () => {
  const services = newInbox()
  await act('asset.approved', 'ridge.jpg')
  const [payload] = await world.queued(dispatchEvents.name)
  for (let n = 0; n < 2; n++) await dispatchTo(subscribers).run(EventsOfAnAct.parse(payload), world)
  expect(await world.queued(inbox.name)).toEqual([payload])
  expect(await world.queued(failing.name)).toEqual([payload])
  expect(services.deliveries).toEqual([])
})

test('a dispatch that cannot enqueue one of the subscribers enqueues none, and is retried', async () => {
  const broken = { ...inbox, key: () => 'x'.repeat(1000) }
  await act('asset.approved', 'ridge.jpg')
  const [payload] = await world.queued(dispatchEvents.name)
  const dispatch = dispatchTo({ 'asset.approved': [inbox, broken] })
  await expect(dispatch.run(EventsOfAnAct.parse(payload), world)).rejects.toThrow()
  expect(await world.queued(inbox.name)).toEqual([])
  expect(await world.queued(dispatchEvents.name)).toEqual([payload])
})
