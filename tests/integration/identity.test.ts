import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { createPerson, signIn, signOut } from '~/domain/identity/identity.server'
import { openSessions, personOfSession } from '~/domain/identity/sessions.server'
import { openThrottle } from '~/domain/identity/throttle.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const email = 'mara@mendialde.example'
const password = 'a long password'
const open = (points = 1000, secure = false) => ({
  sessions: openSessions(world.pool, { secure }),
  throttles: {
    byEmail: openThrottle(world.pool, `test_email_${points}`, points, 60),
    byNetwork: openThrottle(world.pool, `test_network_${points}`, points, 60),
  },
})
const attempt = (given: { email: string; password: string }, { sessions, throttles } = open()) =>
  signIn(world.db, sessions, throttles, given, '192.0.2.0/24')

describe('signing in', () => {
  test('opens a session that is the person’s until they sign out', async () => {
    const opened = open()
    const { cookie, person } = await attempt({ email, password }, opened)
    const id = opened.sessions.readSessionCookie(cookie.split(';')[0]!)
    expect((await personOfSession(opened.sessions, id)).person).toEqual(person)
    await signOut(world.db, opened.sessions, person, id!)
    expect((await personOfSession(opened.sessions, id)).person).toBeUndefined()
  })

  test('sets a cookie no script reads and no other host gets; on https by its name as well', async () => {
    const plain = (await attempt({ email, password })).cookie
    expect(plain).toMatch(/HttpOnly/)
    expect(plain).toMatch(/SameSite=Lax/)
    const secure = (await attempt({ email, password }, open(1000, true))).cookie
    expect(secure).toMatch(/^__Host-/)
    expect(secure).toMatch(/Secure/)
    expect(secure).toMatch(/Path=\//)
    expect(secure).not.toMatch(/Domain=/)
  })

  test('a disabled person is refused, and so is the session they had', async () => {
    const opened = open()
    const gone = await createPerson(world.db, {
      email: 'gone@mendialde.example',
      name: 'Gone',
      role: 'editor',
      password,
    })
    const { cookie } = await attempt({ email: gone.email, password }, opened)
    await world.db.updateTable('person').set({ disabledAt: new Date() }).where('id', '=', gone.id).execute()
    const id = opened.sessions.readSessionCookie(cookie.split(';')[0]!)
    expect((await personOfSession(opened.sessions, id)).person).toBeUndefined()
    await expect(attempt({ email: gone.email, password }, opened)).rejects.toMatchObject({ code: 'sign_in.refused' })
  })

  test('an unknown address and a wrong password are told the same, in about the same time', async () => {
    const time = async (given: { email: string; password: string }) => {
      const began = performance.now()
      await expect(attempt(given)).rejects.toMatchObject({ code: 'sign_in.refused' })
      return performance.now() - began
    }
    const [known, unknown]: [number[], number[]] = [[], []]
    for (let n = 0; n < 12; n++) {
      known.push(await time({ email, password: 'wrong' }))
      unknown.push(await time({ email: 'nobody@mendialde.example', password: 'wrong' }))
    }
    // The quickest of each: what the work itself costs, whatever else the machine was doing.
    const ratio = Math.min(...known) / Math.min(...unknown)
    expect(ratio).toBeGreaterThan(0.6)
    expect(ratio).toBeLessThan(1.67)
  })

  test('wrong ones run out, for the right password too', async () => {
    const opened = open(3)
    for (let n = 0; n < 3; n++)
      await expect(attempt({ email, password: 'wrong' }, opened)).rejects.toMatchObject({ code: 'sign_in.refused' })
    await expect(attempt({ email, password }, opened)).rejects.toMatchObject({ code: 'throttled' })
  })

  test('many at once are no more than many after each other', async () => {
    const opened = open(4)
    const given = { email: 'iker@mendialde.example', password: 'wrong' }
    const guesses = await Promise.allSettled(Array.from({ length: 12 }, () => attempt(given, opened)))
    const codes = guesses.map((guess) => guess.status === 'rejected' && guess.reason.code)
    expect(codes.sort()).toEqual([...Array(4).fill('sign_in.refused'), ...Array(8).fill('throttled')])
  })

  test('right ones cost nothing, however many', async () => {
    const opened = open(2)
    const given = { email: 'nerea@mendialde.example', password }
    for (let n = 0; n < 5; n++) await expect(attempt(given, opened)).resolves.toBeTruthy()
  })
})
