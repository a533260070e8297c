import { afterAll, beforeEach, expect, test } from 'vitest'
import { briefWorld } from '#tests/support/brief-world'
import { openSmtpSink } from '#tests/support/smtp-sink'
import { openWorld } from '#tests/support/world'
import { findGuest } from '~/domain/guests/guests.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { changeAgreement, createAgreement, retireAgreement } from '~/domain/intake/agreements.commands.server'
import { currentAgreement, versionsOfAgreement } from '~/domain/intake/agreements.queries.server'
import { BriefForm } from '~/domain/intake/brief'
import { inviteGuests, nameGuest } from '~/domain/intake/brief-guests.commands.server'
import { tellToday } from '~/domain/intake/brief-notices.commands.server'
import { changeBrief } from '~/domain/intake/briefs.commands.server'
import { findBrief, findBriefByToken, guestsOfBrief } from '~/domain/intake/briefs.queries.server'
import { deliveredFiles, deliveredTotals } from '~/domain/intake/deliveries.queries.server'
import { filesOfGuest } from '~/domain/intake/files-of-guest.queries.server'
import { openLinkToken, renewOpenLink } from '~/domain/intake/open-link.commands.server'
import { remindBeforeDeadline, remindSilent } from '~/domain/intake/remind.commands.server'
import { transition } from '~/domain/review/review.commands.server'
import { dbNow, inTransaction } from '~/platform/db.server'

const world = await openWorld()
const sink = await openSmtpSink()
afterAll(async () => {
  sink.close()
  await world.close()
})
const { db, iker, mara, sessionSecret: secret } = world
const { brief, guestOf, send, submitAll, inReview } = briefWorld(world)

/** Runs jobs with a mail server, and returns the new letters: to whom, and by which key. */
const mailed = async () => {
  const before = sink.mails.length
  await world.runJobs({ SMTP_URL: sink.url, MAIL_FROM: 'Vitrine <vitrine@mendialde.example>' })
  return sink.mails.slice(before).map((mail) => ({
    to: /^To: (.*)$/m.exec(mail)?.[1],
    key: /^Message-ID: <([a-z-]+?)-?[\d@]/m.exec(mail)?.[1],
    text: mail.replace(/=\n/g, ''),
  }))
}
beforeEach(() => world.runJobs())

test('guests are mailed their links, the receipt and the outcome, and who asked is told, each once', async () => {
  const id = await brief({ dueAt: '2099-01-01T12:00' })
  const guest = await guestOf(id)
  const [invited, ...none] = await mailed()
  expect([invited?.to, none]).toEqual([guest.email, []])
  expect(invited?.text).toContain('/upload/vg_')
  await send(guest, id, await world.jpeg(), { fileName: 'harbour.jpg' })
  await world.runJobs()
  await submitAll(guest, id)
  const received = await mailed()
  expect(received.map(({ to }) => to).sort()).toEqual([guest.email, iker.email].sort())
  expect(received.every(({ text }) => text.includes('harbour.jpg'))).toBe(true)
  const [file] = await filesOfGuest(db, guest.id)
  await transition(db, mara, file!.assetId!, {
    ...{ versionId: file!.versionId!, transition: 'ask_for_changes', note: 'Too dark', unseen: true },
  })
  const outcome = await mailed()
  expect(outcome.map(({ to }) => to)).toEqual([guest.email])
  expect(outcome[0]?.text).toContain('Too dark')
  expect(await mailed()).toEqual([])
})

test('without a mail server nothing is sent and nothing fails', async () => {
  const id = await brief()
  await inReview(id)
  expect(await world.queued('send_guest_letter')).toEqual([])
})

test('silent guests are reminded by hand once a day, and before the deadline once by itself', async () => {
  const id = await brief({ dueAt: '2099-01-01T12:00', remindsDays: 3 })
  const [ane, jon] = [await guestOf(id), await guestOf(id)]
  await world.runJobs()
  await send(ane, id, await world.jpeg())
  await world.runJobs()
  await submitAll(ane, id)
  await world.runJobs()
  const now = await dbNow(db)
  const both = await Promise.all([remindSilent(db, actorOf(iker), id, now), remindSilent(db, actorOf(iker), id, now)])
  expect(both.sort()).toEqual([0, 1])
  expect((await mailed()).map(({ to }) => to)).toEqual([jon.email])
  expect(await remindBeforeDeadline(db, id, now)).toBe(0)
  await world.pool.query(`update brief set due_at = now() + interval '2 days' where id = $1`, [id])
  await world.pool.query(`update guest set created_at = now() - interval '9 days' where id = $1`, [jon.id])
  expect(await remindBeforeDeadline(db, id, now)).toBe(1)
  expect(await remindBeforeDeadline(db, id, now)).toBe(0)
  await world.pool.query(`update brief set due_at = now() + interval '1 day' where id = $1`, [id])
  expect(await remindBeforeDeadline(db, id, now)).toBe(1)
})

test('a daily notice tells once a day what came, from the morning on where the brief is', async () => {
  const id = await brief({ notice: 'daily', zone: 'Asia/Tokyo' })
  await inReview(id)
  await world.pool.query(`update submission set submitted_at = '2098-12-31T12:00Z' where brief_id = $1`, [id])
  const told: string[] = []
  const tell = (now: string) =>
    tellToday(db, id, new Date(now), async (_trx, { after, until }) => void told.push(`${after > '2098'}${until}`))
  // Seven in the morning in Tokyo, then eight, twice.
  await tell('2098-12-31T22:00:00.000Z')
  expect(told).toEqual([])
  await Promise.all([tell('2098-12-31T23:00:00.000Z'), tell('2098-12-31T23:00:00.000Z')])
  expect(told).toEqual(['false2098-12-31T23:00:00.000Z'])
  await tell('2099-01-01T23:30:00.000Z')
  expect(told[1]).toBe('true2099-01-01T23:30:00.000Z')
})

test('a brief shows of a file and its newer versions the last, and counts the same', async () => {
  const id = await brief({ slots: [{ title: 'Harbour' }] })
  const { guest, assetId, versionId } = await inReview(id, { fileName: 'first.jpg' })
  await transition(db, mara, assetId, { versionId, transition: 'ask_for_changes', note: 'Too dark', unseen: true })
  const [first] = await deliveredFiles(db, id)
  expect(first).toMatchObject({ fileName: 'first.jpg', progress: { at: 'changes_asked', note: 'Too dark' } })
  await send(guest, id, await world.jpeg(), { fileName: 'second.jpg', replacesId: first!.id })
  await world.runJobs()
  await submitAll(guest, id)
  await world.runJobs()
  const files = await deliveredFiles(db, id)
  expect(files.map(({ fileName, isAnswer, ofGuest }) => [fileName, isAnswer, ofGuest])).toEqual([
    ['second.jpg', true, 1],
  ])
  expect(await deliveredTotals(db, id)).toEqual({ delivered: 1, inReview: 1, changesAsked: 0, accepted: 0 })
  expect(await deliveredFiles(db, id, (await guestOf(id)).id)).toEqual([])
})

test('the open link gets another address, and guests who named themselves keep theirs', async () => {
  const id = await brief({ isOpenLink: true })
  const first = await openLinkToken(db, id, secret)
  const now = await dbNow(db)
  const jon = await nameGuest(db, id, { name: 'Jon', email: 'jon@foto.example', locale: 'ar' }, { secret, now })
  expect((await mailed()).map(({ to }) => to)).toEqual(['jon@foto.example'])
  await renewOpenLink(db, iker, id, secret)
  expect(await findBriefByToken(db, first!)).toBeUndefined()
  expect((await findBriefByToken(db, (await openLinkToken(db, id, secret))!))?.id).toBe(id)
  expect((await findGuest(db, jon.id))?.revokedAt).toBeNull()
})

test('reference pictures that are not of the kit, and links of others, are not given to guests', async () => {
  const { assetId } = await world.photo('draft')
  const id = await brief({ slots: [{ title: 'Harbour', referenceAssetId: assetId }] })
  expect((await findBrief(db, id))!.slots[0]!.referenceAssetId).toBeNull()
  const form = BriefForm.parse({ title: { en: 'A' }, text: {}, zone: 'UTC', shareId: crypto.randomUUID() })
  const scope = { db, by: iker, now: await dbNow(db), secret }
  await expect(changeBrief(scope, id, form)).rejects.toThrow('form.choice_gone')
})

test('500 guests are invited at once, with 200 slots, and the list of guests has each link', async () => {
  const id = await brief({ slots: Array.from({ length: 200 }, (_, n) => ({ title: `Slot ${n}` })) })
  const guests = Array.from({ length: 500 }, (_, n) => ({ name: `Guest ${n}`, email: `g${n}@many.example` }))
  const invite = () => inviteGuests({ db, by: iker, secret }, id, { guests, locale: 'en' })
  const made = (await Promise.all([invite(), invite()])).map((list) => list.length)
  expect(made.sort((a, b) => a - b)).toEqual([0, 500])
  const listed = await guestsOfBrief(db, id, secret)
  expect(new Set(listed.map(({ token }) => token)).size).toBe(500)
  expect((await findBrief(db, id))!.slots).toHaveLength(200)
})

test('a version of an agreement that somebody accepted stays, and a retired agreement is asked for no more', async () => {
  const form = { name: 'Rights', texts: { en: 'All **yours**.' }, assignsRights: true, asksAboutAi: false }
  const id = await createAgreement(db, mara, form)
  await changeAgreement(db, mara, id, { ...form, name: 'All rights', texts: { eu: undefined, en: 'All **yours**.' } })
  expect(await versionsOfAgreement(db, id)).toHaveLength(1)
  await Promise.all([
    changeAgreement(db, mara, id, { ...form, texts: { en: 'Some.' } }),
    changeAgreement(db, mara, id, { ...form, texts: { en: 'Some.' } }),
  ])
  const versions = await versionsOfAgreement(db, id)
  expect(versions.map(({ number, texts }) => [number, texts.en])).toEqual([
    [2, 'Some.'],
    [1, 'All **yours**.'],
  ])
  await retireAgreement(db, mara, id, true)
  expect(await currentAgreement(db, id)).toBeUndefined()
  await retireAgreement(db, mara, id, false)
  expect((await inTransaction(db, (trx) => currentAgreement(trx, id)))?.number).toBe(2)
})
