import path from 'node:path'
import { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import sharp from 'sharp'
import { addAnnotation } from '~/domain/annotations/annotations.commands.server'
import { personAuthor } from '~/domain/annotations/author'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { findGuestByToken } from '~/domain/guests/guests.queries.server'
import { BriefForm } from '~/domain/intake/brief'
import { inviteGuests } from '~/domain/intake/brief-guests.commands.server'
import { createBrief } from '~/domain/intake/briefs.commands.server'
import { findBrief } from '~/domain/intake/briefs.queries.server'
import { checkFile } from '~/domain/intake/check-file.jobs.server'
import { filesOfGuest, type GuestFile } from '~/domain/intake/files-of-guest.queries.server'
import { finishFile, openFile } from '~/domain/intake/open-file.commands.server'
import { submit } from '~/domain/intake/submit.commands.server'
import { takeFile } from '~/domain/intake/take-file.jobs.server'
import { renderVersion } from '~/domain/renditions/render-version.commands.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { type Db, dbNow } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import { newSecret } from '~/platform/ids.server'
import type { Storage } from '~/platform/storage'
import type { Staging } from '~/platform/storage/staging.server'
import { localOf } from '~/platform/zoned-time'
import type { Cast } from '../demo.server'
import { shoot } from './shoot'

const ZONE = 'Europe/Madrid'
const DAYS_OPEN = 30

interface Seeding {
  db: Db
  storage: Storage
  staging: Staging
  env: Env
  cast: Cast
}

type Delivery = (typeof shoot.deliveries)[number]

/** Makes a brief with a guest who has delivered some of it: one file is accepted, one sent back, one waits. Does nothing when there is one. */
export async function seedShoot(seeding: Seeding): Promise<void> {
  const { db, env, cast } = seeding
  if (await db.selectFrom('brief').select('id').limit(1).executeTakeFirst()) return
  const briefId = await seedBrief(seeding)
  const { name, email, locale } = shoot.guest
  const invitation = { guests: [{ name, email }], locale }
  const [made] = await inviteGuests({ db, by: cast.manager, secret: env.sessionSecret }, briefId, invitation)
  const guest = await findGuestByToken(db, made?.token)
  const brief = await findBrief(db, briefId)
  if (!guest || !brief) throw new Error('the brief of the demo is gone')
  for (const delivery of shoot.deliveries) {
    const bytes = await pictureOf(delivery)
    const file = { fileName: delivery.fileName, byteSize: bytes.length, slotId: brief.slots[delivery.slot]?.id }
    const stagedId = await stage(seeding.staging, bytes)
    await openFile(db, { guest, briefId, now: await dbNow(db) }, { stagedId, ...file })
    await finishFile(db, stagedId)
  }
  await settleFiles(seeding, guest.id, checkFile.run)
  await submit(db, { guest, briefId, now: await dbNow(db) }, { message: shoot.message })
  await settleFiles(seeding, guest.id, takeFile.run)
  for (const file of await filesOfGuest(db, guest.id)) {
    const delivery = shoot.deliveries.find(({ fileName }) => fileName === file.fileName)
    if (delivery) await review(seeding, file, delivery)
  }
}

async function seedBrief({ db, env, cast }: Seeding): Promise<string> {
  const now = await dbNow(db)
  const portal = await db.selectFrom('portal').select('id').orderBy('createdAt').limit(1).executeTakeFirst()
  const { title, text, slots, extensions, leastSide } = shoot
  const form = BriefForm.parse({
    ...{ title, text, slots, portalId: portal?.id, zone: ZONE, isOpenLink: true, remindsDays: 3 },
    dueAt: localOf(new Date(now.getTime() + DAYS_OPEN * 86_400_000), ZONE),
    ...{ rules: { extensions, leastSide }, mostFiles: 60, mostGigabytes: 4 },
  })
  return createBrief({ db, by: cast.manager, now, secret: env.sessionSecret }, form, 'en')
}

/** Jobs of the queue do the same later, and find nothing left to do. */
async function settleFiles(
  { db, storage, staging, env }: Seeding,
  guestId: string,
  run: (payload: { fileId: string }, services: Seeding & { tempDir: string }) => Promise<void>,
): Promise<void> {
  const services = { db, storage, staging, env, tempDir: path.join(env.dataDir, 'tmp') }
  for (const { id } of await filesOfGuest(db, guestId))
    await run({ fileId: id }, services as Seeding & { tempDir: string })
}

/** The part of a photograph that stands for what was sent, with its location, camera and credit gone. */
const pictureOf = ({ from, part: [left, top, width, height] }: Delivery): Promise<Buffer> =>
  sharp(path.resolve('db/seeds/demo', from)).extract({ left, top, width, height }).jpeg({ quality: 88 }).toBuffer()

async function stage(staging: Staging, bytes: Buffer): Promise<string> {
  const id = newSecret(24)
  const upload = new Upload({ id, size: bytes.length, offset: 0 })
  await staging.store.create(upload)
  await staging.store.write(Readable.from([bytes]), id, 0)
  return id
}

async function review({ db, storage, env, cast }: Seeding, file: GuestFile, delivery: Delivery): Promise<void> {
  const { assetId, versionId } = file
  if (!assetId || !versionId) throw new Error(`${file.fileName} of the demo has become no asset`)
  await renderVersion({ db, storage, tempDir: path.join(env.dataDir, 'tmp') }, { versionId })
  const { title, altText, creator, licenceName, licenceUrl, review: outcome } = delivery
  await describeAsset(db, cast.editor, assetId, { title, altText, description: {}, usageTerms: {}, keywords: [] })
  const rights = { creator, creditLine: creator, licenceName, licenceUrl, embargoZone: ZONE, expiresZone: ZONE }
  await setRights(db, cast.editor, assetId, rights)
  if (outcome === 'in_review') return
  if (outcome === 'approved') {
    await transition(db, cast.manager, assetId, { versionId, transition: 'approve' })
    return
  }
  for (const { x, y, text } of outcome.pins) {
    const place = { kind: 'point' as const, page: null, x, y }
    await addAnnotation(db, personAuthor(cast.manager), assetId, { versionId, place, text })
  }
  await transition(db, cast.manager, assetId, { versionId, transition: 'ask_for_changes', note: outcome.note })
}
