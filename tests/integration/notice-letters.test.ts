import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSmtpSink } from '#tests/support/smtp-sink'
import { openWorld, type World } from '#tests/support/world'
import { createPerson, disablePerson } from '~/domain/identity/people.commands.server'
import type { Person } from '~/domain/identity/person'
import { addNotices } from '~/domain/notices/add-notices.commands.server'
import { giveTask, markDone } from '~/domain/notices/inbox.commands.server'
import { NewTask } from '~/domain/notices/notice'
import { noticeLettersOf, noticeLettersToken } from '~/domain/notices/notice-letters-token.server'
import { chooseChannels, endNoticeLetters } from '~/domain/notices/preferences.commands.server'
import { channelsOf, sendsNoticeLetters } from '~/domain/notices/preferences.queries.server'
import { afterQuiet, changeSchedule, nextDigest } from '~/domain/notices/schedule.commands.server'
import { gatherDue } from '~/domain/notices/tell-notices.commands.server'
import { sendNoticesLetter } from '~/domain/notifications/notices-letter.jobs.server'
import { tellNotices } from '~/domain/notifications/tell-notices.jobs.server'
import { inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { enqueue, enqueueAll } from '~/platform/queue.server'

let world: World
let sink: Awaited<ReturnType<typeof openSmtpSink>>
let admin: Person
beforeAll(async () => {
  world = await openWorld()
  sink = await openSmtpSink()
  const ane = { email: 'ane@mendialde.example', name: 'Ane', password: 'a long password' }
  admin = await createPerson(world.db, { ...ane, role: 'admin' })
  await ask()
})
afterAll(async () => {
  sink.close()
  await world.close()
})
beforeEach(async () => {
  await sql`delete from notice`.execute(world.db)
  await sql`delete from notice_preference`.execute(world.db)
  await sql`update notice_schedule set instant_at = null, quiet_from = null, quiet_to = null,
    digest_at = now() + interval '1 hour'`.execute(world.db)
  sink.mails.length = 0
})

async function ask() {
  await inTransaction(world.db, (trx) => enqueue(trx, tellNotices, {}))
  await world.runJobs({ SMTP_URL: sink.url })
}
const due = (column: 'instant_at' | 'digest_at') =>
  sql`update notice_schedule set ${sql.ref(column)} = now() - interval '1 second' where ${sql.ref(column)} is not null`.execute(
    world.db,
  )
const task = (title = 'Write the alt text', to = world.iker) =>
  giveTask(world.db, world.mara, NewTask.parse({ title, assignee: to.id }))
const letters = () => sink.mails.map((mail) => mail.replace(/=\n/g, ''))
const one = async <T>(expression: RawBuilder<T>) =>
  (
    await sql<{
      value: T
    }>`select ${expression} as value from notice_schedule where person_id = ${world.iker.id}`.execute(world.db)
  ).rows[0]?.value

describe('a letter at once', () => {
  test('tells what came within minutes, once, with an address that ends letters of this type by one POST', async () => {
    await task('Write the alt text')
    await task('Crop the fence')
    await ask()
    expect(letters()).toEqual([])
    await due('instant_at')
    await ask()
    await ask()
    expect(letters()).toHaveLength(1)
    const [letter] = letters()
    expect(letter).toContain('To: iker@mendialde.example')
    expect(letter).toContain('Subject: 2 new notices')
    expect(letter).toMatch(/List-Unsubscribe:\s+<http:\S+unsubscribe\/\S+>/)
    expect(letter).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(letter).toContain('Content-Type: text/plain')
    expect(letter).toContain('Crop the fence')
  })

  test('is in the language of its reader', async () => {
    await world.db.updateTable('person').set({ locale: 'es' }).where('id', '=', world.iker.id).execute()
    await task('Recortar la valla')
    await due('instant_at')
    await ask()
    expect(letters()[0]).toContain('Tarea: Recortar la valla')
    await world.db.updateTable('person').set({ locale: 'en' }).where('id', '=', world.iker.id).execute()
  })

  test('is not sent about what was done, ended or refused to its reader meanwhile', async () => {
    const id = await task()
    await due('instant_at')
    await gatherDue(world.db, (trx, letters) => enqueueAll(trx, sendNoticesLetter, letters))
    await markDone(world.db, world.iker, [id])
    await world.runJobs({ SMTP_URL: sink.url })
    const someone = { email: 'gone@mendialde.example', name: 'Gone', password: 'a long password' }
    const gone = await createPerson(world.db, { ...someone, role: 'editor' })
    await ask()
    await task('A task', gone)
    await due('instant_at')
    await disablePerson(world.db, admin, gone.id)
    await ask()
    expect(letters()).toEqual([])
  })

  test('waits in quiet hours', async () => {
    const hour = Number(await one(sql`extract(hour from now() at time zone 'Asia/Tokyo')`))
    const quiet = { quietFrom: hour, quietTo: (hour + 2) % 24 }
    await changeSchedule(world.db, world.iker.id, { hour: 8, zone: 'Asia/Tokyo', ...quiet })
    await task()
    await due('instant_at')
    await ask()
    expect(letters()).toEqual([])
    await changeSchedule(world.db, world.iker.id, { hour: 8, zone: 'Asia/Tokyo' })
    await due('instant_at')
    await ask()
    expect(letters()).toHaveLength(1)
  })
})

describe('the daily letter', () => {
  test('tells everything of the day in one letter, and nothing twice', async () => {
    await chooseChannels(world.db, world.iker.id, { task: 'daily', approved: 'daily' })
    await task()
    await inTransaction(world.db, (trx) =>
      addNotices(trx, 'approved', [{ topic: newId(), occasion: '1', title: 'Cliffs', readers: [world.iker.id] }]),
    )
    await due('digest_at')
    await ask()
    await due('digest_at')
    await ask()
    expect(letters()).toHaveLength(1)
    expect(letters()[0]).toContain('Cliffs')
  })

  test('two workers at once send one', async () => {
    await chooseChannels(world.db, world.iker.id, { task: 'daily' })
    await task()
    await due('digest_at')
    const told: unknown[] = []
    const gather = () => gatherDue(world.db, async (_trx, letters) => void told.push(...letters))
    for (let n = 0; n < 4; n++) await Promise.all([gather(), gather(), gather()])
    expect(told).toHaveLength(1)
  })

  test('a worker that dies before it is enqueued has told nothing', async () => {
    await task()
    await due('instant_at')
    const killed = gatherDue(world.db, async () => {
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    await ask()
    expect(letters()).toHaveLength(1)
  })

  test.each([
    ['the day before clocks go forward', '2026-03-28T12:00:00Z', 'Europe/Madrid', 2, '2026-03-29T01:00:00.000Z'],
    ['the day after clocks went forward', '2026-03-29T12:00:00Z', 'Europe/Madrid', 2, '2026-03-30T00:00:00.000Z'],
    ['the day before clocks go back', '2026-10-24T12:00:00Z', 'Europe/Madrid', 2, '2026-10-25T01:00:00.000Z'],
    ['the day after clocks went back', '2026-10-25T12:00:00Z', 'Europe/Madrid', 8, '2026-10-26T07:00:00.000Z'],
    ['a zone of half an hour', '2026-10-25T12:00:00Z', 'Asia/Kolkata', 8, '2026-10-26T02:30:00.000Z'],
  ])('%s is due at the hour of the reader', async (_, now, zone, hour, expected) => {
    const at = await one(nextDigest(sql.val(hour), sql.val(zone), sql<Date>`${now}::timestamptz`))
    expect(at?.toISOString()).toBe(expected)
  })

  test.each([
    ['a night across midnight', '2026-06-10T21:30:00Z', 22, 7, '2026-06-11T05:00:00.000Z'],
    ['early in that night', '2026-06-11T03:30:00Z', 22, 7, '2026-06-11T05:00:00.000Z'],
    ['after it', '2026-06-11T05:30:00Z', 22, 7, '2026-06-11T05:30:00.000Z'],
    ['the night in which clocks go forward', '2026-03-28T22:30:00Z', 22, 7, '2026-03-29T05:00:00.000Z'],
    ['the night in which clocks go back', '2026-10-24T22:30:00Z', 22, 7, '2026-10-25T06:00:00.000Z'],
    ['hours of one day', '2026-06-10T11:30:00Z', 13, 15, '2026-06-10T13:00:00.000Z'],
  ])('quiet hours of %s end at their hour', async (_, at, quietFrom, quietTo, expected) => {
    await changeSchedule(world.db, world.iker.id, { hour: 8, zone: 'Europe/Madrid', quietFrom, quietTo })
    expect((await one(afterQuiet(sql<Date>`${at}::timestamptz`)))?.toISOString()).toBe(expected)
  })
})

describe('ending letters', () => {
  test('a token ends the letters that it was made for, twice, and no other token does', async () => {
    const letters = { personId: world.iker.id, of: 'task' } as const
    const token = noticeLettersToken('secret', letters)
    expect(noticeLettersOf('secret', token)).toEqual(letters)
    for (const bad of [
      undefined,
      '',
      `${token}x`,
      token.replace('task', 'approved'),
      noticeLettersToken('other', letters),
    ])
      expect(noticeLettersOf('secret', bad)).toBeUndefined()
    for (let n = 0; n < 2; n++) await endNoticeLetters(world.db, letters)
    expect(await channelsOf(world.db, world.iker.id)).toMatchObject({ task: 'app', approved: 'instant' })
    expect(await sendsNoticeLetters(world.db, letters)).toBe(false)
  })

  test('the daily letter ends, and what comes at once goes on', async () => {
    await chooseChannels(world.db, world.mara.id, { task: 'instant', mentioned: 'daily' })
    await endNoticeLetters(world.db, { personId: world.mara.id, of: 'daily' })
    expect(await channelsOf(world.db, world.mara.id)).toMatchObject({
      ...{ task: 'instant', mentioned: 'app', review_asked: 'app' },
    })
  })

  test('tasks cannot be switched off, since somebody waits for them', async () => {
    await chooseChannels(world.db, world.iker.id, { task: 'none', approved: 'none' })
    expect(await channelsOf(world.db, world.iker.id)).toMatchObject({ task: 'app', approved: 'none' })
  })
})
