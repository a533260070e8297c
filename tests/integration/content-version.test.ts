import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { UNSEEN } from '#tests/support/unseen-tables'
import { openWorld, type World } from '#tests/support/world'
import { foldContentChanges } from '~/domain/delivery/content-version.commands.server'
import { contentVersion } from '~/domain/delivery/content-version.queries.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { newId, sha256Hex } from '~/platform/ids.server'

let world: World
let portalId: string
let otherPortalId: string
let collectionId: string
let shareId: string
let inside: { assetId: string; versionId: string }
let outside: { assetId: string; versionId: string }

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

beforeEach(async () => {
  ;[portalId, otherPortalId, collectionId, shareId] = [newId(), newId(), newId(), newId()]
  ;[inside, outside] = [await world.photo(), await world.photo()]
  const { db, mara } = world
  const theme = { theme: '{}', themeCss: '', themeHash: '', publishedAt: new Date() }
  for (const id of [portalId, otherPortalId])
    await db
      .insertInto('portal')
      .values({ id, slug: `p-${id}`.slice(0, 40), ...theme })
      .execute()
  await db
    .insertInto('collection')
    .values({ id: collectionId, slug: `c-${collectionId}` })
    .execute()
  await db.insertInto('portalCollection').values({ portalId, collectionId, position: 0 }).execute()
  await db.insertInto('collectionAsset').values({ collectionId, assetId: inside.assetId, position: 0 }).execute()
  await db
    .insertInto('share')
    .values({ id: shareId, title: 'L', tokenHash: sha256Hex(shareId), createdBy: mara.id, neverReason: 'a test' })
    .execute()
  await db.insertInto('shareAsset').values({ shareId, assetId: inside.assetId, position: 0 }).execute()
})

const version = async (scope: Parameters<typeof contentVersion>[1]) => (await contentVersion(world.db, scope)).version
const portal = () => version({ portalId })
const link = () => version({ shareId })

/** The scopes (portal, other portal, share) whose content version `act` changes. */
async function changedBy(act: () => Promise<unknown>): Promise<string[]> {
  const scopes = { portal, other: () => version({ portalId: otherPortalId }), link }
  const before = new Map<string, string>()
  for (const [name, ask] of Object.entries(scopes)) before.set(name, await ask())
  await act()
  const changed: string[] = []
  for (const [name, ask] of Object.entries(scopes)) if ((await ask()) !== before.get(name)) changed.push(name)
  return changed
}
const LOOK = `insert into picture_appearance (version_id, asset_id, recipe, colours, shares, keys, reason)
  select id, asset_id, 1, '{}', '{}', '{}', 'unreadable' from asset_version where id = $1`
const sql = (text: string, ...values: unknown[]) => world.pool.query(text, values)

describe('the content version of a portal or share', () => {
  const both = ['portal', 'link']
  test.each<[string, () => Promise<unknown>, string[]]>([
    ['does not change on the import of an asset that neither shows', () => world.photo(), []],
    [
      'does not change with the text of an asset that neither shows',
      () => sql('update metadata_value set text = text where asset_id = $1', outside.assetId),
      [],
    ],
    [
      'changes with the text of an asset it shows',
      () => sql('update metadata_value set text = text where asset_id = $1', inside.assetId),
      both,
    ],
    [
      'changes with a finding about the original of an asset it shows',
      () =>
        sql(
          `insert into object_finding (object_key, problem, byte_size)
           select 'originals/' || sha256, 'damaged', 1 from asset_version where id = $1`,
          inside.versionId,
        ),
      both,
    ],
    [
      'changes with the edit of an asset it shows',
      () =>
        sql("insert into version_edit (version_id, revision, recipe, hash) values ($1, 1, '{}', '')", inside.versionId),
      both,
    ],
    [
      'changes with the rights of an asset it shows',
      () => setRights(world.db, world.mara, inside.assetId, rights),
      both,
    ],
    [
      'changes with a new version of an asset it shows',
      () =>
        world.takeInBytes(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" id="${newId()}"/>`), 'a.svg', {
          targetAssetId: inside.assetId,
        }),
      both,
    ],
    [
      'changes with the captions of an asset it shows',
      () =>
        sql(
          "insert into asset_caption (asset_id, locale, vtt, cue_count) values ($1, 'eu', 'WEBVTT', 1)",
          inside.assetId,
        ),
      both,
    ],
    ['changes with a rendition of an asset it shows', () => world.renderings(inside.versionId), both],
    ['changes with the look of an asset it shows', () => sql(LOOK, inside.versionId), both],
    [
      'changes when an asset it shows is deleted',
      () => sql('update asset set deleted_at = now() where id = $1', inside.assetId),
      both,
    ],
    [
      'changes for the portal when an asset is added to its collection',
      () => sql('insert into collection_asset values ($1, $2, 7)', collectionId, outside.assetId),
      ['portal'],
    ],
    [
      'changes for the portal when an asset is removed from its collection',
      () => sql('delete from collection_asset where collection_id = $1', collectionId),
      ['portal'],
    ],
    [
      'changes for the portal when an item of its collection is pinned to a version',
      () =>
        sql(
          'update collection_asset set pinned_version_id = $1, pinned_at = now() where asset_id = $2',
          inside.versionId,
          inside.assetId,
        ),
      ['portal'],
    ],
    [
      'changes for the share when an item of it is pinned to a version',
      () =>
        sql(
          'update share_asset set pinned_version_id = $1, pinned_at = now() where asset_id = $2',
          inside.versionId,
          inside.assetId,
        ),
      ['link'],
    ],
    [
      'changes when a version of an asset it shows is withdrawn',
      () => sql("update asset_version set state = 'draft' where id = $1", inside.versionId),
      both,
    ],
    [
      'changes for the portal with its theme',
      () => sql("update portal set theme_hash = 'x' where id = $1", portalId),
      ['portal'],
    ],
    [
      'changes for another portal when it gets the collection',
      () => sql('insert into portal_collection values ($1, $2, 1)', otherPortalId, collectionId),
      ['other'],
    ],
    [
      'changes for the share with its terms',
      () => sql('update share set zip_allowed = false where id = $1', shareId),
      ['link'],
    ],
    [
      'changes for the share with the account of its creator',
      () => sql('update person set disabled_at = null where id = $1', world.mara.id),
      ['link'],
    ],
    ['does not change with a failed attempt', () => sql('insert into failed_attempt (key) values ($1)', newId()), []],
  ])('%s', async (_, act, expected) => {
    expect(await changedBy(act)).toEqual(expected)
  })

  test('changes for a share with the theme of the portal that brands it', async () => {
    await sql('update share set portal_id = $1 where id = $2', otherPortalId, shareId)
    expect(await changedBy(() => sql("update portal set theme_hash = 'y' where id = $1", otherPortalId))).toEqual([
      'other',
      'link',
    ])
  })

  test('changes again when the slower of two concurrent writers commits', async () => {
    const [slow, quick] = [await connect(), await connect()]
    await slow.query('begin')
    await slow.query("update portal set contact_name = 'slow' where id = $1", [portalId])
    await quick.query('update portal_text set value = value where portal_id = $1', [portalId])
    await quick.query('update collection set changed_at = now() where id = $1', [collectionId])
    const between = await portal()
    await slow.query('commit')
    expect(await portal()).not.toBe(between)
  })
})

test('every table has change triggers or is listed with the reason why no public page shows it', async () => {
  const { rows } = await world.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables t
     where table_schema = 'public' and table_type = 'BASE TABLE' and (select count(distinct event_manipulation)
       from information_schema.triggers g where g.event_object_table = t.table_name
       and g.action_statement like '%record\\_%') < 3 order by 1`,
  )
  expect(rows.map((row) => row.name)).toEqual(Object.keys(UNSEEN).sort())
})

test('folding the change log keeps the content versions, and later changes still change them', async () => {
  const before = await portal()
  await Promise.all([foldContentChanges(world.db), foldContentChanges(world.db)])
  expect(await portal()).toBe(before)
  const { rows } = await sql('select count(*)::int as n from content_change')
  expect(rows[0].n).toBe(0)
  const act = () => sql('update portal_text set value = value where portal_id = $1', portalId)
  expect(await changedBy(act)).toEqual([])
  expect(await changedBy(() => sql("update portal set theme_hash = 'z' where id = $1", portalId))).toEqual(['portal'])
  await foldContentChanges(world.db)
  expect(await portal()).not.toBe(before)
})

test('a content version is valid until the next embargo, expiry or end of the share, and a minute at most', async () => {
  const ends = async () => {
    const { now, validUntil } = await contentVersion(world.db, { shareId })
    return validUntil.getTime() - now.getTime()
  }
  expect(await ends()).toBe(60_000)
  await sql("update share set expires_at = clock_timestamp() + interval '20 seconds' where id = $1", shareId)
  expect(await ends()).toBeLessThanOrEqual(20_000)
  await sql(
    "update asset_rights set expires_at = clock_timestamp() + interval '5 seconds' where asset_id = $1",
    inside.assetId,
  )
  expect(await ends()).toBeLessThanOrEqual(5_000)
  await sql('update asset_rights set expires_at = null')
})

const rights = { creator: 'Ane', embargoZone: 'UTC', expiresZone: 'UTC' }

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: world.url })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}
