import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openExhibition } from '#tests/support/bin-world'
import { openWorld, type World } from '#tests/support/world'
import { deleteAssets, restoreAssets } from '~/domain/assets/asset-deletion.commands.server'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { listBin } from '~/domain/bin/bin.queries.server'
import { referencesOf } from '~/domain/bin/references.queries.server'
import { restore } from '~/domain/bin/restore.commands.server'
import { deleteCollection } from '~/domain/collections/collection-deletion.commands.server'
import { changeCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { deliver } from '~/domain/delivery/delivery.server'
import { deletePortal } from '~/domain/portals/portal-deletion.commands.server'
import { createPortal } from '~/domain/portals/portals.commands.server'
import { openPortal } from '~/domain/portals/portals.queries.server'
import { transition } from '~/domain/review/review.commands.server'
import { deleteShare } from '~/domain/shares/share-deletion.commands.server'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { dbNow } from '~/platform/db.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const now = () => dbNow(world.db)
type Shown = Awaited<ReturnType<typeof openExhibition>>
/** `sent` when the share delivers the original of the asset, otherwise the reason of the refusal. */
const throughLink = async ({ share, assetId }: Shown) => {
  const viewer = viewerOfShare(await findShareByToken(world.db, share.token), false)
  const [delivery] = await deliver({ db: world.db, viewer, now: await now() }, [assetId], 'original')
  return delivery?.outcome === 'refused' ? delivery.refused : 'sent'
}
const throughPortal = async ({ slug, assetId }: Shown) => {
  const { viewer } = await openPortal(world.db, slug, await now())
  const [delivery] = await deliver({ db: world.db, viewer, now: await now() }, [assetId], 'original')
  return delivery?.outcome === 'refused' ? delivery.refused : 'sent'
}
const lastAct = async (id: string) => (await listAuditEvents(world.db, { subject: id }, 1))[0]?.type

describe('the bin', () => {
  test('a deleted asset is not delivered by shares and portals, and is delivered again after its restoration', async () => {
    const shown = await openExhibition(world, 'asset')
    await deleteAssets(world.db, world.mara, [shown.assetId])
    expect([await throughLink(shown), await throughPortal(shown)]).toEqual(['deleted', 'deleted'])
    expect(await lastAct(shown.assetId)).toBe('asset.deleted')
    await restore(world.db, world.mara, { kind: 'asset', ids: [shown.assetId] })
    expect([await throughLink(shown), await throughPortal(shown)]).toEqual(['sent', 'sent'])
    expect(await lastAct(shown.assetId)).toBe('asset.restored')
  })

  test('a deleted collection closes its shares and disappears from portals until it is restored', async () => {
    const shown = await openExhibition(world, 'collection')
    await world.db.updateTable('portal').set({ heroAssetId: null }).where('id', '=', shown.portalId).execute()
    await deleteCollection(world.db, world.mara, shown.collectionId)
    expect(await findCollection(world.db, shown.collectionId)).toBeUndefined()
    expect([await throughLink(shown), await throughPortal(shown)]).toEqual(['link_revoked', 'not_covered'])
    await restore(world.db, world.mara, { kind: 'collection', ids: [shown.collectionId] })
    expect([await throughLink(shown), await throughPortal(shown)]).toEqual(['sent', 'sent'])
  })

  test('a deleted portal is unknown to visitors, and is published again after its restoration', async () => {
    const shown = await openExhibition(world, 'portal')
    await deletePortal(world.db, world.mara, shown.portalId)
    await expect(throughPortal(shown)).rejects.toMatchObject({ code: 'portal.unknown' })
    await restore(world.db, world.mara, { kind: 'portal', ids: [shown.portalId] })
    expect(await throughPortal(shown)).toBe('sent')
  })

  test('a deleted share answers as revoked, and works under the same address after its restoration', async () => {
    const shown = await openExhibition(world, 'link')
    await deleteShare(world.db, world.mara, shown.share.id)
    expect(await throughLink(shown)).toBe('link_revoked')
    await restore(world.db, world.mara, { kind: 'share', ids: [shown.share.id] })
    expect(await throughLink(shown)).toBe('sent')
    expect(await lastAct(shown.share.id)).toBe('share.restored')
  })

  test('an editor deletes an own draft, and no asset that was once approved', async () => {
    const draft = await world.photo('draft')
    const once = await world.photo('approved')
    await transition(world.db, world.mara, once.assetId, { versionId: once.versionId, transition: 'withdraw' })
    expect(await deleteAssets(world.db, world.iker, [draft.assetId, once.assetId])).toEqual({
      deleted: [draft.assetId],
      refused: 1,
    })
    await expect(deleteAssets(world.db, world.iker, [once.assetId])).rejects.toMatchObject({
      code: 'asset.not_deletable',
    })
  })

  test('an editor cannot restore the deletion of a manager, and a selection is restored as a whole or not at all', async () => {
    const [own, hers] = [await world.photo('draft'), await world.photo('draft')]
    await deleteAssets(world.db, world.iker, [own.assetId])
    await deleteAssets(world.db, world.mara, [hers.assetId])
    const both = [own.assetId, hers.assetId]
    await expect(restoreAssets(world.db, world.iker, both)).rejects.toMatchObject({ code: 'role.required' })
    expect((await listBin(world.db, world.iker, 'en')).map((item) => item.id)).toContain(own.assetId)
    expect((await listBin(world.db, world.iker, 'en')).map((item) => item.id)).not.toContain(hers.assetId)
    await restoreAssets(world.db, world.mara, both)
    await expect(restoreAssets(world.db, world.mara, both)).rejects.toMatchObject({ code: 'bin.gone' })
  })

  test('two people who delete the same assets in opposite order do not deadlock', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(async () => (await world.photo('draft')).assetId))
    const outcomes = await Promise.allSettled([
      deleteAssets(world.db, world.mara, ids),
      deleteAssets(world.db, world.mara, [...ids].reverse()),
    ])
    const codes = outcomes.map((each) => (each.status === 'rejected' ? each.reason.code : each.value.deleted.length))
    expect(codes.sort()).toEqual([4, 'asset.unknown'])
  })
})

test('the bin lists who deleted an asset and the days left', async () => {
  const { assetId } = await world.photo('draft', { fileName: 'left_over.jpg' })
  await deleteAssets(world.db, world.iker, [assetId])
  await world.pool.query(`update asset set deleted_at = now() - interval '28 days 1 hour' where id = $1`, [assetId])
  const item = (await listBin(world.db, world.mara, 'en')).find((each) => each.id === assetId)
  expect(item).toMatchObject({ kind: 'asset', name: 'left over', deletedByName: 'Iker', daysLeft: 2 })
})

describe('the references shown before a deletion', () => {
  const told = async (person: World['mara'], selection: Parameters<typeof referencesOf>[2]) => {
    const { references, refused } = await referencesOf(world.db, person, selection, { locale: 'en', now: await now() })
    return { refused, ...Object.fromEntries(references.map(({ kind, count, names }) => [kind, [count, ...names]])) }
  }

  test('count and name collections, shares and portals that use the asset, collection, portal or share', async () => {
    const shown = await openExhibition(world, 'named')
    expect(await told(world.mara, { kind: 'asset', ids: [shown.assetId] })).toEqual({
      refused: 0,
      in_collections: [1, 'Kit named'],
      in_links: [1, 'Link named'],
      hero_of: [1, 'Portal named'],
      in_portals: [1, 'Portal named'],
    })
    expect(await told(world.mara, { kind: 'collection', ids: [shown.collectionId] })).toEqual({
      refused: 0,
      in_portals: [1, 'Portal named'],
      its_links: [1, 'Link named'],
    })
    expect(await told(world.mara, { kind: 'portal', ids: [shown.portalId] })).toEqual({ refused: 0, published: [1] })
    expect(await told(world.mara, { kind: 'share', ids: [shown.share.id] })).toEqual({ refused: 0, open: [1] })
  })

  test('give an editor only the number of shares of others, and the number of assets they may not delete', async () => {
    const shown = await openExhibition(world, 'quiet')
    expect(await told(world.iker, { kind: 'collection', ids: [shown.collectionId] })).toMatchObject({ its_links: [1] })
    expect(await told(world.iker, { kind: 'asset', ids: [shown.assetId] })).toEqual({ refused: 1 })
  })
})

test('the slug of a deleted collection or portal stays reserved, and the error says that it is in the bin', async () => {
  const first = await createCollection(world.db, world.mara, 'Taken', 'en')
  const second = await createCollection(world.db, world.mara, 'Other', 'en')
  await deleteCollection(world.db, world.mara, first)
  const words = { slug: 'taken', title: { en: 'Other' }, introduction: {} }
  await expect(changeCollection(world.db, world.mara, second, words)).rejects.toMatchObject({
    code: 'collection.slug_in_bin',
    facts: { field: 'slug' },
  })
  const portalId = await createPortal(world.db, world.mara, { slug: 'taken', name: 'Taken' }, 'en')
  await deletePortal(world.db, world.mara, portalId)
  await expect(createPortal(world.db, world.mara, { slug: 'taken', name: 'Anew' }, 'en')).rejects.toMatchObject({
    code: 'portal.slug_in_bin',
  })
})
