import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approvedVersionOf, rowsByTable } from '#tests/support/database'
import { type LandedDatabase, openLandedDatabase } from '#tests/support/landed-database'
import { KINDS_NOW } from '#tests/support/landed-kinds'
import { PLAN, PLAN_HASH } from '#tests/support/landed-plan'
import type { Viewer } from '~/domain/access/access'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { listUploads } from '~/domain/assets/uploads.queries.server'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { deliver, type RenditionName } from '~/domain/delivery/delivery.server'
import { assetDetails, publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { passwordFits } from '~/domain/identity/passwords.server'
import type { Role } from '~/domain/identity/person'
import { openSessions, personOfSession } from '~/domain/identity/sessions.server'
import { findKitPlan } from '~/domain/kits/kit-plans.queries.server'
import {
  collectionsOf,
  findPortal,
  openCollection,
  openPortal,
  themeStylesheet,
} from '~/domain/portals/portals.queries.server'
import { transition } from '~/domain/review/review.commands.server'
import { listWaiting, stepsOf } from '~/domain/review/review.queries.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { findRights } from '~/domain/rights/rights.queries.server'
import { kindsInLibrary, listLibrary } from '~/domain/search/library.queries.server'
import { requireOpen, viewerOfShare } from '~/domain/shares/share-visit.server'
import { assetIdsOfShare, findShare, findShareByToken, listShares } from '~/domain/shares/shares.queries.server'
import { migrate } from '../../app/server/migrate'

/** Tables whose rows later versions do not need. */
const RETIRED = ['house_change', 'rate_limit', 'asset_text']

const id = (ending: string) => `019ab000-0000-7000-8000-0000000000${ending}`
const person = (ending: string, name: string, role: Role) => ({ id: id(ending), email: '', name, role })
const mara = person('12', 'Mara Etxeberria', 'manager')
const iker = person('13', 'Iker Zabala', 'editor')
const staff = ({ id: personId, name, role }: typeof mara): Viewer => ({ kind: 'staff', personId, name, role })
const [RIDGE, WOOD, LEAFLET, WALL, LAUNCH, SUMMER, LOGO] = ['21', '22', '23', '24', '25', '26', '28'].map(id) as [
  ...[string, string, string, string, string, string, string],
]

let database: LandedDatabase['database']
let before: LandedDatabase['before']
const now = new Date()
beforeAll(async () => {
  ;({ database, before } = await openLandedDatabase({ portalId: id('51'), leafletId: LEAFLET }))
})
afterAll(() => database.close())

/** The object key delivered to `viewer` for each asset, or the reason of the refusal. */
async function leaving(viewer: Viewer, ids: string[], rendition: RenditionName): Promise<string[]> {
  const deliveries = await deliver({ db: database.db, viewer, now }, ids, rendition)
  return deliveries.map((each) => (each.outcome === 'refused' ? each.refused : `${each.deliverable.objectKey}`))
}
const original = (mark: string) => `originals/${mark.repeat(64)}`
const made = (version: string, preset: string) => `renditions/${id(version)}/${preset}`
const token = (word: string) => `vt_${word.padEnd(22, 'A')}`

describe('a database of the first version, migrated to the newest schema,', () => {
  test('had rows in every table before', () => {
    expect([...before.entries()].filter(([, rows]) => rows === 0)).toEqual([])
    expect(before.size).toBe(22)
  })

  test('loses no row, also when the migrations run again', async () => {
    for (const again of [false, true]) {
      if (again) await migrate(database.url)
      const after = await rowsByTable(database.pool)
      const lost = [...before].filter(([name, rows]) => !RETIRED.includes(name) && (after.get(name) ?? 0) < rows)
      expect(lost).toEqual([])
    }
    const { rows } = await database.pool.query(
      "select 1 from graphile_worker.jobs where task_identifier = 'inspect_upload'",
    )
    expect(rows).toHaveLength(1)
  })

  test('accepts the passwords and open sessions of its people', async () => {
    const { rows } = await database.pool.query('select name, password_hash from person where disabled_at is null')
    expect(rows).toHaveLength(4)
    for (const { name, password_hash } of rows)
      expect(await passwordFits(password_hash, 'a long password'), name).toBe(true)
    const sessions = openSessions(database.pool, { secure: false })
    const known = await personOfSession(sessions, 'maraslivingsessionmaraslivingsession1234')
    expect(known.person).toMatchObject({ id: mara.id, name: mara.name, role: 'manager' })
    expect((await personOfSession(sessions, 'ikersendedsessionikersendedsession123456')).person).toBeUndefined()
  })

  test('keeps stored plans of kits, with the reasons of this version and the documents they had', async () => {
    const plan = await findKitPlan(database.db, id('51'), PLAN_HASH)
    expect(plan).toMatchObject({ leftOut: [{ reason: 'originalOnly' }], documents: PLAN.documents })
  })

  test('shows its published portal as before and hides the unpublished one', async () => {
    const { db } = database
    const { portal, viewer } = await openPortal(db, 'press', now)
    expect(portal).toMatchObject({
      ...{ name: { en: 'Visit Mendialde' }, headline: { en: 'Where the mountains begin' }, allows: 'original' },
      ...{ introduction: { de: 'Wo die Berge beginnen' }, guidelines: { en: 'Leave the sky empty.' } },
      ...{ locales: ['en', 'de'], logoAssetId: LOGO, heroAssetId: RIDGE, contactEmail: 'press@mendialde.example' },
      theme: { brandColour: '#2f6b4f', background: '#faf6ee', displayFont: 'fraunces', heroFocus: { x: 30, y: 60 } },
    })
    expect(await themeStylesheet(db, portal.id, portal.themeHash)).toContain('#2f6b4f')
    const collections = await collectionsOf(db, portal.id, viewer, now)
    expect(collections.map(({ slug, assetCount, coverId }) => [slug, assetCount, coverId])).toEqual([
      ['logos', 1, LOGO],
      ['press-kit', 3, WOOD],
    ])
    const { collection, ids } = await openCollection({ db, viewer, now }, portal.id, 'press-kit')
    expect(collection.title).toEqual({ en: 'Press kit', de: 'Pressemappe' })
    expect(ids).toEqual([WOOD, RIDGE, LEAFLET])
    const shown = await publicAssets({ db, viewer, now }, ids, 'de')
    expect(shown.map(({ title, versionId }) => [title, versionId])).toEqual([
      ['Beech wood', id('32')],
      ['Der Grat im Herbst', id('31')],
      ['Liburuxka', id('33')],
    ])
    await expect(openPortal(db, 'trade', now)).rejects.toMatchObject({ code: 'portal.unknown' })
    expect(await findPortal(db, id('52'))).toMatchObject({ slug: 'trade', publishedAt: null, allows: 'web' })
  })

  test('keeps texts and rights of assets', async () => {
    expect(await assetDetails(database.db, await approvedVersionOf(database.db, RIDGE), 'en')).toMatchObject({
      ...{ description: { value: 'A limestone ridge behind larches' }, keywords: ['ridge', 'autumn'] },
      usageTerms: { value: 'Free to print with a credit' },
      ...{ creator: 'Ane Mendizabal', creditLine: 'Ane Mendizabal / Mendialde', licenceName: 'CC BY 4.0' },
      expiresAt: new Date('2098-12-31T23:00:00Z'),
    })
    expect(await findRights(database.db, LAUNCH)).toMatchObject({
      ...{ embargoUntil: new Date('2098-01-01T09:00:00Z'), embargoZone: 'Europe/Madrid' },
    })
  })

  test('delivers no original before its clean original exists', async () => {
    const { viewer } = await openPortal(database.db, 'press', now)
    expect(await leaving(viewer, [RIDGE, LEAFLET], 'original')).toEqual(['not_made', original('3')])
    // As the worker does for an original without sensitive metadata.
    await database.pool.query(`insert into rendition (version_id, preset, state, object_key, sha256, crc32, byte_size, media_type)
      select v.id, 'clean', 'made', 'originals/' || o.sha256, o.sha256, o.crc32, o.byte_size, o.media_type
      from asset_version v join stored_object o on o.sha256 = v.sha256`)
    expect(await leaving(viewer, [RIDGE], 'original')).toEqual([original('1')])
  })

  test('delivers the same originals and renditions to visitors and staff', async () => {
    const { viewer } = await openPortal(database.db, 'press', now)
    const all = [RIDGE, WOOD, LEAFLET, WALL, LAUNCH, SUMMER, LOGO]
    const withheld = ['not_approved', 'embargo', 'expired']
    expect(await leaving(viewer, all, 'original')).toEqual([
      ...[original('1'), original('2'), original('3'), ...withheld, original('8')],
    ])
    const [ridge, wood, , ...others] = await leaving(viewer, all, 'web')
    expect([ridge, wood, ...others]).toEqual([made('31', 'web'), made('32', 'web'), ...withheld, made('38', 'web')])
    expect(await leaving(staff(mara), [LAUNCH], 'thumb')).toEqual([made('35', 'thumb')])
    expect(await leaving({ kind: 'nobody' }, [RIDGE], 'thumb')).toEqual(['signed_out'])
  })

  test('finds its shares by their tokens, each in its former state', async () => {
    const { db } = database
    const states: Record<string, string> = {}
    for (const word of ['open', 'locked', 'ended', 'revoked', 'notyet', 'owner']) {
      const share = await findShareByToken(db, token(word))
      expect(share.title).toBe(word)
      try {
        requireOpen(share, now)
        states[word] = 'open'
      } catch (error) {
        states[word] = String((error as { facts: { reason: string } }).facts.reason)
      }
    }
    expect(states).toEqual({
      ...{ open: 'open', locked: 'open', ended: 'link_expired', revoked: 'link_revoked' },
      ...{ notyet: 'link_not_yet', owner: 'link_owner' },
    })
    const open = await findShareByToken(db, token('open'))
    expect(await assetIdsOfShare(db, open)).toEqual([WOOD, RIDGE, LAUNCH, LEAFLET, SUMMER, WALL])
    expect(await leaving(viewerOfShare(open, false), [RIDGE, LAUNCH], 'web')).toEqual([made('31', 'web'), 'embargo'])
    expect(await leaving(viewerOfShare(open, false), [RIDGE], 'original')).toEqual(['rendition'])

    const locked = await findShareByToken(db, token('locked'))
    expect(locked).toMatchObject({ hasPassword: true, passwordVersion: 2, zipAllowed: false, allows: 'original' })
    expect(await assetIdsOfShare(db, locked)).toEqual([LOGO, RIDGE])
    expect(await leaving(viewerOfShare(locked, false), [RIDGE], 'original')).toEqual(['link_locked'])
    expect(await leaving(viewerOfShare(locked, true), [RIDGE], 'original')).toEqual([original('1')])
    const { rows } = await database.pool.query('select password_hash from share where id = $1', [locked.id])
    expect(await passwordFits(rows[0].password_hash, 'larrun-905')).toBe(true)
  })

  test('lists its shares with their download counts', async () => {
    const { db } = database
    const shares = await listShares(db, mara)
    expect(shares.map(({ title, downloadCount }) => [title, downloadCount])).toEqual([
      ...[['owner', 0] as const, ['notyet', 0] as const, ['revoked', 0] as const],
      ...[['ended', 0] as const, ['locked', 0] as const, ['open', 2] as const],
    ])
    expect((await listShares(db, iker)).map(({ title }) => title)).toEqual(['open'])
    expect(await findShare(db, id('61'))).toMatchObject({
      ...{ message: 'For your catalogue', neverReason: 'Standing order of the agency', zone: 'Europe/Madrid' },
      ...{ portalId: id('51'), collectionId: id('41'), creatorName: iker.name },
    })
  })

  test('keeps its library and review queue', async () => {
    const { db } = database
    const library = (viewer: Viewer) => listLibrary({ db, viewer, now }, {}, 'en')
    const { assets, total } = await library(staff(iker))
    expect([total, assets.map((asset) => asset.id)]).toEqual([
      9,
      ['29', '28', '27', '26', '25', '24', '23', '22', '21'].map(id),
    ])
    expect(assets.at(-2)).toMatchObject({ versionId: id('a2'), state: 'in_review', isApproved: true, hasThumb: true })
    const seen = await library(staff(person('14', 'Nerea Ibarra', 'viewer')))
    expect(seen.assets.map((asset) => asset.id)).toEqual([LOGO, LEAFLET, WOOD, RIDGE])
    expect(
      (await listLibrary({ db, viewer: staff(iker), now }, { problem: true }, 'en')).assets.map((asset) => asset.id),
    ).toEqual([WALL])
    expect((await listWaiting(db)).map((waiting) => waiting.assetId).sort()).toEqual([WOOD, id('29')])
    expect(await stepsOf(db, RIDGE)).toEqual(
      expect.arrayContaining([expect.objectContaining({ toState: 'approved', note: 'Our cover.' })]),
    )
  })

  test('has the kinds of files that are told apart now', async () => {
    const { rows } = await database.pool.query('select file_name, kind from asset_version where number >= 100')
    expect(Object.fromEntries(rows.map(({ file_name, kind }) => [file_name, kind]))).toEqual(KINDS_NOW)
    const { rows: assets } = await database.pool.query('select id, kind from asset where id = any($1) order by id', [
      [RIDGE, LEAFLET, LOGO],
    ])
    expect(assets.map(({ kind }) => kind)).toEqual(['photo', 'pdf', 'vector'])
    const { db } = database
    expect(await kindsInLibrary(db, staff(iker), now)).toEqual(['photo', 'vector', 'pdf'])
    const { assets: found } = await listLibrary({ db, viewer: staff(iker), now }, { kind: 'pdf' }, 'en')
    expect(found.map((asset) => asset.id)).toEqual([LEAFLET])
  })

  test('keeps its uploads, each in its former state', async () => {
    const uploads = await listUploads(database.db, iker)
    expect(new Map(uploads.map(({ fileName, state }) => [fileName, state]))).toEqual(
      new Map([
        ...([['half.jpg', 'receiving'] as const, ['whole.jpg', 'inspecting'] as const] as const),
        ...([['again.jpg', 'duplicate'] as const, ['new.webp', 'done'] as const] as const),
        ...([['fake.jpg', 'refused'] as const, ['broken.jpg', 'failed'] as const] as const),
      ]),
    )
    expect(uploads.find(({ fileName }) => fileName === 'again.jpg')?.facts).toMatchObject({ assetId: RIDGE })
  })

  test('keeps its audit log, append-only', async () => {
    const lines = await listAuditEvents(database.db, { subject: RIDGE })
    expect(lines).toMatchObject([{ type: 'asset.approved', actorName: mara.name, facts: { note: 'Our cover.' } }])
    await expect(database.pool.query("update audit_event set actor_name = 'nobody'")).rejects.toThrow('append-only')
  })

  test('has every former file name as a source of its asset', async () => {
    const { rows } = await database.pool.query(
      `select count(*)::int as missing from asset_version v where not exists (
        select 1 from asset_source s where s.asset_id = v.asset_id and s.file_name = v.file_name)`,
    )
    expect(rows).toEqual([{ missing: 0 }])
  })

  test('approves and delivers a version that waited for review', async () => {
    const { db } = database
    const approve = () => transition(db, mara, WOOD, { versionId: id('a2'), transition: 'approve', unseen: true })
    await expect(approve()).rejects.toMatchObject({ code: 'review.not_ready' })
    const words = { title: { en: 'Wood' }, altText: { en: 'A beech wood' }, description: {}, usageTerms: {} }
    await describeAsset(db, mara, WOOD, { ...words, keywords: [] })
    await setRights(db, mara, WOOD, { creditLine: 'Visit Mendialde', embargoZone: 'UTC', expiresZone: 'UTC' })
    await approve()
    const { viewer } = await openPortal(db, 'press', now)
    expect(await leaving(viewer, [WOOD], 'original')).toEqual([original('a')])
  })
})
