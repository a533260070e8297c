import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { deliver } from '~/domain/delivery/delivery.server'
import { ChangedShare, NewShare } from '~/domain/shares/share'
import { revealToken } from '~/domain/shares/share-address.commands.server'
import { requireOpen, viewerOfShare } from '~/domain/shares/share-visit.server'
import { changeShare, createShare, extendShare, revokeShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken, type ShareByToken } from '~/domain/shares/shares.queries.server'
import { unlockShare } from '~/domain/shares/unlock-share.commands.server'
import { dbNow } from '~/platform/db.server'

let world: World
let assetId: string
beforeAll(async () => {
  world = await openWorld()
  assetId = (await world.photo('approved')).assetId
})
afterAll(() => world.close())

const SECRET = 'a secret of thirty-two characters'
const terms = {
  title: 'Kit',
  zone: 'Europe/Madrid',
  allows: 'original',
  zipAllowed: true,
  expiresAt: '2099-01-01T18:00',
}
const now = () => dbNow(world.db)
async function make(more: Record<string, unknown> = {}) {
  const input = NewShare.parse({ ...terms, assets: [assetId], ...more })
  return createShare(world.db, world.mara, input, { locale: 'en', now: await now(), secret: SECRET })
}
const rowOf = (id: string) => world.db.selectFrom('share').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const original = async (token: string, unlocked = false) => {
  const viewer = viewerOfShare(await findShareByToken(world.db, token), unlocked)
  const [delivery] = await deliver({ db: world.db, viewer, now: await now() }, [assetId], 'original')
  return delivery?.outcome === 'refused' ? delivery.refused : 'sent'
}

describe('the token of a share', () => {
  test('has 128 bits, and the database contains only its hash and its sealed form', async () => {
    const { id, token } = await make()
    expect(token).toMatch(/^vt_[A-Za-z0-9_-]{22}$/)
    const row = await world.db.selectFrom('share').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(token)
    expect(await original(token)).toBe('sent')
  })

  test.each(['', 'vt_', 'vt_AAAAAAAAAAAAAAAAAAAAAA'])('is refused as unknown when it is %j', async (token) => {
    await expect(findShareByToken(world.db, token)).rejects.toMatchObject({ code: 'share.unknown' })
  })
})

describe('the address of a share', () => {
  const reveal = (id: string, by = world.mara, secret = SECRET) => revealToken(world.db, by, id, secret)

  test('is revealed to its creator and to managers, each time with an audit event', async () => {
    const { id, token } = await make()
    expect(await reveal(id)).toBe(token)
    const ownOfIker = await createShare(
      ...([
        world.db,
        world.iker,
        NewShare.parse({ ...terms, assets: [assetId] }),
        { locale: 'en', now: await now(), secret: SECRET },
      ] as const),
    )
    expect(await reveal(ownOfIker.id, world.iker)).toBe(ownOfIker.token)
    expect(await reveal(ownOfIker.id)).toBe(ownOfIker.token)
    const lines = await listAuditEvents(world.db, { subject: ownOfIker.id, type: 'share.address_copied' })
    expect(lines.map((line) => line.actorName).sort()).toEqual(['Iker', 'Mara'])
    expect(JSON.stringify(lines)).not.toContain(ownOfIker.token)
  })

  test('is not revealed to another editor, without an audit event', async () => {
    const { id } = await make()
    await expect(reveal(id, world.iker)).rejects.toMatchObject({ code: 'role.required' })
    expect(await listAuditEvents(world.db, { subject: id, type: 'share.address_copied' })).toEqual([])
  })

  test('is refused with the reason when it was not stored or was sealed with another secret or for another share', async () => {
    const [mine, other] = [await make(), await make()]
    await expect(reveal(mine.id, world.mara, 'another secret of many characters')).rejects.toMatchObject({
      code: 'share.address_unreadable',
    })
    const { tokenSealed } = await rowOf(other.id)
    await world.db.updateTable('share').set({ tokenSealed }).where('id', '=', mine.id).execute()
    await expect(reveal(mine.id)).rejects.toMatchObject({ code: 'share.address_unreadable' })
    await world.db.updateTable('share').set({ tokenSealed: null }).where('id', '=', mine.id).execute()
    await expect(reveal(mine.id)).rejects.toMatchObject({ code: 'share.address_not_kept' })
  })
})

test('four concurrent extensions of a share by 30 days add 120 days', async () => {
  const { id } = await make()
  const end = (await rowOf(id)).expiresAt!.getTime()
  const at = await now()
  const ends = await Promise.all([1, 2, 3, 4].map(() => extendShare({ db: world.db, by: world.mara, now: at }, id, 30)))
  const days = ends.map((each) => (each.getTime() - end) / 86_400_000).sort((a, b) => a - b)
  expect(days).toEqual([30, 60, 90, 120])
  expect((await rowOf(id)).expiresAt!.getTime()).toBe(end + 120 * 86_400_000)
})

test.each([
  ['web', true],
  ['original', false],
  ['preview', false],
])('a share that allows %s stores includesOriginalOnly: %s', async (allows, kept) => {
  const { id } = await make({ allows, includesOriginalOnly: true, keepsMetadata: true })
  expect(await rowOf(id)).toMatchObject({ includesOriginalOnly: kept, keepsMetadata: true })
  const [line] = await listAuditEvents(world.db, { subject: id, type: 'share.created' })
  expect(line!.facts).toMatchObject({ includesOriginalOnly: kept, keepsMetadata: true })
  await changeShare({ db: world.db, by: world.mara, now: await now() }, id, ChangedShare.parse({ ...terms, allows }))
  expect(await rowOf(id)).toMatchObject({ includesOriginalOnly: false, keepsMetadata: false })
})

describe('the delivery of a share', () => {
  test('is refused at once and permanently after it is revoked', async () => {
    const { id, token } = await make()
    await revokeShare(world.db, world.mara, id)
    expect(await original(token)).toBe('link_revoked')
    const held = await findShareByToken(world.db, token)
    const at = await now()
    expect(() => requireOpen(held, at)).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ reason: 'link_revoked' }) }),
    )
    await expect(extendShare({ db: world.db, by: world.mara, now: await now() }, id, 30)).rejects.toMatchObject({
      code: 'share.revoked_stays',
    })
  })

  test('is refused after it has expired, until it is extended', async () => {
    const { id, token } = await make()
    await world.db
      .updateTable('share')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('id', '=', id)
      .execute()
    expect(await original(token)).toBe('link_expired')
    await extendShare({ db: world.db, by: world.mara, now: await now() }, id, 30)
    expect(await original(token)).toBe('sent')
  })

  test('is refused before it opens', async () => {
    const { token } = await make({ opensAt: '2098-01-01T00:00' })
    expect(await original(token)).toBe('link_not_yet')
  })

  test('of originals is refused when it allows web only', async () => {
    const { token } = await make({ allows: 'web' })
    expect(await original(token)).toBe('rendition')
  })

  test('is refused while its creator lacks the right to share', async () => {
    const { token } = await make()
    await world.db.updateTable('person').set({ role: 'viewer' }).where('id', '=', world.mara.id).execute()
    expect(await original(token)).toBe('link_owner')
    await world.db.updateTable('person').set({ role: 'manager' }).where('id', '=', world.mara.id).execute()
    expect(await original(token)).toBe('sent')
  })
})

const guess = (held: ShareByToken, password: string, by = { network: '192.0.2.0/24' }) =>
  unlockShare(world.db, held, password, by)

describe('the password of a share', () => {
  test('is recorded in the audit log when set and removed, without its text', async () => {
    const { id } = await make({ password: 'larrun-905' })
    const change = async (more: Record<string, unknown>) =>
      changeShare({ db: world.db, by: world.mara, now: await now() }, id, ChangedShare.parse({ ...terms, ...more }))
    await change({ password: 'larrun-906' })
    await change({})
    await change({ removePassword: true })
    const lines = await listAuditEvents(world.db, { subject: id })
    expect(lines.map(({ facts }) => facts.password).reverse()).toEqual(['set', 'set', undefined, 'removed'])
    expect(JSON.stringify(lines)).not.toContain('larrun')
  })

  test('is required for delivery, and wrong ones are throttled after five', async () => {
    const { token } = await make({ password: 'larrun-905' })
    expect(await original(token)).toBe('link_locked')
    expect(await original(token, true)).toBe('sent')
    const held = await findShareByToken(world.db, token)
    await expect(guess(held, 'larrun-905')).resolves.toBeUndefined()
    for (let n = 0; n < 5; n++)
      await expect(guess(held, 'wrong')).rejects.toMatchObject({ facts: { field: 'password' } })
    await expect(guess(held, 'wrong')).rejects.toMatchObject({ code: 'unlock.refused', facts: { seconds: 1 } })
    await expect(guess(held, 'larrun-905')).rejects.toMatchObject({ code: 'throttled' })
  })

  test('is accepted from another network and from a known browser while one network is throttled', async () => {
    const { token } = await make({ password: 'larrun-905' })
    const held = await findShareByToken(world.db, token)
    for (let n = 0; n < 6; n++) await expect(guess(held, 'wrong')).rejects.toMatchObject({ code: 'unlock.refused' })
    await expect(guess(held, 'larrun-905')).rejects.toMatchObject({ code: 'throttled' })
    await expect(guess(held, 'larrun-905', { network: '198.51.100.0/24' })).resolves.toBeUndefined()
    const known = { network: '192.0.2.0/24', deviceId: 'a browser' }
    await expect(guess(held, 'larrun-905', known)).resolves.toBeUndefined()
  })

  test('is checked at most 60 times for 300 concurrent guesses from 100 networks', async () => {
    const { token } = await make({ password: 'larrun-905' })
    const held = await findShareByToken(world.db, token)
    const guesses = await Promise.allSettled(
      Array.from({ length: 300 }, (_, n) => guess(held, 'wrong', { network: `203.0.${n % 100}.0/24` })),
    )
    const codes = guesses.map((each) => each.status === 'rejected' && each.reason.code)
    const weighed = codes.filter((code) => code === 'unlock.refused').length
    expect(weighed).toBeGreaterThan(50)
    expect(weighed).toBeLessThanOrEqual(60)
    expect(codes.filter((code) => code === 'throttled')).toHaveLength(300 - weighed)
    const known = { network: '203.0.1.0/24', deviceId: 'a browser' }
    await expect(guess(held, 'larrun-905', known)).resolves.toBeUndefined()
  })
})

test.each([
  ['with an end in the past', { expiresAt: '2001-01-01T00:00' }, 'share.ends_in_the_past'],
  ['with neither end nor reason', { expiresAt: undefined }, 'share.end_or_reason'],
  ['that opens after its end', { opensAt: '2099-06-01T00:00' }, 'share.opens_after_end'],
  ['without assets', { assets: [] }, 'share.nothing'],
])('a share %s is refused', async (_, more, code) => {
  await expect(make(more)).rejects.toMatchObject({ code })
})
