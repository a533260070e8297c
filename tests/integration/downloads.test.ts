import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Actor } from '~/domain/audit/audit'
import { openDownloads } from '~/domain/kits/downloads.commands.server'

let world: World
let photo: { assetId: string; versionId: string }
const nobody = { kind: 'nobody' } as const

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  photo = await world.photo()
})

const visitor = (network: string): Actor => ({ kind: 'visitor', name: 'visitor', network })
const file = () => ({ ...photo, rendition: 'web' as const, byteSize: 1000, fileName: 'a.jpg' }) as never
const taken = async () =>
  (await world.db.selectFrom('download').select('id').where('assetId', '=', photo.assetId).execute()).length
const lines = () =>
  world.db
    .selectFrom('auditEvent')
    .select('network')
    .where('subjectId', '=', photo.assetId)
    .where('type', '=', 'asset.downloaded')
    .execute()
/** Makes the audit events of the photo older, which the append-only trigger forbids otherwise. */
const age = (hours: number) =>
  world.pool.query(`alter table audit_event disable trigger user;
    update audit_event set at = now() - interval '${hours} hours' where subject_id = '${photo.assetId}';
    alter table audit_event enable trigger user`)

test('100 concurrent downloads of a file from one network count as one, those from another network as another', async () => {
  const downloads = openDownloads(world.db)
  await Promise.all(Array.from({ length: 100 }, () => downloads.recordFile(nobody, visitor('10.0.0'), file(), 'whole')))
  await Promise.all(Array.from({ length: 20 }, () => downloads.recordFile(nobody, visitor('10.0.1'), file(), 'part')))
  expect(await taken()).toBe(2)
  expect((await lines()).map((line) => line.network).sort()).toEqual(['10.0.0', '10.0.1'])
})

test('concurrent downloads through three processes count as one', async () => {
  const processes = [openDownloads(world.db), openDownloads(world.db), openDownloads(world.db)]
  await Promise.all(processes.map((each) => each.recordFile(nobody, visitor('10.0.0'), file(), 'whole')))
  expect(await taken()).toBe(1)
})

test('a whole file counts again after an hour, a range of it after a day', async () => {
  const first = openDownloads(world.db)
  await first.recordFile(nobody, visitor('10.0.0'), file(), 'whole')
  await age(2)
  await openDownloads(world.db).recordFile(nobody, visitor('10.0.0'), file(), 'part')
  expect(await taken()).toBe(1)
  const later = openDownloads(world.db)
  await later.recordFile(nobody, visitor('10.0.0'), file(), 'part')
  await later.recordFile(nobody, visitor('10.0.0'), file(), 'whole')
  expect(await taken(), 'what it learnt of the part does not speak for the whole').toBe(2)
  await age(25)
  await openDownloads(world.db).recordFile(nobody, visitor('10.0.0'), file(), 'part')
  expect(await taken()).toBe(3)
})

test('a download whose recording failed is recorded by the next request', async () => {
  const downloads = openDownloads(world.db)
  const broken = { ...(file() as object), byteSize: 'much' } as never
  await expect(downloads.recordFile(nobody, visitor('10.0.0'), broken, 'whole')).rejects.toThrow()
  await world.pool.query('alter table download rename to download_gone')
  await expect(downloads.recordFile(nobody, visitor('10.0.0'), file(), 'whole')).rejects.toThrow('download')
  await world.pool.query('alter table download_gone rename to download')
  await downloads.recordFile(nobody, visitor('10.0.0'), file(), 'whole')
  expect(await taken()).toBe(1)
})
