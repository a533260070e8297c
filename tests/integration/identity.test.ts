import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { createPerson } from '~/domain/identity/people.commands.server'
import { openSessions, personOfSession } from '~/domain/identity/sessions.server'
import { type SignInAttempt, signIn, signOut } from '~/domain/identity/sign-in.commands.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const email = 'mara@mendialde.example'
const password = 'a long password'
const open = (secure = false) => openSessions(world.pool, { secure })
let networks = 0
/** Signs in, from a network of its own unless `from` names one. */
const attempt = (given: { email: string; password: string }, from: Partial<SignInAttempt> = {}, sessions = open()) =>
  signIn(world.db, sessions, given, { userAgent: null, network: `10.0.${networks++}.0/24`, ...from })
const codesOf = async (attempts: Promise<unknown>[]) =>
  (await Promise.allSettled(attempts)).map((each) => (each.status === 'rejected' ? each.reason.code : 'in')).sort()
/** Ends all running delays. */
const waitIsOver = () => world.pool.query('update failed_attempt set retry_at = clock_timestamp()')
/** Extends the delays begun by the last attempt, so that a slow machine does not outlast them. */
const waitRunsOn = () =>
  world.pool.query(`update failed_attempt set retry_at = retry_at + interval '1 hour'
    where retry_at > resets_at - interval '24 hours' + interval '0.5 seconds'`)
const failuresOf = async (key: string) =>
  (await world.db.selectFrom('failedAttempt').select('failures').where('key', '=', key).executeTakeFirst())?.failures ??
  0

describe('sign-in', () => {
  test('opens a session that ends at sign-out', async () => {
    const sessions = open()
    const { cookie, person } = await attempt({ email, password }, {}, sessions)
    const id = sessions.readSessionCookie(cookie.split(';')[0]!)
    expect((await personOfSession(sessions, id)).person).toEqual(person)
    await signOut(world.db, sessions, person, id!)
    expect((await personOfSession(sessions, id)).person).toBeUndefined()
  })

  test('sets an HttpOnly SameSite cookie without Domain, with the prefix __Host- on https', async () => {
    const plain = (await attempt({ email, password })).cookie
    expect(plain).toMatch(/HttpOnly/)
    expect(plain).toMatch(/SameSite=Lax/)
    const secure = (await attempt({ email, password }, {}, open(true))).cookie
    expect(secure).toMatch(/^__Host-/)
    expect(secure).toMatch(/Secure/)
    expect(secure).toMatch(/Path=\//)
    expect(secure).not.toMatch(/Domain=/)
  })

  test('is refused to a disabled person, whose open session ends', async () => {
    const sessions = open()
    const gone = await createPerson(world.db, {
      email: 'gone@mendialde.example',
      name: 'Gone',
      role: 'editor',
      password,
    })
    const { cookie } = await attempt({ email: gone.email, password }, {}, sessions)
    await world.db.updateTable('person').set({ disabledAt: new Date() }).where('id', '=', gone.id).execute()
    const id = sessions.readSessionCookie(cookie.split(';')[0]!)
    expect((await personOfSession(sessions, id)).person).toBeUndefined()
    await expect(attempt({ email: gone.email, password })).rejects.toMatchObject({ code: 'sign_in.refused' })
  })

  test('answers an unknown address and a wrong password alike, in about the same CPU time', async () => {
    // CPU time of this process: other load delays a response without adding to it.
    const time = async (given: { email: string; password: string }) => {
      const began = process.cpuUsage()
      await expect(attempt(given)).rejects.toMatchObject({ code: 'sign_in.refused' })
      const { user, system } = process.cpuUsage(began)
      return user + system
    }
    const [known, unknown]: [number[], number[]] = [[], []]
    for (let n = 0; n < 12; n++) {
      known.push(await time({ email, password: 'wrong' }))
      unknown.push(await time({ email: 'nobody@mendialde.example', password: 'wrong' }))
    }
    // The fastest of each: the cost of the work itself, without other load.
    const ratio = Math.min(...known) / Math.min(...unknown)
    expect(ratio).toBeGreaterThan(0.6)
    expect(ratio).toBeLessThan(1.67)
  })
})

describe('wrong passwords at sign-in', () => {
  beforeEach(() => world.pool.query('delete from failed_attempt'))

  test('delay the network they come from by at most 30 s and no other network', async () => {
    const [given, network] = [{ email: 'iker@mendialde.example', password: 'wrong' }, '192.0.2.0/24']
    const waits: number[] = []
    for (let n = 0; n < 14; n++) {
      await waitIsOver()
      await expect(attempt(given, { network })).rejects.toMatchObject({ code: 'sign_in.refused' })
      const refusal = await attempt(given, { network }).catch((error: unknown) => error)
      const { code, facts } = refusal as { code: string; facts: { seconds?: number } }
      if (code === 'throttled') waits.push(facts.seconds ?? 0)
    }
    expect(Math.max(...waits)).toBe(30)
    await expect(attempt({ ...given, password }, { network })).rejects.toMatchObject({ code: 'throttled' })
    await expect(attempt({ ...given, password }, { network: '198.51.100.0/24' })).resolves.toBeTruthy()
  })

  test('from many networks delay all unknown browsers, and no browser that has signed in before', async () => {
    const given = { email: 'nerea@mendialde.example', password: 'wrong' }
    const first = await codesOf(Array.from({ length: 70 }, () => attempt(given)))
    expect(first).toContain('throttled')
    await waitIsOver()
    await codesOf([attempt(given)])
    await waitRunsOn()
    await expect(attempt({ ...given, password })).rejects.toMatchObject({ code: 'throttled' })
    await expect(attempt({ ...given, password }, { deviceId: 'her own browser.' })).resolves.toBeTruthy()
  })

  test('from a known browser delay that browser only', async () => {
    const given = { email, password: 'wrong' }
    const device = { deviceId: 'a known browser.' }
    for (let n = 0; n < 6; n++) await expect(attempt(given, device)).rejects.toMatchObject({ code: 'sign_in.refused' })
    await waitRunsOn()
    await expect(attempt({ email, password }, device)).rejects.toMatchObject({ code: 'throttled' })
    expect(await failuresOf(`sign-in:${email}:device:a known browser.`)).toBe(6)
    await expect(attempt({ email, password })).resolves.toBeTruthy()
  })

  test('from one network for many addresses delay that network', async () => {
    const network = '203.0.113.0/24'
    const guess = (n: number) => attempt({ email: `guess-${n}@mendialde.example`, password: 'wrong' }, { network })
    for (let n = 0; n < 41; n++) await expect(guess(n)).rejects.toMatchObject({ code: 'sign_in.refused' })
    await waitRunsOn()
    await expect(guess(41)).rejects.toMatchObject({ code: 'throttled' })
  })

  test('sent concurrently are throttled like sequential ones', async () => {
    const given = { email: 'ander@mendialde.example', password: 'wrong' }
    const codes = await codesOf(Array.from({ length: 12 }, () => attempt(given, { network: '198.18.0.0/24' })))
    // Six are free or cost the first second; on a stalled machine one or two more may be admitted.
    expect(codes.filter((code) => code === 'sign_in.refused').length).toBeGreaterThanOrEqual(6)
    expect(codes.filter((code) => code === 'throttled').length).toBeGreaterThanOrEqual(4)
  })

  test('are reset by a successful sign-in, and repeated successes count nothing', async () => {
    const own = { network: '198.18.1.0/24' }
    const given = { email: 'mara@mendialde.example', password }
    for (let n = 0; n < 4; n++) await codesOf([attempt({ ...given, password: 'wrong' }, own)])
    for (let n = 0; n < 8; n++) await expect(attempt(given, own)).resolves.toBeTruthy()
    expect(await failuresOf(`sign-in:${given.email}:network:${own.network}`)).toBe(0)
  })
})
