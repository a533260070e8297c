import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database'
import type { Decision, Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { stoppedByPin, visibleTo } from '~/domain/access/visible-to.server'
import { newId, sha256Hex } from '~/platform/ids.server'

const now = new Date('2026-06-30T12:00:00.000Z')
const before = new Date('2026-06-30T11:59:59.999Z')
const after = new Date('2026-06-30T12:00:00.001Z')
const instants = [null, before, now, after]
const sha256 = 'a'.repeat(64)
const terms = { includesOriginalOnly: false, keepsMetadata: false }

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('decide and its SQL form visibleTo agree for every enumerated viewer and asset', async () => {
  const { db } = database
  const person = newId()
  const mara = {
    id: person,
    email: 'mara@mendialde.example',
    name: 'Mara',
    role: 'manager' as const,
    passwordHash: 'x',
  }
  await db.insertInto('person').values(mara).execute()
  const assets = await worldOfAssets()
  const collection = newId()
  const inside = assets.filter((_, index) => index % 2 === 0)
  await db.insertInto('collection').values({ id: collection, slug: 'kit' }).execute()
  const members = inside.map((assetId, position) => ({ collectionId: collection, assetId, position }))
  await db.insertInto('collectionAsset').values(members).execute()
  const viewers = [
    ...[...staffAndNobody(), ...(await portals(collection)), ...(await links(collection, inside, person))],
    ...(await guests(inside, person)),
  ]
  await pinSome(assets)
  expect(assets.length * viewers.length).toBeGreaterThan(3000)

  const [counts, heldCounts] = [new Set<number>(), new Set<number>()]
  for (const viewer of viewers) {
    const decisionOn = await authorize(db, viewer, assets, now)
    const decided = assets.filter((id) => decisionOn('see', id)?.allowed).sort()
    const rows = await db.selectFrom('asset').select('asset.id').where(visibleTo(viewer, now)).execute()
    expect(rows.map((row) => row.id).sort(), JSON.stringify(viewer)).toEqual(decided)
    counts.add(decided.length)
    const heldBack = assets.filter((id) => isHeldBack(decisionOn('see', id))).sort()
    const held = await db.selectFrom('asset').select('asset.id').where(stoppedByPin(viewer, now)).execute()
    expect(held.map((row) => row.id).sort(), JSON.stringify(viewer)).toEqual(heldBack)
    heldCounts.add(heldBack.length)
  }
  expect(counts.size, 'the worlds must differ, or the test shows nothing').toBeGreaterThan(3)
  expect(heldCounts.size).toBeGreaterThan(1)
})

const isHeldBack = (decision: Decision | undefined): boolean =>
  decision?.allowed === false && decision.reason === 'version_withdrawn'

/** Of each three worlds of assets, pins one to a version that was withdrawn and one to an approved one; holds one of four. */
async function pinSome(assets: readonly string[]): Promise<void> {
  const { db } = database
  // Assets of one world are four, see `worldOfAssets`.
  const worlds = (isChosen: (world: number) => boolean) => assets.filter((_, index) => isChosen(Math.floor(index / 4)))
  const approved = worlds((world) => world % 3 === 1)
  await sql`update asset_version set state = 'approved' where asset_id = any(${approved}::uuid[])`.execute(db)
  const held = worlds((world) => world % 4 === 3)
  await sql`insert into version_hold (version_id, reasons)
    select id, '[{"rule":"scan_refused"}]' from asset_version where asset_id = any(${held}::uuid[])`.execute(db)
  const pinned = worlds((world) => world % 3 < 2)
  for (const table of ['collection_asset', 'share_asset'])
    await sql`update ${sql.table(table)} item set pinned_version_id = v.id, pinned_at = now()
      from asset_version v where v.asset_id = item.asset_id and v.asset_id = any(${pinned}::uuid[])`.execute(db)
}

/** Approved or not × embargo × expiry, each at the instant and a millisecond before and after × deleted or not; each twice, half of them covered. */
async function worldOfAssets(): Promise<string[]> {
  await database.db
    .insertInto('storedObject')
    .values({ sha256, byteSize: 1, crc32: 0, mediaType: 'image/jpeg' })
    .execute()
  const ids: string[] = []
  for (const approved of [true, false])
    for (const embargoUntil of instants)
      for (const expiresAt of instants) {
        if (embargoUntil && expiresAt && embargoUntil >= expiresAt) continue
        for (const deletedAt of [null, null, before, before])
          ids.push(await oneAsset(approved, embargoUntil, expiresAt, deletedAt))
      }
  return ids
}

function oneAsset(
  approved: boolean,
  embargoUntil: Date | null,
  expiresAt: Date | null,
  deletedAt: Date | null,
): Promise<string> {
  return database.db.transaction().execute(async (trx) => {
    const [id, version] = [newId(), newId()]
    const approvedVersionId = approved ? version : null
    await trx
      .insertInto('asset')
      .values({ id, kind: 'photo', currentVersionId: version, approvedVersionId, deletedAt })
      .execute()
    const file = { fileName: 'a.jpg', extension: 'jpg', mediaType: 'image/jpeg', kind: 'photo', sha256 }
    await trx
      .insertInto('assetVersion')
      .values({ id: version, assetId: id, number: 1, ...file })
      .execute()
    await trx.insertInto('assetRights').values({ assetId: id, embargoUntil, expiresAt }).execute()
    return id
  })
}

function staffAndNobody(): Viewer[] {
  const roles = ['viewer', 'editor', 'manager', 'admin'] as const
  const staff = roles.map((role): Viewer => ({ kind: 'staff', personId: newId(), name: role, role }))
  return [{ kind: 'nobody' }, ...staff]
}

async function portals(collectionId: string): Promise<Viewer[]> {
  const viewers: Viewer[] = []
  for (const publishedAt of instants)
    for (const allows of ['preview', 'original'] as const) {
      const id = newId()
      const theme = { theme: '{}', themeCss: '', themeHash: '' }
      const portal = { id, slug: `p-${viewers.length}`, ...theme, allows, publishedAt }
      await database.db.insertInto('portal').values(portal).execute()
      await database.db.insertInto('portalCollection').values({ portalId: id, collectionId, position: 0 }).execute()
      const visitor = { kind: 'visitor' as const, portalId: id, publishedAt, ...terms, allows }
      viewers.push(visitor)
      for (const role of ['viewer', 'editor', 'manager', 'admin'] as const) {
        const preview: Viewer = { ...visitor, previewBy: { personId: newId(), role } }
        viewers.push(preview)
      }
    }
  return viewers
}

async function links(collectionId: string, assetIds: string[], createdBy: string): Promise<Viewer[]> {
  const viewers: Viewer[] = []
  for (const opensAt of instants)
    for (const expiresAt of instants)
      for (const revokedAt of [null, before])
        for (const byCollection of [true, false]) {
          if (opensAt && expiresAt && opensAt >= expiresAt) continue
          const window = { opensAt, expiresAt, revokedAt, allows: 'web' as const }
          const shareId = await oneLink(createdBy, window, byCollection ? collectionId : null, assetIds)
          for (const creatorMayShare of [true, false])
            for (const unlocked of [true, false]) {
              const link: Viewer = { kind: 'link', shareId, creatorMayShare, unlocked, ...terms, ...window }
              viewers.push(link)
            }
        }
  return viewers
}

/** Guests whose links are open or have ended, who brought every second of the covered assets. */
async function guests(inside: readonly string[], createdBy: string): Promise<Viewer[]> {
  const { db } = database
  const briefId = newId()
  await db
    .insertInto('brief')
    .values({ id: briefId, sourceLocale: 'en', zone: 'UTC', createdBy, ...NO_LIMITS })
    .execute()
  const viewers: Viewer[] = []
  for (const expiresAt of [before, now, after])
    for (const revokedAt of [null, before]) {
      const guestId = newId()
      const named = { name: 'Ane', email: 'ane@foto.example', needsCode: false, createdBy }
      await db
        .insertInto('guest')
        .values({ id: guestId, ...named, tokenHash: guestId, expiresAt, revokedAt })
        .execute()
      await sql`insert into submission_file (id, brief_id, guest_id, file_name, byte_size, state, asset_id, version_id)
        select gen_random_uuid(), ${briefId}, ${guestId}, 'a.jpg', 1, case when place % 3 = 0 then 'submitted' else 'taken' end,
          a.id, a.current_version_id
        from unnest(${inside}::uuid[]) with ordinality as own(id, place) join asset a on a.id = own.id
        where place % 2 = 0`.execute(db)
      viewers.push({ kind: 'guest', guestId, expiresAt, revokedAt })
    }
  return viewers
}

const NO_LIMITS = {
  ...{ portalId: null, collectionId: null, folderId: null, templateId: null, shareId: null, agreementId: null },
  ...{ dueAt: null, mostFiles: null, mostBytes: null, mostGuests: null, rules: '{}', tokenHash: null },
  ...{ showsOthers: false, needsCode: false, needsRelease: false, notice: 'none' as const, remindsDays: null },
}

async function oneLink(
  createdBy: string,
  window: { opensAt: Date | null; expiresAt: Date | null; revokedAt: Date | null },
  collectionId: string | null,
  assetIds: string[],
): Promise<string> {
  const id = newId()
  const link = {
    id,
    title: 'Link',
    tokenHash: sha256Hex(id),
    createdBy,
    neverReason: 'a test',
    collectionId,
    ...window,
  }
  await database.db.insertInto('share').values(link).execute()
  const some = assetIds.slice(0, 9).map((assetId, position) => ({ shareId: id, assetId, position }))
  if (!collectionId) await database.db.insertInto('shareAsset').values(some).execute()
  return id
}
