import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSmtpSink } from '#tests/support/smtp-sink'
import { openWorld, type World } from '#tests/support/world'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { setPassword } from '~/domain/identity/password-tokens.commands.server'
import { findToken } from '~/domain/identity/password-tokens.queries.server'
import {
  changeRole,
  createPerson,
  disablePerson,
  enablePerson,
  invitePerson,
  renewToken,
} from '~/domain/identity/people.commands.server'
import { findPerson, listPeople } from '~/domain/identity/people.queries.server'
import type { Person, Role } from '~/domain/identity/person'
import { openSession, openSessions, personOfSession } from '~/domain/identity/sessions.server'
import { signIn } from '~/domain/identity/sign-in.commands.server'
import { sendPasswordLetter } from '~/domain/notifications/password-letter.jobs.server'
import { NewShare } from '~/domain/shares/share'
import { requireOpen, viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'

let world: World
let ander: Person
beforeAll(async () => {
  world = await openWorld()
  ander = await newAdmin('ander')
})
afterAll(() => world.close())

const password = 'a long password'
const newAdmin = (name: string) =>
  createPerson(world.db, { email: `${name}@mendialde.example`, name, role: 'admin', password })
const byHand = { secret: 'a secret of more than thirty-two characters', byMail: false }
let invited = 0
const invite = (role: Role = 'editor', delivery = byHand) =>
  invitePerson(
    world.db,
    ander,
    { email: `invited-${++invited}@mendialde.example`, name: 'Jon', role, locale: 'es' },
    delivery,
  )
const sessions = () => openSessions(world.pool, { secure: false })
const enter = (email: string, given: string) =>
  signIn(world.db, sessions(), { email, password: given }, { userAgent: null, network: `10.1.${invited}.0/24` })
const acts = async (id: string) => (await listAuditEvents(world.db, { subject: id })).map((event) => event.type)
const over = { code: 'password_link.over' }

describe('an invitation', () => {
  test('sets a password through its link once, and is not used up by opening the link', async () => {
    const { id, token } = await invite()
    const { email } = (await findPerson(world.db, id))!
    await expect(enter(email, password)).rejects.toMatchObject({ code: 'sign_in.refused' })
    for (let n = 0; n < 3; n++) expect(await findToken(world.db, token)).toMatchObject({ email, purpose: 'invite' })
    await setPassword(world.db, token, 'chosen by Jon himself', '10.0.0.0/24')
    await expect(setPassword(world.db, token, 'chosen by a finder', '10.0.0.0/24')).rejects.toMatchObject(over)
    await expect(enter(email, 'chosen by Jon himself')).resolves.toBeTruthy()
    expect(await acts(id)).toEqual(['person.password_set', 'person.invited'])
  })

  test('is stored only as a hash: no row, job or audit event contains its token', async () => {
    const { token } = await invite('viewer', { ...byHand, byMail: true })
    const { rows } = await world.pool.query(
      `select (select jsonb_agg(t) from password_token t)::text || (select jsonb_agg(j) from graphile_worker._private_jobs j)::text
        || (select jsonb_agg(e) from audit_event e)::text as all`,
    )
    expect(token).toMatch(/^vp_[\w-]{43}$/)
    expect(rows[0].all).toContain('token_hash')
    expect(rows[0].all).not.toContain(token.slice(3))
  })

  test('expires after seven days, when it is renewed and when the person is disabled', async () => {
    const { id, token } = await invite()
    const next = await renewToken(world.db, ander, id, byHand)
    await expect(findToken(world.db, token)).rejects.toMatchObject(over)
    await world.pool.query(`update password_token set expires_at = now() + interval '1 minute' where person_id = $1`, [
      id,
    ])
    expect(await findToken(world.db, next)).toBeTruthy()
    await world.pool.query('update password_token set expires_at = now() where person_id = $1', [id])
    await expect(setPassword(world.db, next, password, '')).rejects.toMatchObject(over)
    expect((await findPerson(world.db, id))?.state).toBe('invitation_over')
    const last = await renewToken(world.db, ander, id, byHand)
    await disablePerson(world.db, ander, id)
    await expect(findToken(world.db, last)).rejects.toMatchObject(over)
  })

  test('used twice concurrently sets one password', async () => {
    const { token } = await invite()
    const tries = ['the first password', 'the second password'].map((each) => setPassword(world.db, token, each, ''))
    const outcomes = (await Promise.allSettled(tries)).map((each) => each.status)
    expect(outcomes.sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('to an e-mail address in use is refused with an error on that field', async () => {
    const again = { email: 'iker@mendialde.example', name: 'Iker', role: 'viewer' as const, locale: 'en' as const }
    await expect(invitePerson(world.db, ander, again, byHand)).rejects.toMatchObject({
      code: 'person.email_taken',
      facts: { field: 'email' },
    })
  })

  test('is mailed in the language of the person, with the same Message-ID when its job runs again', async () => {
    await world.runJobs()
    const sink = await openSmtpSink()
    const { id, token } = await invite('editor', { secret: world.sessionSecret, byMail: true })
    const { tokenId } = await world.db
      .selectFrom('passwordToken')
      .select('id as tokenId')
      .where('personId', '=', id)
      .executeTakeFirstOrThrow()
    await world.runJobs({ SMTP_URL: sink.url })
    const again = async () => {
      await inTransaction(world.db, (trx) => enqueue(trx, sendPasswordLetter, { tokenId }))
      await world.runJobs({ SMTP_URL: sink.url })
    }
    await again()
    expect(sink.mails).toHaveLength(1)
    // As after the death of a worker between the answer of the mail server and the note of it.
    await world.db.updateTable('letter').set({ state: 'waiting' }).execute()
    await again()
    const [first, second] = sink.mails.map((mail) => mail.replace(/=\n/g, ''))
    expect(first).toContain(`/password/${token}`)
    expect(first).toMatch(/Elegir contrase/)
    expect(second).toContain(token)
    expect(/^Message-ID: .*/im.exec(second!)?.[0]).toBe(/^Message-ID: .*/im.exec(first!)?.[0])
    await setPassword(world.db, token, password, '')
    await again()
    expect(sink.mails).toHaveLength(2)
    expect((await findPerson(world.db, id))?.state).toBe('active')
    sink.close()
  })

  test('that was handed over by hand sends no letter, and one that was replaced sends only that of the last link', async () => {
    await world.runJobs()
    const sink = await openSmtpSink()
    const byMail = { secret: world.sessionSecret, byMail: true }
    await invite('editor', { ...byMail, byMail: false })
    await world.runJobs({ SMTP_URL: sink.url })
    expect(sink.mails).toEqual([])
    const { id } = await invite('editor', byMail)
    const token = await renewToken(world.db, ander, id, byMail)
    await world.runJobs({ SMTP_URL: sink.url })
    expect(sink.mails).toHaveLength(1)
    expect(sink.mails[0]!.replace(/=\n/g, '')).toContain(token)
    await setPassword(world.db, token, password, '')
    const reset = await renewToken(world.db, ander, id, byMail)
    await world.runJobs({ SMTP_URL: sink.url })
    expect(sink.mails).toHaveLength(2)
    expect(sink.mails[1]!.replace(/=\n/g, '')).toContain(reset)
    sink.close()
  })
})

describe('the account of a person', () => {
  test('when disabled ends sessions and shares at once, and restores the shares when enabled again', async () => {
    const jon = await createPerson(world.db, { email: 'jon@mendialde.example', name: 'Jon', role: 'editor', password })
    const { assetId } = await world.photo('approved')
    const terms = { title: 'Kit', zone: 'UTC', allows: 'web', expiresAt: '2099-01-01T18:00', assets: [assetId] }
    const { token } = await createShare(world.db, jon, NewShare.parse(terms), {
      locale: 'en',
      now: await dbNow(world.db),
    })
    const opened = sessions()
    const cookie = await openSession(opened, jon.id, { userAgent: null, network: '' })
    const id = opened.readSessionCookie(cookie.split(';')[0]!)
    const linkState = async () => {
      const share = await findShareByToken(world.db, token)
      const at = await dbNow(world.db)
      try {
        requireOpen(share, at)
        return viewerOfShare(share, false).kind
      } catch (error) {
        return (error as { facts: { reason: string } }).facts.reason
      }
    }
    expect(await linkState()).toBe('link')
    await disablePerson(world.db, ander, jon.id)
    expect((await personOfSession(opened, id)).person).toBeUndefined()
    expect((await world.pool.query('select 1 from session where user_id = $1', [jon.id])).rowCount).toBe(0)
    expect(await linkState()).toBe('link_owner')
    await expect(renewToken(world.db, ander, jon.id, byHand)).rejects.toMatchObject({ code: 'person.is_disabled' })
    await enablePerson(world.db, ander, jon.id)
    await expect(enter(jon.email, password)).resolves.toBeTruthy()
    expect(await linkState()).toBe('link')
    expect(await acts(jon.id)).toEqual(['person.enabled', 'person.disabled', 'person.created'])
  })

  test('is listed with state, role and last sign-in, without password hash or token', async () => {
    const list = await listPeople(world.db)
    expect(list.map((person) => person.name)).toEqual(expect.arrayContaining(['Iker', 'Mara', 'Nerea']))
    expect(JSON.stringify(list)).not.toMatch(/argon2|token/i)
    expect(list.find((person) => person.email === 'jon@mendialde.example')?.lastSignInAt).toBeInstanceOf(Date)
    expect(list.find((person) => person.name === 'Nerea')?.lastSignInAt).toBeNull()
  })

  test('gets another role by administrators only', async () => {
    const noAdmin = { ...world.mara, role: 'admin' as const }
    for (const by of [world.mara, noAdmin])
      await expect(changeRole(world.db, by, world.nerea.id, 'admin')).rejects.toMatchObject({ code: 'role.required' })
    await changeRole(world.db, ander, world.nerea.id, 'editor')
    expect((await findPerson(world.db, world.nerea.id))?.role).toBe('editor')
    expect((await acts(world.nerea.id))[0]).toBe('person.role_changed')
  })
})

describe('the last administrator', () => {
  test('cannot be disabled or demoted, and an invited administrator does not count', async () => {
    const { id } = await invite('admin')
    expect((await findPerson(world.db, id))?.role).toBe('admin')
    await expect(disablePerson(world.db, ander, ander.id)).rejects.toMatchObject({ code: 'person.last_admin' })
    await expect(changeRole(world.db, ander, ander.id, 'manager')).rejects.toMatchObject({
      code: 'person.last_admin',
      facts: { field: 'role' },
    })
  })

  test('remains when two administrators disable or demote each other concurrently (10 rounds)', async () => {
    for (let round = 0; round < 10; round++) {
      const other = await newAdmin(`other-${round}`)
      const outcomes = await Promise.allSettled(
        round % 2
          ? [disablePerson(world.db, ander, other.id), disablePerson(world.db, other, ander.id)]
          : [changeRole(world.db, ander, other.id, 'viewer'), changeRole(world.db, other, ander.id, 'viewer')],
      )
      const codes = outcomes.map((each) => (each.status === 'rejected' ? each.reason.code : 'done'))
      expect(codes.sort()).toEqual(['done', 'role.required'])
      const left = (await listPeople(world.db)).filter((each) => each.role === 'admin' && each.state === 'active')
      expect(left).toHaveLength(1)
      ander = { ...left[0]!, role: 'admin' }
    }
  })
})
