import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { openSmtpSink } from '#tests/support/smtp-sink'
import { openWorld, type World } from '#tests/support/world'
import { LETTER_ATTEMPTS } from '~/domain/letters/letter'
import { tryAgain } from '~/domain/letters/letters.commands.server'
import { refusalOfAddress, unsentLetters } from '~/domain/letters/letters.queries.server'
import { sendNewMatchesLetter } from '~/domain/notifications/new-matches-letter.jobs.server'
import { sendNoticesLetter } from '~/domain/notifications/notices-letter.jobs.server'
import { sendPasswordLetter } from '~/domain/notifications/password-letter.jobs.server'
import { sendReviewLetter } from '~/domain/notifications/review-letter.jobs.server'
import { transition } from '~/domain/review/review.commands.server'
import { refusesForGood } from '~/platform/mail.server'

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
beforeEach(async () => {
  await world.db.deleteFrom('letter').execute()
  await world.pool.query('delete from graphile_worker._private_jobs')
  sink.mails.length = 0
})

async function approve() {
  const { assetId, versionId } = await world.photo('in_review')
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
}
const NOBODY = 'smtp://127.0.0.1:9'
/** Makes waiting retries due, as time does. */
const later = () => world.pool.query('update graphile_worker._private_jobs set run_at = now() where locked_at is null')
const attempt = async (url: string) => {
  await later()
  await world.runJobs({ SMTP_URL: url })
}

/** A mail server that refuses every recipient with `reply`. */
async function openRefusing(reply: string) {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {})
    socket.write('220 refusing\r\n')
    socket.on('data', (chunk) => {
      const isRecipient = /^RCPT/im.test(String(chunk))
      if (/^QUIT/im.test(String(chunk))) socket.end('221 bye\r\n')
      else socket.write(isRecipient ? `${reply}\r\n` : '250 fine\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `smtp://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`
}

test('a mail server that is down loses no letter: what waits is listed with its reason, and sent once when it is up', async () => {
  await approve()
  for (let n = 0; n < 4; n++) await attempt(NOBODY)
  expect(await unsentLetters(world.db)).toMatchObject({
    total: 1,
    letters: [{ address: 'iker@mendialde.example', state: 'waiting', error: expect.stringContaining('ECONNREFUSED') }],
  })
  expect(await refusalOfAddress(world.db, 'iker@mendialde.example')).toBeUndefined()
  await attempt(sink.url)
  await attempt(sink.url)
  expect(sink.mails).toHaveLength(1)
  expect(await unsentLetters(world.db)).toEqual({ letters: [], total: 0 })
})

test('the attempts at every letter take more than a day', () => {
  // The queue waits exp(least(10, attempts)) seconds before each retry.
  let seconds = 0
  for (let n = 1; n < LETTER_ATTEMPTS; n++) seconds += Math.exp(Math.min(10, n))
  expect(seconds).toBeGreaterThan(86_400)
  for (const job of [sendReviewLetter, sendPasswordLetter, sendNewMatchesLetter, sendNoticesLetter])
    expect(job.maxAttempts).toBe(LETTER_ATTEMPTS)
})

test('a letter that is given up stays in the list, and goes out when an administrator tries it again', async () => {
  await approve()
  await attempt(NOBODY)
  await world.pool.query('update graphile_worker._private_jobs set attempts = max_attempts - 1')
  await attempt(NOBODY)
  const { letters } = await unsentLetters(world.db)
  expect(letters).toMatchObject([{ state: 'failed' }])
  expect(await tryAgain(world.db, [letters[0]?.key ?? ''])).toBe(1)
  await world.runJobs({ SMTP_URL: sink.url })
  expect(sink.mails).toHaveLength(1)
})

test('an address that the server refuses for good is not tried again, and is known as refused until a letter arrives', async () => {
  const refusing = await openRefusing('550 5.1.1 no such user here')
  await approve()
  await attempt(refusing)
  await attempt(sink.url)
  expect(sink.mails).toEqual([])
  expect(await refusalOfAddress(world.db, 'iker@mendialde.example')).toMatchObject({
    error: expect.stringContaining('no such user here'),
  })
  expect(await tryAgain(world.db)).toBe(0)
  await approve()
  await attempt(sink.url)
  expect(sink.mails).toHaveLength(1)
  expect(await refusalOfAddress(world.db, 'iker@mendialde.example')).toBeUndefined()
})

test('a server that is busy is asked again', async () => {
  const busy = await openRefusing('451 4.3.0 try later')
  await approve()
  await attempt(busy)
  expect((await unsentLetters(world.db)).letters).toMatchObject([{ state: 'waiting' }])
  await attempt(sink.url)
  expect(sink.mails).toHaveLength(1)
})

test('refusals are told from what can be mended', () => {
  const smtp = (command: string, responseCode: number) => Object.assign(new Error('no'), { command, responseCode })
  expect(refusesForGood(smtp('RCPT TO', 550))).toBe(true)
  expect(refusesForGood(smtp('DATA', 554))).toBe(true)
  for (const error of [
    smtp('RCPT TO', 450),
    smtp('AUTH PLAIN', 535),
    smtp('MAIL FROM', 550),
    new Error('ECONNREFUSED'),
    'no',
  ])
    expect(refusesForGood(error)).toBe(false)
})
