import { createHash } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { briefWorld } from '#tests/support/brief-world'
import { openWorld } from '#tests/support/world'
import { deliverOne, deliverVersion } from '~/domain/delivery/delivery.server'
import { revokeGuest } from '~/domain/guests/guests.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { BriefForm } from '~/domain/intake/brief'
import { inviteGuests, nameGuest } from '~/domain/intake/brief-guests.commands.server'
import { changeBrief, closeBrief } from '~/domain/intake/briefs.commands.server'
import { findBrief, findBriefByToken, guestsOfBrief, listBriefs } from '~/domain/intake/briefs.queries.server'
import { filesOfGuest, slotProgress } from '~/domain/intake/files-of-guest.queries.server'
import { openFile } from '~/domain/intake/open-file.commands.server'
import { openLinkToken } from '~/domain/intake/open-link.commands.server'
import { fillIn, removeFile } from '~/domain/intake/own-files.commands.server'
import { transition } from '~/domain/review/review.commands.server'
import { dbNow } from '~/platform/db.server'
import type { DomainError } from '~/platform/errors'
import { newSecret } from '~/platform/ids.server'

const world = await openWorld()
afterAll(() => world.close())
const { db, iker, mara, sessionSecret: secret } = world
const { brief, guestOf, send, submitAll } = briefWorld(world)

test('a brief keeps its slots by their ids, and its open link has another address after it was taken away', async () => {
  const id = await brief({ isOpenLink: true, slots: [{ title: 'Harbour' }, { title: 'Hills', wanted: 3 }] })
  const first = await openLinkToken(db, id, secret)
  expect((await findBriefByToken(db, first!))?.id).toBe(id)
  const [harbour, hills] = (await findBrief(db, id))!.slots
  const scope = { db, by: iker, now: await dbNow(db), secret }
  const form = (given: object) => BriefForm.parse({ title: { en: 'Autumn' }, text: {}, zone: 'UTC', ...given })
  await changeBrief(scope, id, form({ slots: [{ id: hills!.id, title: 'Hills at dawn' }, { title: 'Food' }] }))
  const changed = (await findBrief(db, id))!
  expect(changed.slots.map(({ title }) => title)).toEqual(['Hills at dawn', 'Food'])
  expect(changed.slots[0]!.id).toBe(hills!.id)
  expect(changed.slots.some(({ id: each }) => each === harbour!.id)).toBe(false)
  expect(await findBriefByToken(db, first!)).toBeUndefined()
  await changeBrief(scope, id, form({ isOpenLink: true }))
  expect(await openLinkToken(db, id, secret)).not.toBe(first)
})

test('who is listed twice, or invited already, is invited once', async () => {
  const id = await brief()
  const invite = (emails: string[]) =>
    inviteGuests({ db, by: iker, secret }, id, {
      guests: emails.map((email) => ({ name: 'Ane', email })),
      locale: 'en',
    })
  expect(await invite(['ane@foto.example', 'jon@foto.example'])).toHaveLength(2)
  expect(await invite(['ANE@foto.example', 'miren@foto.example'])).toHaveLength(1)
  const [ane] = await guestsOfBrief(db, id, secret)
  await revokeGuest(db, actorOf(iker), ane!.id)
  expect(await invite(['ane@foto.example'])).toHaveLength(1)
  expect((await listBriefs(db)).find((line) => line.id === id)).toMatchObject({ guests: 4, silent: 4, submitted: 0 })
})

test('of 200 files that are begun at once a brief takes exactly as many as it allows, and no more bytes', async () => {
  const [few, small] = [await brief({ mostFiles: 7 }), await brief({ mostGigabytes: 0.001 })]
  const now = await dbNow(db)
  const begin = async (briefId: string, byteSize: number) => {
    const guest = await guestOf(briefId)
    const begun = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        openFile(db, { guest, briefId, now }, { stagedId: newSecret(24), fileName: `${n}.jpg`, byteSize }),
      ),
    )
    return begun.filter(({ status }) => status === 'fulfilled').length
  }
  expect(await begin(few, 10)).toBe(7)
  expect(await begin(small, 300_000)).toBe(3)
})

test('what is submitted becomes assets in review with what was filled in, once, and slots tell how far they are', async () => {
  const id = await brief({
    slots: [{ title: 'Harbour' }],
    rules: { extensions: 'jpg', leastSide: 40 },
    fields: [{ fieldId: 1, isRequired: true }],
  })
  const guest = await guestOf(id)
  const [slot] = (await findBrief(db, id))!.slots
  const good = await send(guest, id, await world.jpeg(), { fileName: 'harbour.jpg', slotId: slot!.id })
  const small = await send(guest, id, await world.jpeg(20, 20), { fileName: 'small.jpg' })
  await world.runJobs()
  const files = await filesOfGuest(db, guest.id)
  expect(files.map(({ progress }) => progress)).toEqual([
    { at: 'ready' },
    { at: 'refused', problems: [{ rule: 'too_small', width: 20, height: 20, least: 40 }] },
  ])
  await expect(submitAll(guest, id)).rejects.toThrow('submission.not_ready')
  await removeFile(db, guest, small)
  await expect(submitAll(guest, id)).rejects.toThrow('submission.incomplete')
  await fillIn(db, guest, good, { slotId: slot!.id, texts: { title: 'Portua' }, releases: [] })
  const both = await Promise.allSettled([submitAll(guest, id), submitAll(guest, id)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await world.runJobs()
  const [taken] = await filesOfGuest(db, guest.id)
  expect(taken!.progress).toEqual({ at: 'in_review' })
  const { rows } = await world.pool.query(
    `select v.state, v.created_by, (select text from metadata_value m where m.asset_id = v.asset_id and field_id = 1 and locale = 'eu') as title
     from asset_version v where v.id = $1`,
    [taken!.versionId],
  )
  expect(rows).toEqual([{ state: 'in_review', created_by: null, title: 'Portua' }])
  expect(await slotProgress(db, id)).toEqual([
    { slotId: slot!.id, delivered: 1, inReview: 1, changesAsked: 0, accepted: 0 },
  ])
})

test('a new version of what a reviewer sent back becomes the next version of the same asset, also after the deadline', async () => {
  const id = await brief({ slots: [{ title: 'Harbour' }] })
  const guest = await guestOf(id)
  const [slot] = (await findBrief(db, id))!.slots
  const first = await send(guest, id, await world.jpeg(), { slotId: slot!.id })
  await world.runJobs()
  await submitAll(guest, id)
  await world.runJobs()
  const [taken] = await filesOfGuest(db, guest.id)
  const review = (name: 'ask_for_changes' | 'approve', versionId: string, note?: string) =>
    transition(db, mara, taken!.assetId!, { versionId, transition: name, note, unseen: true })
  await expect(send(guest, id, await world.jpeg(), { replacesId: first })).rejects.toThrow('upload.unknown')
  await review('ask_for_changes', taken!.versionId!, 'Too dark')
  expect((await filesOfGuest(db, guest.id))[0]!.progress).toEqual({ at: 'changes_asked', note: 'Too dark' })
  await world.pool.query(`update brief set due_at = now() - interval '1 hour' where id = $1`, [id])
  await expect(send(guest, id, await world.jpeg())).rejects.toThrow('brief.closed')
  await send(guest, id, await world.jpeg(), { replacesId: first })
  await world.runJobs()
  await submitAll(guest, id)
  await world.runJobs()
  const files = await filesOfGuest(db, guest.id)
  expect(files.map(({ assetId }) => assetId)).toEqual([taken!.assetId, taken!.assetId])
  expect(files[0]!.replacedById).toBe(files[1]!.id)
  await world.describe(taken!.assetId!, 'Harbour')
  await review('approve', files[1]!.versionId!)
  expect((await filesOfGuest(db, guest.id))[1]!.progress).toEqual({ at: 'accepted' })
  expect(await slotProgress(db, id, guest.id)).toEqual([
    { slotId: slot!.id, delivered: 1, inReview: 0, changesAsked: 0, accepted: 1 },
  ])
})

test('a guest changes and takes away no file of another, and none that is submitted', async () => {
  const id = await brief()
  const [ane, jon] = [await guestOf(id), await guestOf(id)]
  const file = await send(ane, id, await world.jpeg())
  await expect(removeFile(db, jon, file)).rejects.toThrow('upload.unknown')
  await expect(fillIn(db, jon, file, { texts: {}, releases: [] })).rejects.toThrow('upload.unknown')
  expect(await filesOfGuest(db, jon.id)).toEqual([])
  await world.runJobs()
  await submitAll(ane, id)
  await expect(removeFile(db, ane, file)).rejects.toThrow('upload.unknown')
})

test('the same bytes are refused the second time, and by their name only to who sent them first', async () => {
  const id = await brief()
  const [ane, jon] = [await guestOf(id), await guestOf(id)]
  const bytes = await world.jpeg()
  await send(ane, id, bytes, { fileName: 'first.jpg' })
  await world.runJobs()
  await send(ane, id, bytes, { fileName: 'second.jpg' })
  await send(jon, id, bytes, { fileName: 'third.jpg' })
  await world.runJobs()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const [, second] = await filesOfGuest(db, ane.id)
  expect(second).toMatchObject({
    sha256,
    progress: { at: 'refused', problems: [{ rule: 'twice', fileName: 'first.jpg' }] },
  })
  expect((await filesOfGuest(db, jon.id))[0]!.progress).toEqual({ at: 'ready' })
})

test('a closed brief takes nothing more, by no link', async () => {
  const id = await brief({ isOpenLink: true })
  const guest = await guestOf(id)
  await closeBrief(db, iker, id)
  const now = await dbNow(db)
  await expect(send(guest, id, await world.jpeg())).rejects.toThrow('brief.closed')
  await expect(
    nameGuest(db, id, { name: 'Jon', email: 'jon@foto.example', locale: 'en' }, { secret, now }),
  ).rejects.toThrow('brief.closed')
})

test('a guest gets the pictures of what that guest brought, and of no version that others added', async () => {
  const id = await brief()
  const [ane, jon] = [await guestOf(id), await guestOf(id)]
  await send(ane, id, await world.jpeg(64, 48))
  await world.runJobs()
  await submitAll(ane, id)
  await world.runJobs()
  const [file] = await filesOfGuest(db, ane.id)
  const { assetId, versionId } = file!
  const later = await world.takeInBytes(await world.jpeg(), 'later.jpg', { targetAssetId: assetId! })
  if (later.outcome !== 'taken') throw new Error('not taken')
  await world.renderings(versionId!)
  await world.renderings(later.versionId)
  const now = await dbNow(db)
  const viewerOf = ({ id: guestId, expiresAt, revokedAt }: typeof ane) => ({
    ...{ kind: 'guest' as const, guestId, expiresAt, revokedAt },
  })
  const [own, other] = [viewerOf(ane), viewerOf(jon)]
  const given = (viewer: typeof own, version: string, rendition: 'preview' | 'web' | 'original' = 'preview') =>
    deliverVersion({ db, viewer, now }, version, rendition).then(
      (found) => found.versionId,
      (error: DomainError) => error.facts.reason,
    )
  expect(await given(own, versionId!)).toBe(versionId)
  expect(await given(own, versionId!, 'web')).toBe('rendition')
  expect(await given(own, versionId!, 'original')).toBe('rendition')
  expect(await given(own, later.versionId)).toBe('not_covered')
  expect(await given(other, versionId!)).toBe('not_covered')
  expect((await deliverOne({ db, viewer: own, now }, assetId!, 'preview')).versionId).toBe(versionId)
  expect(await given({ ...own, revokedAt: now }, versionId!)).toBe('link_revoked')
})
