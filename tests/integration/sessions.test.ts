import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { migrations } from '#db/migrations'
import { openWorld, type World } from '#tests/support/world'
import { changePassword } from '~/domain/identity/own-account.commands.server'
import { clearSessions, endOtherSessions, endSession } from '~/domain/identity/sessions.commands.server'
import { sessionsOf } from '~/domain/identity/sessions.queries.server'
import { openSession, openSessions, personOfSession, type Sessions } from '~/domain/identity/sessions.server'
import { openDatabase, openPool } from '~/platform/db.server'
import { sha256Hex } from '~/platform/ids.server'

let world: World
let sessions: Sessions
beforeAll(async () => {
  world = await openWorld()
  sessions = openSessions(world.pool, { secure: false })
})
afterAll(() => world.close())

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const idIn = (cookie: string) => sessions.readSessionCookie(cookie.split(';')[0]!)!
const open = async (person = world.mara, former?: string) =>
  idIn(await openSession(sessions, person.id, { userAgent: FIREFOX, network: '192.0.2.0/24' }, former))
const isOpen = async (id: string) => !!(await personOfSession(sessions, id)).person
const age = (id: string, column: string, text: string) =>
  world.pool.query(`update session set ${column} = now() - $2::interval where id = $1`, [sha256Hex(id), text])

describe('a session', () => {
  test('is stored by the hash of its id, and the hash does not open it', async () => {
    const id = await open()
    const { rows } = await world.pool.query<{ id: string }>('select id from session')
    expect(rows.map((row) => row.id)).toContain(sha256Hex(id))
    expect(JSON.stringify(rows)).not.toContain(id)
    expect([await isOpen(id), await isOpen(sha256Hex(id))]).toEqual([true, false])
  })

  test('ends when another one begins in the same browser', async () => {
    const former = await open()
    const next = await open(world.iker, former)
    expect([await isOpen(former), await isOpen(next)]).toEqual([false, true])
  })

  test('ends after 30 days of use, and its row is deleted', async () => {
    const id = await open()
    await age(id, 'created_at', '29 days 23 hours')
    expect(await isOpen(id)).toBe(true)
    await age(id, 'created_at', '30 days 1 minute')
    expect(await isOpen(id)).toBe(false)
    await clearSessions(world.db)
    expect((await world.pool.query('select 1 from session where id = $1', [sha256Hex(id)])).rowCount).toBe(0)
  })

  test('is extended in its second week, and records its use every five minutes at most', async () => {
    const id = await open()
    await world.pool.query(`update session set expires_at = now() + interval '3 days' where id = $1`, [sha256Hex(id)])
    expect((await personOfSession(sessions, id)).cookie).toContain(id)
    await age(id, 'last_used_at', '6 minutes')
    await isOpen(id)
    const used = async () => (await sessionsOf(world.db, world.mara.id, id)).find((each) => each.isThis)!.lastUsedAt
    const noted = await used()
    expect(Date.now() - noted.getTime()).toBeLessThan(60_000)
    await isOpen(id)
    expect(await used()).toEqual(noted)
  })
})

describe('the sessions of a person', () => {
  test('are listed with browser and network, and are ended singly or all but the current one', async () => {
    await world.db.deleteFrom('session').execute()
    const [here, there, third] = [await open(), await open(), await open()]
    const hers = await open(world.iker)
    const list = await sessionsOf(world.db, world.mara.id, here)
    expect(list).toHaveLength(3)
    expect(list.filter((each) => each.isThis)).toMatchObject([
      { key: sha256Hex(here), userAgent: FIREFOX, network: '192.0.2.0/24' },
    ])
    await endSession(world.db, world.mara, sha256Hex(there))
    expect([await isOpen(here), await isOpen(there), await isOpen(third)]).toEqual([true, false, true])
    await expect(endSession(world.db, world.mara, sha256Hex(hers))).rejects.toMatchObject({ code: 'session.unknown' })
    expect(await endOtherSessions(world.db, world.mara, here)).toBe(1)
    expect([await isOpen(here), await isOpen(third), await isOpen(hers)]).toEqual([true, false, true])
  })

  test('end with a change of password except the current one, and the change requires the old password', async () => {
    const [here, there] = [await open(), await open()]
    const change = (currentPassword: string) =>
      changePassword(world.db, world.mara, { currentPassword, newPassword: 'another long password' }, here)
    await expect(change('not it')).rejects.toMatchObject({
      code: 'password.wrong',
      facts: { field: 'currentPassword' },
    })
    expect(await isOpen(there)).toBe(true)
    await change('a long password')
    expect([await isOpen(here), await isOpen(there)]).toEqual([true, false])
    for (let n = 0; n < 6; n++) await change('not it').catch(() => {})
    await expect(change('another long password')).rejects.toMatchObject({ code: 'throttled' })
  })
})

test('the migration that hashes session ids keeps existing sessions valid', async () => {
  const base = inject('postgresUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: base })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const pool = openPool(base.replace(/[^/]+$/, name))
  try {
    const db = openDatabase(pool)
    const [before, after] = [Object.keys(migrations).filter((each) => each < '20261125-08'), '20261125-08-people']
    for (const each of before) await migrations[each]!.up(db)
    const id = 'abcdefghijklmnopqrstuvwxyz234567abcdefgh'
    const person = { id: world.mara.id, email: 'm@x.example', name: 'Mara', role: 'manager', hash: 'x' }
    await pool.query('insert into person (id, email, name, role, password_hash) values ($1, $2, $3, $4, $5)', [
      ...Object.values(person),
    ])
    await pool.query(`insert into session values ($1, $2, now() + interval '3 days')`, [id, person.id])
    await migrations[after]!.up(db)
    const found = await personOfSession(openSessions(pool, { secure: false }), id)
    expect(found.person).toMatchObject({ name: 'Mara', role: 'manager' })
  } finally {
    await pool.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
})
