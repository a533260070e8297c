import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { AuditFilter } from '~/domain/audit/audit'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { deliver } from '~/domain/delivery/delivery.server'
import { PortalSettings } from '~/domain/portals/portal'
import { changePortal, createPortal, publishPortal } from '~/domain/portals/portals.commands.server'
import {
  collectionsOf,
  countOriginalOnly,
  findPortal,
  openPortal,
  visitorOf,
} from '~/domain/portals/portals.queries.server'
import { usesOfAsset } from '~/domain/search/asset-uses.queries.server'
import { NewShare } from '~/domain/shares/share'
import { createShare, revokeShare } from '~/domain/shares/shares.commands.server'
import { dbNow } from '~/platform/db.server'

/** A ZIP without entries (APPNOTE 4.3.16), of which there is no form for the web. */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])

let world: World
let photo: string
let archive: string
let kit: string
beforeAll(async () => {
  world = await openWorld()
  photo = (await world.photo('approved')).assetId
  archive = (await world.photo('approved', { fileName: 'icons.zip', bytes: EMPTY_ZIP })).assetId
  kit = await createCollection(world.db, world.iker, 'Kit', 'en')
  await addToCollection(world.db, world.iker, kit, { assetIds: [photo, archive] })
})
afterAll(() => world.close())

const settings = (slug: string, more: object = {}) =>
  PortalSettings.parse({
    ...{ slug, name: { en: `Portal ${slug}` }, headline: {}, introduction: {}, guidelines: {}, locales: ['en'] },
    ...{ allows: 'web', collections: [kit], theme: {}, ...more },
  })
const portalWith = async (slug: string, more: object = {}) => {
  const id = await createPortal(world.db, world.mara, { slug, name: slug }, 'en')
  await changePortal(world.db, world.mara, id, settings(slug, more))
  return id
}
const mara = () => ({ personId: world.mara.id, role: world.mara.role })

describe('the terms of a portal', () => {
  test('exclude originals of files without web rendition and remove metadata by default', async () => {
    const portal = await findPortal(world.db, await portalWith('defaults'))
    expect(portal).toMatchObject({ includesOriginalOnly: false, keepsMetadata: false })
  })

  test('are stored, applied to visitors and written to the audit log', async () => {
    const id = await portalWith('terms', { originalOnly: 'include_originals', keepsMetadata: true })
    await publishPortal(world.db, world.mara, id)
    const now = await dbNow(world.db)
    const { viewer } = await openPortal(world.db, 'terms', now)
    expect(viewer).toMatchObject({ allows: 'web', includesOriginalOnly: true, keepsMetadata: true })
    const [ofArchive, ofPhoto] = await deliver({ db: world.db, viewer, now }, [archive, photo], 'original')
    expect(ofArchive).toHaveProperty('deliverable')
    expect(ofPhoto).toMatchObject({ refused: 'rendition' })
    const [line] = await listAuditEvents(world.db, AuditFilter.parse({ type: 'portal.changed', subject: id }))
    expect(line?.facts).toEqual({
      allows: 'web',
      originalOnly: 'include_originals',
      keepsMetadata: true,
      embeds: 'credit',
    })
    await changePortal(world.db, world.mara, id, settings('terms'))
    const after = await openPortal(world.db, 'terms', now)
    expect((await deliver({ db: world.db, viewer: after.viewer, now }, [archive], 'original'))[0]).toMatchObject({
      refused: 'rendition',
    })
  })

  test('are shown with the number of files without web rendition, also for an unpublished portal', async () => {
    const portal = (await findPortal(world.db, await portalWith('counted')))!
    const now = await dbNow(world.db)
    expect(await countOriginalOnly(world.db, portal, mara(), now)).toBe(1)
    const empty = (await findPortal(world.db, await portalWith('counted-none', { collections: [] })))!
    expect(await countOriginalOnly(world.db, empty, mara(), now)).toBe(0)
  })
})

test('a portal queries its own collections only', async () => {
  const portal = (await findPortal(world.db, await portalWith('own')))!
  const elsewhere = await createCollection(world.db, world.iker, 'Of no portal', 'en')
  await addToCollection(world.db, world.iker, elsewhere, { assetIds: [photo] })
  const asked: string[] = []
  const listening: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked.push(JSON.stringify(node))
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const now = await dbNow(world.db)
  const listed = await collectionsOf(world.db.withPlugin(listening), portal.id, visitorOf(portal, mara()), now)
  expect(listed.map(({ id, assetCount }) => [id, assetCount])).toEqual([[kit, 2]])
  expect(asked.filter((query) => query.includes(kit)).length).toBeGreaterThan(0)
  expect(asked.filter((query) => query.includes(elsewhere))).toEqual([])
})

describe('the uses of an asset', () => {
  const share = (more: object) =>
    createShare(
      world.db,
      world.mara,
      NewShare.parse({
        title: 'x',
        zone: 'UTC',
        expiresAt: '2099-01-01T00:00',
        allows: 'web',
        zipAllowed: true,
        ...more,
      }),
      { locale: 'en', now: new Date() },
    )
  const uses = async (id: string) => {
    const { portals, links } = await usesOfAsset(world.db, id, 'en', await dbNow(world.db))
    return [...portals, ...links].map(({ name }) => name).sort()
  }

  test('are the published portals and open shares that contain it directly, in a collection or as logo', async () => {
    const { assetId } = await world.photo('approved')
    const own = await createCollection(world.db, world.iker, 'Own', 'en')
    await addToCollection(world.db, world.iker, own, { assetIds: [assetId] })
    expect(await uses(assetId)).toEqual([])
    await portalWith('unpublished-use', { collections: [own] })
    const shown = await portalWith('shows', { collections: [own] })
    const dressed = await portalWith('dressed', { logoDarkAssetId: assetId })
    for (const id of [shown, dressed]) await publishPortal(world.db, world.mara, id)
    await share({ title: 'Of the file', assets: [assetId] })
    await share({ title: 'Of the collection', collectionId: own })
    await share({ title: 'Not open yet', assets: [assetId], opensAt: '2098-01-01T00:00' })
    await share({ title: 'Of another file', assets: [photo] })
    const revoked = await share({ title: 'Revoked', assets: [assetId] })
    await revokeShare(world.db, world.mara, revoked.id)
    const ended = await share({ title: 'Ended', assets: [assetId] })
    await world.pool.query(`update share set expires_at = now() - interval '1 second' where id = $1`, [ended.id])
    expect(await uses(assetId)).toEqual([
      ...['Not open yet', 'Of the collection', 'Of the file', 'Portal dressed', 'Portal shows'],
    ])
    await world.pool.query('update collection set deleted_at = now() where id = $1', [own])
    expect(await uses(assetId)).toEqual(['Not open yet', 'Of the file', 'Portal dressed'])
  })
})
