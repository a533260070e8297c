import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testFile } from '#tests/support/corpus'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { removeCaptions, setCaptions } from '~/domain/captions/captions.commands.server'
import { captionsOf, deliverCaptions } from '~/domain/captions/captions.queries.server'
import { dbNow } from '~/platform/db.server'
import { newId, sha256Hex } from '~/platform/ids.server'

const SRT = '1\n00:00:00,200 --> 00:00:00,900\n<font color="red">Kaixo</font>\n'
const VTT = 'WEBVTT\n\n00:00:00.200 --> 00:00:00.900\nKaixo\n'

let world: World
let made = 0
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** A film whose bytes differ from those of all others by a box that players skip (ISO/IEC 14496-12, 8.1.2). */
async function film(state: 'draft' | 'approved' = 'approved'): Promise<string> {
  const box = Buffer.alloc(12)
  box.writeUInt32BE(12, 0)
  box.write('free', 4, 'latin1')
  box.writeUInt32BE(++made, 8)
  const bytes = Buffer.concat([await readFile(testFile('film.mp4')), box])
  return (await world.photo(state, { fileName: `film-${made}.mp4`, bytes })).assetId
}

const key = (assetId: string, seen: string | null = null, locale = 'eu') => ({ assetId, locale, seen })
const set = (assetId: string, seen: string | null = null, source = SRT) =>
  setCaptions(world.db, world.iker, key(assetId, seen), source)
const markOf = async (assetId: string) => (await captionsOf(world.db, assetId))[0]?.mark ?? null

describe('the captions of a film', () => {
  test('are stored as WebVTT with the number of cues, and setting and removing them is in the audit log', async () => {
    const id = await film('draft')
    await set(id)
    expect(await captionsOf(world.db, id)).toMatchObject([{ locale: 'eu', cueCount: 1 }])
    await removeCaptions(world.db, world.iker, key(id, await markOf(id)))
    expect(await captionsOf(world.db, id)).toEqual([])
    const events = await listAuditEvents(world.db, { subject: id })
    expect(events.filter(({ type }) => type.includes('captions')).map(({ type, facts }) => [type, facts])).toEqual([
      ['asset.captions_removed', { locale: 'eu' }],
      ['asset.captions_set', { locale: 'eu', cues: 1 }],
    ])
  })

  test('are neither replaced nor removed in a state that was not seen, and nothing is recorded', async () => {
    const id = await film('draft')
    await set(id)
    const seen = await markOf(id)
    await set(id, seen, SRT.replace('Kaixo', 'Agur'))
    const changed = { code: 'asset.changed_meanwhile' }
    await expect(set(id)).rejects.toMatchObject(changed)
    await expect(set(id, seen)).rejects.toMatchObject(changed)
    await expect(removeCaptions(world.db, world.iker, key(id, seen))).rejects.toMatchObject(changed)
    await expect(removeCaptions(world.db, world.iker, key(id, 'x', 'es'))).rejects.toMatchObject(changed)
    expect(await listAuditEvents(world.db, { subject: id, type: 'asset.captions_set' })).toHaveLength(2)
  })

  test('of two people who add the same language at once, one succeeds', async () => {
    const id = await film('draft')
    const results = await Promise.allSettled([set(id), set(id)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('are listed in the order of languages of the product, then others', async () => {
    const id = await film('draft')
    for (const locale of ['zh-Hans', 'fr', 'ca', 'en'])
      await setCaptions(world.db, world.iker, key(id, null, locale), SRT)
    expect((await captionsOf(world.db, id)).map(({ locale }) => locale)).toEqual(['en', 'fr', 'ca', 'zh-Hans'])
  })

  test('are refused for a viewer, for a photograph, for an unknown asset, and when they cannot be read', async () => {
    const { assetId: photo } = await world.photo('draft')
    const id = await film('draft')
    await expect(setCaptions(world.db, world.nerea, key(id), SRT)).rejects.toMatchObject({ code: 'role.required' })
    await expect(removeCaptions(world.db, world.nerea, key(id))).rejects.toMatchObject({ code: 'role.required' })
    await expect(set(photo)).rejects.toMatchObject({ code: 'captions.not_a_film' })
    for (const unknown of ['x', newId()]) await expect(set(unknown)).rejects.toMatchObject({ code: 'asset.unknown' })
    await expect(set(id, null, 'x')).rejects.toMatchObject({ code: 'captions.unrecognised', facts: { line: 1 } })
    expect(await captionsOf(world.db, id)).toEqual([])
  })

  test('go with the asset when it is deleted for good', async () => {
    const id = await film('draft')
    await set(id)
    await world.pool.query('delete from asset where id = $1', [id])
    expect(await captionsOf(world.db, id)).toEqual([])
  })
})

describe('captions are sent', () => {
  const portalId = newId()
  const terms = { allows: 'preview', includesOriginalOnly: false, keepsMetadata: false } as const
  const visitor: Viewer = { kind: 'visitor', portalId, publishedAt: new Date(0), ...terms }
  const link = {
    ...({ kind: 'link', shareId: newId(), opensAt: null, expiresAt: null, revokedAt: null, ...terms } as const),
    ...{ creatorMayShare: true, unlocked: true },
  }
  const staff = ({ id: personId, name, role }: World['mara']): Viewer => ({ kind: 'staff', personId, name, role })

  beforeAll(async () => {
    const collectionId = newId()
    const theme = { theme: '{}', themeCss: '', themeHash: '', publishedAt: new Date(0) }
    await world.db
      .insertInto('portal')
      .values({ id: portalId, slug: 'films', ...theme })
      .execute()
    await world.db.insertInto('collection').values({ id: collectionId, slug: 'films' }).execute()
    await world.db.insertInto('portalCollection').values({ portalId, collectionId, position: 0 }).execute()
    const share = { title: 'L', tokenHash: sha256Hex(link.shareId), createdBy: world.mara.id, neverReason: 'a test' }
    await world.db
      .insertInto('share')
      .values({ id: link.shareId, collectionId, ...share })
      .execute()
  })

  const captioned = async (state?: 'draft') => {
    const assetId = await film(state)
    const { id: collectionId } = await world.db.selectFrom('collection').select('id').executeTakeFirstOrThrow()
    await world.db.insertInto('collectionAsset').values({ collectionId, assetId, position: made }).execute()
    await set(assetId)
    return assetId
  }
  const sent = async (viewer: Viewer, id: string, locale = 'eu') =>
    deliverCaptions({ db: world.db, viewer, now: await dbNow(world.db) }, id, locale).then(
      ({ vtt }) => vtt,
      (error) => error.facts?.reason ?? error.code,
    )

  test('of an approved film to visitors, to holders of a link and to staff, even where previews alone are allowed', async () => {
    const id = await captioned()
    for (const viewer of [visitor, link, staff(world.iker), staff(world.nerea)])
      expect(await sent(viewer, id), JSON.stringify(viewer)).toBe(VTT)
    expect(await sent(visitor, id, 'es')).toBe('captions.unknown')
    expect(await sent(visitor, newId())).toBe('asset.unknown')
    expect(await sent({ kind: 'nobody' }, id)).toBe('signed_out')
  })

  test.each<[string, () => Promise<[Viewer, string]>, string]>([
    ['a film that is not approved', async () => [visitor, await captioned('draft')], 'not_approved'],
    [
      'a draft, to staff who see approved ones only',
      async () => [staff(world.nerea), await captioned('draft')],
      'not_approved',
    ],
    ['a film under embargo', async () => [visitor, await withRights('embargo_until', '2099-01-01')], 'embargo'],
    ['a film whose licence has ended', async () => [link, await withRights('expires_at', '2001-01-01')], 'expired'],
    ['a film that is in no collection of the portal', async () => [visitor, await outside()], 'not_covered'],
    ['a film in the bin', async () => [visitor, await deleted()], 'deleted'],
    [
      'a portal that is closed',
      async () => [{ ...visitor, publishedAt: null } as Viewer, await captioned()],
      'portal_closed',
    ],
    ['a link that is locked', async () => [{ ...link, unlocked: false }, await captioned()], 'link_locked'],
    ['a link that was revoked', async () => [{ ...link, revokedAt: new Date(0) }, await captioned()], 'link_revoked'],
  ])('not of %s', async (_, world, reason) => {
    expect(await sent(...(await world()))).toBe(reason)
  })

  async function withRights(column: string, day: string): Promise<string> {
    const id = await captioned()
    await world.pool.query(`update asset_rights set ${column} = $1 where asset_id = $2`, [day, id])
    return id
  }
  async function outside(): Promise<string> {
    const id = await film()
    await set(id)
    return id
  }
  async function deleted(): Promise<string> {
    const id = await captioned()
    await world.pool.query('update asset set deleted_at = now() where id = $1', [id])
    return id
  }
})
