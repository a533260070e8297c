import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openExhibition } from '#tests/support/bin-world'
import { openWorld, type World } from '#tests/support/world'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { textsOf } from '~/domain/assets/asset-texts.queries.server'
import { restore } from '~/domain/bin/restore.commands.server'
import { deliver } from '~/domain/delivery/delivery.server'
import { mergeAssets } from '~/domain/duplicates/merge.commands.server'
import { keptFor, mergedInto } from '~/domain/duplicates/merges.queries.server'
import { keywordList } from '~/domain/metadata/value-sql.server'
import { addRelation } from '~/domain/relations/relations.commands.server'
import { relationsOf } from '~/domain/relations/relations.queries.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { findRights } from '~/domain/rights/rights.queries.server'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare } from '~/domain/shares/shares.commands.server'
import { assetIdsOfShare, findShareByToken } from '~/domain/shares/shares.queries.server'
import { dbNow } from '~/platform/db.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const now = () => dbNow(world.db)
const merge = async (keep: string, ...merged: string[]) =>
  mergeAssets(world.db, { by: world.mara, now: await now() }, { keep, merge: merged })

const share = async (title: string, assets: string[], by = world.mara) => {
  const terms = { title, zone: 'UTC', allows: 'original', expiresAt: '2099-01-01T18:00', assets }
  return createShare(world.db, by, NewShare.parse(terms), { locale: 'en', now: await now() })
}

/** The assets of which a share sends the original now. */
async function sent(token: string): Promise<string[]> {
  const found = await findShareByToken(world.db, token)
  const ids = await assetIdsOfShare(world.db, found)
  const answers = await deliver(
    { db: world.db, viewer: viewerOfShare(found, false), now: await now() },
    ids,
    'original',
  )
  return answers.flatMap((answer) => (answer.outcome === 'deliverable' ? answer.assetId : []))
}

const rights = (more: Record<string, string>) => ({
  ...{ creator: 'Iker', creditLine: 'Visit Mendialde', embargoZone: 'UTC', expiresZone: 'UTC' },
  ...more,
})

describe('a merge', () => {
  test('keeps links, collections and portals: they deliver the kept asset', async () => {
    const kept = await world.photo()
    const merged = await openExhibition(world, 'merged')
    const link = await share('Its link', [merged.assetId])
    await merge(kept.assetId, merged.assetId)
    expect(await sent(link.token)).toEqual([kept.assetId])
    expect(await sent(merged.share.token)).toEqual([kept.assetId])
    const portal = await world.db.selectFrom('portal').where('id', '=', merged.portalId).selectAll().executeTakeFirst()
    expect(portal?.heroAssetId).toBe(kept.assetId)
    expect(await keptFor(world.db, merged.assetId)).toBe(kept.assetId)
    const events = await world.db
      .selectFrom('auditEvent')
      .select('type')
      .where('subjectId', 'in', [kept.assetId, merged.assetId])
      .where('type', 'in', ['asset.merged', 'asset.deleted', 'asset.swapped'])
      .execute()
    expect(events.map((event) => event.type).sort()).toEqual(['asset.deleted', 'asset.merged', 'asset.swapped'])
  })

  test('of an asset that was merged into leads from both addresses to the last', async () => {
    const [first, second, last] = [await world.photo(), await world.photo(), await world.photo()]
    await merge(second.assetId, first.assetId)
    await merge(last.assetId, second.assetId)
    expect(await keptFor(world.db, first.assetId)).toBe(last.assetId)
  })

  test('does not deliver where the merged asset was refused because it is not approved', async () => {
    const [kept, draft] = [await world.photo(), await world.photo('draft')]
    const link = await share('A draft', [draft.assetId])
    expect(await sent(link.token)).toEqual([])
    await merge(kept.assetId, draft.assetId)
    expect(await sent(link.token)).toEqual([])
  })

  test('does not deliver where the approval of the merged asset was withdrawn', async () => {
    const [kept, withdrawn] = [await world.photo(), await world.photo()]
    const link = await share('Withdrawn', [withdrawn.assetId])
    await transition(world.db, world.mara, withdrawn.assetId, {
      ...{ versionId: withdrawn.versionId, transition: 'withdraw', note: 'Not ours', unseen: false },
    })
    await merge(kept.assetId, withdrawn.assetId)
    expect(await sent(link.token)).toEqual([])
  })

  test.each([
    ['expired', { expiresAt: '2020-01-01T00:00' }],
    ['is under embargo', { embargoUntil: '2090-01-01T00:00' }],
  ])('with an asset that %s stops the kept one as well', async (_, limits) => {
    const [kept, limited] = [await world.photo(), await world.photo()]
    await setRights(world.db, world.mara, limited.assetId, rights(limits))
    const links = [await share('Limited', [limited.assetId]), await share('Free', [kept.assetId])]
    await merge(kept.assetId, limited.assetId)
    for (const { token } of links) expect(await sent(token)).toEqual([])
  })

  test('keeps the earlier expiry of the kept asset, and its credit', async () => {
    const [kept, merged] = [await world.photo(), await world.photo()]
    await setRights(world.db, world.mara, kept.assetId, rights({ expiresAt: '2080-01-01T00:00', creator: 'Ane' }))
    await setRights(world.db, world.mara, merged.assetId, rights({ expiresAt: '2090-01-01T00:00', creator: 'Jon' }))
    await merge(kept.assetId, merged.assetId)
    expect(await findRights(world.db, kept.assetId)).toMatchObject({
      ...{ creator: 'Ane', expiresAt: new Date('2080-01-01T00:00Z') },
    })
  })

  test('whose embargo would end after the expiry is refused as a whole', async () => {
    const [kept, merged] = [await world.photo(), await world.photo()]
    await setRights(world.db, world.mara, kept.assetId, rights({ expiresAt: '2080-01-01T00:00' }))
    await setRights(world.db, world.mara, merged.assetId, rights({ embargoUntil: '2085-01-01T00:00' }))
    await expect(merge(kept.assetId, merged.assetId)).rejects.toMatchObject({ code: 'rights.window' })
    expect(await keptFor(world.db, merged.assetId)).toBeUndefined()
  })

  test('fills texts that the kept asset lacks, and keeps those it has', async () => {
    const [kept, merged] = [await world.photo(), await world.photo()]
    const texts = { title: { en: 'Path', de: 'Pfad' }, altText: { en: 'Another' }, keywords: ['path'] }
    await describeAsset(world.db, world.iker, merged.assetId, { ...texts, description: { en: 'Long' }, usageTerms: {} })
    const before = await textsOf(world.db, kept.assetId)
    await merge(kept.assetId, merged.assetId)
    const after = await textsOf(world.db, kept.assetId)
    expect(JSON.stringify(after)).toContain('Pfad')
    expect(JSON.stringify(after)).toContain('Long')
    expect(JSON.stringify(after)).not.toContain('Another')
    expect(JSON.stringify(before)).not.toContain('Pfad')
  })

  test('takes no texts of an asset that is not approved', async () => {
    const [kept, draft] = [await world.photo(), await world.photo('draft')]
    const texts = { title: { en: 'Draft', de: 'Entwurf' }, altText: {}, keywords: ['secret launch'] }
    await describeAsset(world.db, world.iker, draft.assetId, { ...texts, description: {}, usageTerms: {} })
    await merge(kept.assetId, draft.assetId)
    const { keywords } = await world.db
      .selectFrom('asset')
      .select(keywordList.as('keywords'))
      .where('id', '=', kept.assetId)
      .executeTakeFirstOrThrow()
    expect(keywords).not.toContain('secret launch')
    expect(JSON.stringify(await textsOf(world.db, kept.assetId))).not.toContain('Entwurf')
  })

  test('keeps relations and the review of what was merged', async () => {
    const [kept, merged, whole] = [await world.photo(), await world.photo(), await world.photo()]
    await addRelation(world.db, world.iker, { fromId: merged.assetId, kind: 'part_of', toId: whole.assetId })
    await addRelation(world.db, world.iker, { fromId: merged.assetId, kind: 'variant_of', toId: kept.assetId })
    await merge(kept.assetId, merged.assetId)
    expect(await relationsOf(world.db, kept.assetId)).toEqual([
      { kind: 'part_of', direction: 'from', otherId: whole.assetId },
    ])
    const [found] = await mergedInto(world.db, kept.assetId)
    expect(found?.history.map((step) => step.toState)).toEqual(['approved', 'in_review'])
  })

  test('is undone by a restoration from the bin: places go back, and its address is its own again', async () => {
    const [kept, other] = [await world.photo(), await world.photo()]
    const merged = await openExhibition(world, 'undone')
    const link = await share('Both', [other.assetId, merged.assetId, kept.assetId])
    await merge(kept.assetId, merged.assetId)
    expect(await sent(link.token)).toEqual([other.assetId, kept.assetId])
    await restore(world.db, world.mara, { kind: 'asset', ids: [merged.assetId] })
    expect(await sent(link.token)).toEqual([other.assetId, merged.assetId, kept.assetId])
    expect(await sent(merged.share.token)).toEqual([merged.assetId])
    expect(await keptFor(world.db, merged.assetId)).toBeUndefined()
  })

  test('by an editor needs the right to delete what is merged, and moves no links of other people', async () => {
    const [kept, approved, own] = [await world.photo('draft'), await world.photo(), await world.photo('draft')]
    const by = { by: world.iker, now: await now() }
    await expect(mergeAssets(world.db, by, { keep: kept.assetId, merge: [approved.assetId] })).rejects.toMatchObject({
      code: 'asset.not_deletable',
    })
    await expect(
      mergeAssets(world.db, { ...by, by: world.nerea }, { keep: kept.assetId, merge: [own.assetId] }),
    ).rejects.toMatchObject({ code: 'role.required' })
    const [theirs, mine] = [await share('Theirs', [own.assetId]), await share('Mine', [own.assetId], world.iker)]
    await mergeAssets(world.db, by, { keep: kept.assetId, merge: [own.assetId] })
    const idsOf = async (token: string) => assetIdsOfShare(world.db, await findShareByToken(world.db, token))
    expect(await idsOf(theirs.token)).toEqual([own.assetId])
    expect(await idsOf(mine.token)).toEqual([kept.assetId])
  })
})
