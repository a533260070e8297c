import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeWindows, openBrowser } from '#tests/support/chromium'
import { demoProduct } from '#tests/support/demo-product'
import { openIntake, secretOf } from '#tests/support/guests'
import { embeddedUrl } from '#tests/support/processes'
import { until } from '#tests/support/until'
import { openWindow, WAYS } from '#tests/support/visitor'
import type { Person } from '~/domain/identity/person'
import { openDatabase, openPool } from '~/platform/db.server'

const { baseUrl, dataDir } = await demoProduct()
const { origin } = new URL(baseUrl)
const tus = { 'tus-resumable': '1.0.0' }
const files = path.resolve(import.meta.dirname, '../files')
const pool = openPool(await embeddedUrl(dataDir), { max: 4 })
const db = openDatabase(pool)
const by = (await db
  .selectFrom('person')
  .selectAll()
  .where('email', '=', 'iker@visit-mendialde.example')
  .executeTakeFirstOrThrow()) as unknown as Person
const intake = openIntake({ db, secret: await secretOf(dataDir), by })

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await closeWindows(browser)
  await pool.end()
})

const picture = (width: number, r: number) =>
  sharp({ create: { width, height: width, channels: 3, background: { r, g: 90, b: 120 } } })
    .jpeg()
    .toBuffer()
const ask = (url: string, init: RequestInit = {}) =>
  fetch(new URL(url, baseUrl), { redirect: 'manual', ...init, headers: { origin, ...init.headers } })
const as = (token: string) => ({ ...tus, authorization: `Bearer ${token}` })
const begin = (token: string, byteSize: number, name = 'a.jpg') =>
  ask('/api/guest-uploads', {
    method: 'POST',
    headers: {
      ...as(token),
      'upload-length': String(byteSize),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  })
const send = (token: string, address: string, bytes: Buffer, offset = 0) =>
  ask(address, {
    method: 'PATCH',
    headers: { ...as(token), 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  })
const filesOf = async (briefId: string) =>
  (
    await pool.query(
      `select id, state, file_name as name, staged_id as staged from submission_file where brief_id = $1 order by created_at`,
      [briefId],
    )
  ).rows as { id: string; state: string; name: string; staged: string | null }[]

describe('what one guest sent', () => {
  test('is reached by no token of another guest, of a revoked link or of the open link, and by no address without one', async () => {
    const briefId = await intake.brief({ isOpenLink: true })
    const [ane, jon, gone] = [await intake.guest(briefId), await intake.guest(briefId), await intake.guest(briefId)]
    await pool.query(
      `update guest set revoked_at = now() where id = (select guest_id from brief_guest where brief_id = $1 order by guest_id desc limit 1)`,
      [briefId],
    )
    const open = (await intake.openLink(briefId))!
    const bytes = await picture(60, 10)
    const address = (await begin(ane, bytes.length)).headers.get('location')!
    const [file] = await filesOf(briefId)
    for (const [token, status] of [
      [jon, 410],
      [gone, 403],
      [open, 410],
      ['vg_nobody', 410],
      ['', 410],
    ] as const) {
      for (const method of ['HEAD', 'DELETE'])
        expect((await ask(address, { method, headers: as(token) })).status, `${method} ${token}`).toBe(status)
      expect((await send(token, address, bytes)).status).toBe(status)
      const change = await ask(`/upload/${token || 'x'}/change`, {
        method: 'POST',
        body: new URLSearchParams({ intent: 'remove', 'files[0]': file!.id }),
      })
      expect(change.status, `change ${token}`).toBeGreaterThanOrEqual(400)
      const page = await ask(`/upload/${token || 'x'}`)
      expect(await page.text()).not.toContain(file!.staged)
    }
    expect((await ask(address, { headers: as(ane) })).status).toBe(405)
    expect((await send(ane, address, bytes)).status).toBe(204)
    await until(async () => (await filesOf(briefId))[0]?.state === 'ready')
    expect((await send(ane, address, bytes)).status).toBeGreaterThanOrEqual(400)
  })

  test('goes on where it stopped, and is counted for the limit however many tabs send at once', async () => {
    const briefId = await intake.brief({ mostFiles: 5 })
    const token = await intake.guest(briefId)
    const bytes = await picture(300, 40)
    const begun = await Promise.all(Array.from({ length: 20 }, (_, n) => begin(token, bytes.length, `${n}.jpg`)))
    expect(begun.filter(({ status }) => status === 201)).toHaveLength(5)
    const refused = begun.find(({ status }) => status !== 201)!
    expect([refused.status, await refused.text()]).toEqual([422, 'brief.full_files\n'])
    const address = begun.find(({ status }) => status === 201)!.headers.get('location')!
    await send(token, address, bytes.subarray(0, 100))
    const head = await ask(address, { method: 'HEAD', headers: as(token) })
    expect(head.headers.get('upload-offset')).toBe('100')
    expect((await send(token, address, bytes.subarray(100), 100)).status).toBe(204)
  })
})

test('pages of guests are not kept, indexed or told to others, and reading them changes nothing', async () => {
  const briefId = await intake.brief({ isOpenLink: true })
  const token = await intake.guest(briefId)
  for (const url of [
    `/upload/${token}`,
    `/upload/${token}/`,
    `/upload/${await intake.openLink(briefId)}`,
    '/upload/vg_none',
  ]) {
    const { headers } = await ask(url)
    expect(headers.get('cache-control'), url).toMatch(/no-store/)
    expect(headers.get('x-robots-tag')).toMatch(/noindex/)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
  const seen = await pool.query(
    `select count(*)::int as n from guest where first_seen_at is not null and id in (select guest_id from brief_guest where brief_id = $1)`,
    [briefId],
  )
  expect(seen.rows[0].n).toBe(0)
})

test('the open link of a brief asks for a name, and leads on to a personal link that asks for a code', async () => {
  const briefId = await intake.brief({ isOpenLink: true, needsCode: true })
  const open = (await intake.openLink(briefId))!
  const named = await ask(`/upload/${open}`, {
    method: 'POST',
    body: new URLSearchParams({ intent: 'name', name: 'Ane', email: 'ane@foto.example' }),
  })
  expect(named.status).toBe(302)
  const personal = named.headers.get('location')!
  expect(personal).toMatch(/^\/upload\/vg_[\w-]{22}$/)
  const page = await (await ask(personal)).text()
  expect(page).toContain('one-time-code')
  expect(page).not.toContain('ane@foto.example')
  const wrong = await ask(personal, { method: 'POST', body: new URLSearchParams({ intent: 'code', code: '000000' }) })
  expect(wrong.status).toBe(422)
  expect((await begin(personal.split('/').at(-1)!, 10)).status).toBe(403)
})

describe.each(WAYS.filter(([way]) => way !== 'without JavaScript on a phone'))('a guest %s', (_, options) => {
  test('reads a brief, sends files, mends what is wrong, fills in and submits, and finds what became of them', async () => {
    const briefId = await intake.brief({
      text: { en: 'Boats **at dawn**.' },
      rules: { extensions: 'jpg', leastSide: 100 },
      slots: [{ title: 'Harbour' }],
      fields: [
        { fieldId: 1, isRequired: true },
        { fieldId: 7, isForAll: true },
      ],
    })
    const token = await intake.guest(briefId)
    const { page, complaints, expectSound } = await openWindow(browser, baseUrl, options)
    await page.goto(`/upload/${token}`)
    await page.getByRole('heading', { name: 'Autumn shoot' }).waitFor()
    await expectSound()
    const isScripted = options.javaScriptEnabled !== false
    const good = { name: 'harbour.jpg', mimeType: 'image/jpeg', buffer: await picture(400, 77) }
    const wrong = {
      name: 'leaflet.jpg',
      mimeType: 'image/jpeg',
      buffer: await readFile(path.join(files, 'leaflet.pdf')),
    }
    await page.getByLabel(isScripted ? 'Choose files' : 'Files', { exact: true }).setInputFiles([good, wrong])
    if (!isScripted) await page.getByRole('button', { name: 'Send' }).first().click()
    await until(async () => {
      const states = (await filesOf(briefId)).map(({ state }) => state)
      return states.includes('ready') && !states.includes('checking')
    })
    if (!isScripted) await page.goto(`/upload/${token}`)
    else expect((await filesOf(briefId)).map(({ name }) => name)).toEqual(['harbour.jpg'])
    await page.getByText('It is not what its name says').waitFor()
    await page.getByRole('button', { name: 'Remove leaflet.jpg' }).click()
    await page.getByText('It is not what its name says').waitFor({ state: 'detached' })
    await page.getByLabel('Title: harbour.jpg').fill('The old harbour')
    if (isScripted) await page.getByText('Saved', { exact: true }).waitFor()
    else await page.getByRole('button', { name: 'Save' }).last().click()
    await expectSound()
    await page.getByRole('button', { name: 'Submit 1 file' }).click()
    await page.getByRole('heading', { name: '1 file submitted' }).waitFor()
    await expectSound()
    await until(async () => (await filesOf(briefId))[0]?.state === 'taken')
    await page.goto(`/upload/${token}`)
    await page.getByRole('heading', { name: 'My submissions' }).waitFor()
    await page.getByText('In review').first().waitFor()
    const { rows } = await pool.query(
      `select value.text from metadata_value value join submission_file f on f.asset_id = value.asset_id
       where f.brief_id = $1 and value.field_id = 1`,
      [briefId],
    )
    expect(rows).toEqual([{ text: 'The old harbour' }])
    expect(complaints).toEqual([])
  })
})
