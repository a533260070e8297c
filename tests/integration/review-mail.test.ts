import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSmtpSink } from '#tests/support/smtp-sink'
import { openWorld, type World } from '#tests/support/world'
import { tellVerdict } from '~/domain/notifications/verdict.server'
import { TELL_VERDICT, transition } from '~/domain/review/review.commands.server'
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

const words = (locale: string) => fixedT(locale as Locale, 'letters')
const tell = (stepId: number, smtpUrl: string | undefined = sink.url) =>
  tellVerdict(
    world.db,
    openMailer({ smtpUrl, from: 'Vitrine <vitrine@mendialde.example>' }),
    words,
    (id) => `https://brand.example/library/assets/${id}`,
    { stepId },
  )

test('approving an asset queues the review mail in the same transaction', async () => {
  const { assetId, versionId } = await world.photo('in_review')
  const asked = async () => {
    const { rows } = await world.pool.query(
      'select count(*)::int as n from graphile_worker.jobs where task_identifier = $1',
      [TELL_VERDICT],
    )
    return rows[0].n as number
  }
  const before = await asked()
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
  expect(await asked()).toBe(before + 1)
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
  await tell(step!.id)
  const mail = sink.mails.at(-1)!.replace(/=\n/g, '')
  expect(mail).toContain('To: iker@mendialde.example')
  expect(mail).toContain('Hola, Iker')
  expect(mail).toContain(`https://brand.example/library/assets/${assetId}`)
  expect(mail).toContain('Crop the fence')
  expect(mail.split('Content-Type: text/html')[1]).toContain('&lt;b&gt;out&lt;/b&gt;')
})

test('no review mail is sent about an own review, nor without a mail server', async () => {
  const { assetId, versionId } = await world.photo('draft')
  await transition(world.db, world.mara, assetId, { versionId, transition: 'submit' })
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
  const [step] = await stepsOf(world.db, assetId)
  const before = sink.mails.length
  await tell(step!.id)
  await expect(tellVerdict(world.db, undefined, words, String, { stepId: step!.id })).resolves.toBeUndefined()
  expect(sink.mails.length).toBe(before)
})
