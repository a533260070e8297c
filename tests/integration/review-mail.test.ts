import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSmtpSink } from '#tests/support/smtp-sink'
import { openWorld, type World } from '#tests/support/world'
import { sendReviewLetter } from '~/domain/notifications/review-letter.jobs.server'
import { transition } from '~/domain/review/review.commands.server'
import { stepsOf } from '~/domain/review/review.queries.server'
import { fixedT } from '~/i18n/server'
import type { Locale } from '~/platform/language'
import { openMailer } from '~/platform/mail.server'

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

const lastLetter = () => sink.mails.at(-1)!.replace(/=\n/g, '')
const send = (stepId: number, smtpUrl: string | undefined = sink.url) =>
  sendReviewLetter.run(
    { stepId, others: 0 },
    {
      db: world.db,
      zone: 'UTC',
      mailer: openMailer({ smtpUrl, from: 'Vitrine <vitrine@mendialde.example>' }),
      letterTexts: (locale) => fixedT(locale as Locale, 'letters'),
      assetUrl: (id) => `https://brand.example/library/assets/${id}`,
      passwordUrl: String,
      savedSearchUrl: String,
      unsubscribeUrl: String,
      inboxUrl: () => 'https://brand.example/inbox',
      endNoticesUrl: (personId, of) => `https://brand.example/unsubscribe/${personId}~${of}`,
    },
  )

test('approving an asset mails its submitter once, through the queue', async () => {
  const { assetId, versionId } = await world.photo('in_review', { fileName: 'cliffs.jpg' })
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
  await world.runJobs({ SMTP_URL: sink.url })
  expect(sink.mails).toHaveLength(1)
  expect(lastLetter()).toContain('To: iker@mendialde.example')
  expect(lastLetter()).toContain('Mara approved')
})

test.each([
  ['of this release', 'send_review_letter'],
  ['of the releases before events were dispatched', 'tell_verdict'],
])('a review letter that was queued under the name %s is sent', async (_, name) => {
  const { assetId, versionId } = await world.photo('in_review')
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
  await world.runJobs()
  const [step] = await stepsOf(world.db, assetId)
  const before = sink.mails.length
  await world.pool.query('select graphile_worker.add_job($1, $2::json)', [
    name,
    JSON.stringify({ stepId: step!.id, others: 2 }),
  ])
  await world.runJobs({ SMTP_URL: sink.url })
  expect(sink.mails).toHaveLength(before + 1)
  expect(lastLetter()).toContain('The same goes for 2 more files of yours')
})

test('submitting, withdrawing and taking back send no letter about a review', async () => {
  const { assetId, versionId } = await world.photo('draft')
  await transition(world.db, world.iker, assetId, { versionId, transition: 'submit' })
  await transition(world.db, world.iker, assetId, { versionId, transition: 'take_back' })
  await transition(world.db, world.iker, assetId, { versionId, transition: 'submit' })
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
  await world.runJobs()
  const before = sink.mails.length
  await transition(world.db, world.mara, assetId, { versionId, transition: 'withdraw' })
  await world.runJobs({ SMTP_URL: sink.url })
  expect(sink.mails).toHaveLength(before)
})

test('the review mail states to the submitter who asked for which change, in their language, with a link', async () => {
  await world.db.updateTable('person').set({ locale: 'es' }).where('id', '=', world.iker.id).execute()
  const { assetId, versionId } = await world.photo('in_review', { fileName: 'ridge.jpg' })
  await transition(world.db, world.mara, assetId, {
    versionId,
    transition: 'ask_for_changes',
    note: 'Crop the fence <b>out</b>',
  })
  const [step] = await stepsOf(world.db, assetId)
  await send(step!.id)
  const mail = lastLetter()
  expect(mail).toContain('To: iker@mendialde.example')
  expect(mail).toContain('Hola, Iker')
  expect(mail).toContain(`https://brand.example/library/assets/${assetId}`)
  expect(mail).toContain('Crop the fence')
  expect(mail.split('Content-Type: text/html')[1]).toContain('&lt;b&gt;out&lt;/b&gt;')
})

test('no review mail is sent about an own review, nor without a mail server', async () => {
  const { assetId, versionId } = await world.photo('draft')
  await world.db.updateTable('reviewTemplate').set({ allowsOwn: true }).execute()
  await transition(world.db, world.mara, assetId, { versionId, transition: 'submit' })
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
  const [step] = await stepsOf(world.db, assetId)
  const before = sink.mails.length
  await send(step!.id)
  expect(sink.mails.length).toBe(before)
  const { assetId: other, versionId: its } = await world.photo('in_review')
  await transition(world.db, world.mara, other, { versionId: its, transition: 'approve', unseen: true })
  const [decided] = await stepsOf(world.db, other)
  await expect(send(decided!.id, '')).resolves.toBeUndefined()
  expect(sink.mails.length).toBe(before)
})
