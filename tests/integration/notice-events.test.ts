import http from 'node:http'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openShell } from '#tests/support/web-shell'
import { openWorld, type World } from '#tests/support/world'
import { createPerson, disablePerson } from '~/domain/identity/people.commands.server'
import type { Person } from '~/domain/identity/person'
import { openSession, openSessions, sessionIdIn } from '~/domain/identity/sessions.server'
import { giveTask } from '~/domain/notices/inbox.commands.server'
import { NewTask } from '~/domain/notices/notice'
import { openNoticeEvents } from '~/server/web/notice-events'

let world: World
let admin: Person
beforeAll(async () => {
  world = await openWorld()
  const ane = { email: 'ane@mendialde.example', name: 'Ane', password: 'a long password' }
  admin = await createPerson(world.db, { ...ane, role: 'admin' })
})
afterAll(() => world.close())

async function openEvents({ mostOfPerson = 3 }: { mostOfPerson?: number } = {}) {
  const sessions = openSessions(world.pool, { secure: false })
  const errors: unknown[] = []
  const events = openNoticeEvents({
    ...{ databaseUrl: world.url, pool: world.pool, sessions, mostOfPerson, checkMs: 200, beatMs: 300 },
    onError: (error) => void errors.push(error),
  })
  const shell = await openShell(async () => new Response('page'), { noticeEvents: events.handle })
  onTestFinished(() => events.close())
  const signIn = async (person: Person) =>
    (await openSession(sessions, person.id, { userAgent: null, network: '' })).split(';')[0] ?? ''
  /** Opens a stream; collects what it says. */
  const stream = (cookie: string) =>
    new Promise<{
      status: number
      headers: http.IncomingHttpHeaders
      said: () => string
      ended: Promise<void>
      cut(): void
    }>((resolve) => {
      const headers = { ...shell.ours, cookie, 'accept-encoding': 'gzip' }
      const asked = http.get({ port: shell.port, path: '/inbox/events', headers }, (answer) => {
        let text = ''
        answer.on('data', (chunk) => {
          text += chunk
        })
        answer.on('error', () => {})
        const ended = new Promise<void>((over) => answer.on('close', () => over()))
        const { statusCode = 0 } = answer
        resolve({ status: statusCode, headers: answer.headers, said: () => text, ended, cut: () => asked.destroy() })
      })
      asked.on('error', () => {})
      onTestFinished(() => void asked.destroy())
    })
  return { ...{ sessions, events, signIn, stream, errors } }
}
/** A machine that does other things takes its time. */
const PATIENT = { timeout: 60_000 }

const task = (to: Person) => giveTask(world.db, world.mara, NewTask.parse({ title: 'A task', assignee: to.id }))
const changes = (text: string) => text.split('event: changed').length - 1

test('a stream tells its person, and nobody else, that the inbox changed, uncompressed and through proxies', async () => {
  const { signIn, stream } = await openEvents()
  const [iker, nerea] = [await stream(await signIn(world.iker)), await stream(await signIn(world.nerea))]
  expect(iker.status).toBe(200)
  expect(iker.headers).toMatchObject({
    ...{ 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' },
  })
  expect(iker.headers['content-encoding']).toBeUndefined()
  await task(world.iker)
  await expect.poll(() => changes(iker.said()), PATIENT).toBe(1)
  await expect.poll(() => nerea.said(), PATIENT).toMatch(/(event: beat[\s\S]*){2}/)
  expect(changes(nerea.said())).toBe(0)
})

test('a request without a session, and one more than a person may open, are refused', async () => {
  const { signIn, stream } = await openEvents({ mostOfPerson: 2 })
  expect((await stream('')).status).toBe(401)
  const cookie = await signIn(world.iker)
  const open = [await stream(cookie), await stream(cookie)]
  const refused = await stream(cookie)
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '60'])
  open[0]?.cut()
  await expect.poll(async () => (await stream(cookie)).status, PATIENT).toBe(200)
})

test('a stream ends within seconds when its session ends or its person is disabled', async () => {
  const { sessions, signIn, stream } = await openEvents()
  const cookie = await signIn(world.iker)
  const signedOut = await stream(cookie)
  await sessions.invalidateSession(sessionIdIn(sessions, cookie) ?? '')
  await signedOut.ended
  const someone = { email: 'gone@mendialde.example', name: 'Gone', password: 'a long password' }
  const gone = await createPerson(world.db, { ...someone, role: 'editor' })
  const disabled = await stream(await signIn(gone))
  await disablePerson(world.db, admin, gone.id)
  await disabled.ended
})

test('after the connection to the database was cut, changes are told again', async () => {
  const { signIn, stream } = await openEvents()
  const iker = await stream(await signIn(world.iker))
  await task(world.iker)
  await expect.poll(() => changes(iker.said()), PATIENT).toBe(1)
  await world.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen notices' and datname = current_database()`,
  )
  await expect.poll(() => changes(iker.said()), PATIENT).toBe(2)
  await task(world.iker)
  await expect.poll(() => changes(iker.said()), PATIENT).toBe(3)
})

test('all streams end when the server stops', async () => {
  const { events, signIn, stream } = await openEvents()
  const iker = await stream(await signIn(world.iker))
  await events.close()
  await iker.ended
})
