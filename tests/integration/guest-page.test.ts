import { mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openIntake } from '#tests/support/guests'
import { openWorld } from '#tests/support/world'
import { codeOf } from '~/domain/guests/guest-code.server'
import { findGuestByToken } from '~/domain/guests/guests.queries.server'
import { askForCode, verifyGuest } from '~/domain/guests/verify-guest.commands.server'
import { findBrief } from '~/domain/intake/briefs.queries.server'
import { filesOfGuest } from '~/domain/intake/files-of-guest.queries.server'
import { askedFields, findSubmission } from '~/domain/intake/guest-page.queries.server'
import { finishFile, openFile } from '~/domain/intake/open-file.commands.server'
import { fillIn, removeFiles } from '~/domain/intake/own-files.commands.server'
import { findStagedFile } from '~/domain/intake/staged-file.queries.server'
import { submit } from '~/domain/intake/submit.commands.server'
import { sweepGuestFiles } from '~/domain/intake/sweep-guest-files.jobs.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { newSecret } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'

const world = await openWorld()
afterAll(() => world.close())
const { db, iker, sessionSecret: secret } = world
const intake = openIntake({ db, secret, by: iker })
const staging = path.join(world.folder, 'staging')

const guestOf = async (briefId: string) => {
  const guest = await findGuestByToken(db, await intake.guest(briefId))
  if (!guest) throw new Error('no guest')
  return guest
}
/** Sends a whole file as a guest; returns its id and its name in staging. */
const send = async (guest: { id: string }, briefId: string, bytes: Buffer, more: Record<string, unknown> = {}) => {
  const stagedId = newSecret(24)
  await mkdir(staging, { recursive: true })
  await writeFile(path.join(staging, stagedId), bytes)
  const file = { stagedId, fileName: 'shoot.jpg', byteSize: bytes.length, ...more }
  const id = await openFile(db, { guest, briefId, now: await dbNow(db) }, file)
  await finishFile(db, stagedId)
  return { id, stagedId }
}
const isStaged = (stagedId: string) =>
  stat(path.join(staging, stagedId)).then(
    () => true,
    () => false,
  )

test('a code is good for its guest and half an hour, and guesses soon have to wait', async () => {
  const [ane, jon] = await Promise.all([intake.brief({ needsCode: true }), intake.brief()]).then((ids) =>
    Promise.all(ids.map(guestOf)),
  )
  const now = await dbNow(db)
  const asked = { secret, network: '192.0.2.0/24', now }
  await askForCode(db, ane!, asked.network)
  const code = codeOf(secret, ane!.id, now)
  await verifyGuest(db, ane!, ` ${code.slice(0, 3)} ${code.slice(3)}`, asked)
  await expect(verifyGuest(db, jon!, code, asked)).rejects.toThrow('guest.code_wrong')
  const late = { ...asked, now: new Date(now.getTime() + 31 * 60_000) }
  await expect(verifyGuest(db, ane!, code, late)).rejects.toThrow('guest.code_wrong')
  const guesses = await Promise.allSettled(Array.from({ length: 20 }, () => verifyGuest(db, jon!, '000000', asked)))
  const reasons = guesses.map((guess) => (guess.status === 'rejected' ? String(guess.reason.message) : 'let in'))
  expect(reasons.filter((reason) => reason.includes('throttled')).length).toBeGreaterThan(10)
  expect(reasons).not.toContain('let in')
})

test('letters with codes are asked for three times, and then ever less often', async () => {
  const guest = await guestOf(await intake.brief({ needsCode: true }))
  const asks = await Promise.allSettled(Array.from({ length: 8 }, () => askForCode(db, guest, '192.0.2.0/24')))
  expect(asks.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(4)
})

test('what is filled in is added to what is there, of several files at once, and never of those of others', async () => {
  const id = await intake.brief({
    fields: [
      { fieldId: 1, isRequired: true },
      { fieldId: 7, isForAll: true },
    ],
    slots: [{ title: 'Harbour' }, { title: 'Hills', leastSide: 500 }],
  })
  const [ane, jon] = [await guestOf(id), await guestOf(id)]
  const first = await send(ane, id, await world.jpeg())
  const theirs = await send(jon, id, await world.jpeg())
  await fillIn(db, ane, [first.id], { texts: { title: 'Portua', credit_line: 'Foto Ane' } })
  await fillIn(db, ane, [first.id], { texts: { title: 'Portu zaharra' } })
  const second = await send(ane, id, await world.jpeg(), { fileName: 'other.jpg' })
  expect((await filesOfGuest(db, ane.id)).map(({ texts }) => texts)).toEqual([
    { title: 'Portu zaharra', credit_line: 'Foto Ane' },
    { credit_line: 'Foto Ane' },
  ])
  await expect(fillIn(db, ane, [second.id, theirs.id], { texts: { title: 'x' } })).rejects.toThrow('upload.unknown')
  await expect(removeFiles(db, ane, [second.id, theirs.id])).rejects.toThrow('upload.unknown')
  expect(await findStagedFile(db, ane.id, theirs.stagedId)).toBeUndefined()
  await world.runJobs()
  const hills = (await findBrief(db, id))!.slots[1]!
  await fillIn(db, ane, [second.id], { slotId: hills.id })
  await world.runJobs()
  const moved = (await filesOfGuest(db, ane.id))[1]!
  expect(moved.progress).toMatchObject({ at: 'refused', problems: [{ rule: 'too_small', least: 500 }] })
})

test('fields are in the order of the brief, and a receipt is shown to its guest alone', async () => {
  const id = await intake.brief({ fields: [{ fieldId: 7 }, { fieldId: 1 }] })
  expect((await askedFields(db, (await findBrief(db, id))!)).map(({ key }) => key)).toEqual(['credit_line', 'title'])
  const [ane, jon] = [await guestOf(id), await guestOf(id)]
  await send(ane, id, await world.jpeg())
  await world.runJobs()
  const receipt = await submit(db, { guest: ane, briefId: id, now: await dbNow(db) }, { message: 'Kaixo' })
  expect(await findSubmission(db, ane.id, receipt)).toMatchObject({ files: 1, message: 'Kaixo' })
  expect(await findSubmission(db, jon.id, receipt)).toBeUndefined()
  expect(await findSubmission(db, ane.id, 'no id')).toBeUndefined()
})

test('refused files are discarded after 14 days, unsent ones 30 days after their brief closed, and their rows stay', async () => {
  const [open, closed] = [await intake.brief({ rules: { extensions: 'png' } }), await intake.brief()]
  const [ane, jon] = [await guestOf(open), await guestOf(closed)]
  const refused = await send(ane, open, await world.jpeg())
  const fresh = await send(ane, open, await world.jpeg(), { fileName: 'fresh.jpg' })
  const unsent = await send(jon, closed, await world.jpeg())
  await world.runJobs()
  const { pool } = world
  await pool.query(`update submission_file set changed_at = now() - interval '15 days' where id = $1`, [refused.id])
  await pool.query(`update submission_file set changed_at = now() - interval '40 days' where id = $1`, [unsent.id])
  await inTransaction(db, (trx) => enqueue(trx, sweepGuestFiles, {}))
  await world.runJobs()
  expect([await isStaged(refused.stagedId), await isStaged(fresh.stagedId)]).toEqual([false, true])
  expect(await isStaged(unsent.stagedId)).toBe(true)
  await pool.query(`update brief set closed_at = now() - interval '31 days', closed_by = $2 where id = $1`, [
    closed,
    iker.id,
  ])
  await inTransaction(db, (trx) => enqueue(trx, sweepGuestFiles, {}))
  await world.runJobs()
  expect(await isStaged(unsent.stagedId)).toBe(false)
  const { rows } = await pool.query(
    `select state, staged_id from submission_file where id = any($1) order by byte_size, state`,
    [[refused.id, unsent.id]],
  )
  expect(rows.map(({ state }) => state).sort()).toEqual(['refused', 'removed'])
  expect(rows.every(({ staged_id: staged }) => staged === null)).toBe(true)
})
