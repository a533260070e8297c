import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { deliver } from '~/domain/access/delivery.server'
import { listAuditEvents } from '~/domain/audit/audit-log.server'
import { openThrottle } from '~/domain/identity/throttle.server'
import { holderOf, holdShare, requireOpen, unlockShare } from '~/domain/shares/open-share.server'
import { ChangedShare, NewShare } from '~/domain/shares/share'
import { changeShare, createShare, extendShare, revokeShare } from '~/domain/shares/shares.server'
import { dbNow } from '~/platform/db.server'

let world: World
let assetId: string
beforeAll(async () => {
  world = await openWorld()
  assetId = (await world.photo('approved')).assetId
})
afterAll(() => world.close())

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
  return createShare(world.db, world.mara, input, 'en', await now())
}
const original = async (token: string, unlocked = false) => {
  const viewer = holderOf(await holdShare(world.db, token), unlocked)
  const [delivery] = await deliver(world.db, viewer, [assetId], 'original', await now())
  return delivery && 'refused' in delivery ? delivery.refused : 'sent'
}

describe('the secret', () => {
  test('is 128 bits, and the database holds its hash alone', async () => {
    const { id, token } = await make()
    expect(token).toMatch(/^vt_[A-Za-z0-9_-]{22}$/)
    const row = await world.db.selectFrom('share').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(token)
    expect(await original(token)).toBe('sent')
  })

  test.each(['', 'vt_', 'vt_AAAAAAAAAAAAAAAAAAAAAA'])('%j opens nothing', async (token) => {
    await expect(holdShare(world.db, token)).rejects.toMatchObject({ code: 'share.unknown' })
  })
})

describe('the state of a link decides every byte', () => {
  test('revoked: closed and refused, at once and for good', async () => {
    const { id, token } = await make()
    await revokeShare(world.db, world.mara, id)
    expect(await original(token)).toBe('link_revoked')
    const held = await holdShare(world.db, token)
    const at = await now()
    expect(() => requireOpen(held, at)).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ reason: 'link_revoked' }) }),
    )
    await expect(extendShare(world.db, world.mara, id, 30, await now())).rejects.toMatchObject({
      code: 'share.revoked_stays',
    })
  })

  test('expired: refused, and open again after it is extended', async () => {
    const { id, token } = await make()
    await world.db
      .updateTable('share')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('id', '=', id)
      .execute()
    expect(await original(token)).toBe('link_expired')
    await extendShare(world.db, world.mara, id, 30, await now())
    expect(await original(token)).toBe('sent')
  })

  test('not yet open: refused until then', async () => {
    const { token } = await make({ opensAt: '2098-01-01T00:00' })
    expect(await original(token)).toBe('link_not_yet')
  })

  test('web sizes only: the original is refused by its own reason', async () => {
    const { token } = await make({ allows: 'web' })
    expect(await original(token)).toBe('rendition')
  })

  test('its maker lost the right to share: refused', async () => {
    const { token } = await make()
    await world.db.updateTable('person').set({ role: 'viewer' }).where('id', '=', world.mara.id).execute()
    expect(await original(token)).toBe('link_owner')
    await world.db.updateTable('person').set({ role: 'manager' }).where('id', '=', world.mara.id).execute()
    expect(await original(token)).toBe('sent')
  })
})

describe('the password', () => {
  test('is in the trail when it is set and when it is taken off, though never what it was', async () => {
    const { id } = await make({ password: 'larrun-905' })
    const change = async (more: Record<string, unknown>) =>
      changeShare(world.db, world.mara, id, ChangedShare.parse({ ...terms, ...more }), await now())
    await change({ password: 'larrun-906' })
    await change({})
    await change({ removePassword: true })
    const lines = await listAuditEvents(world.db, { subject: id })
    expect(lines.map(({ facts }) => facts.password).reverse()).toEqual(['set', 'set', undefined, 'removed'])
    expect(JSON.stringify(lines)).not.toContain('larrun')
  })

  test('locks every byte until it is given, and wrong ones run out', async () => {
    const { token } = await make({ password: 'larrun-905' })
    expect(await original(token)).toBe('link_locked')
    expect(await original(token, true)).toBe('sent')
    const byLink = openThrottle(world.pool, 'test_link', 60, 60)
    const byNetwork = openThrottle(world.pool, 'test_network', 3, 60)
    const held = await holdShare(world.db, token)
    const guess = (password: string) => unlockShare(world.db, { byLink, byNetwork }, held, password, '192.0.2.0/24')
    await expect(guess('larrun-905')).resolves.toBeUndefined()
    for (let n = 0; n < 3; n++) await expect(guess('wrong')).rejects.toMatchObject({ code: 'unlock.refused' })
    await expect(guess('larrun-905')).rejects.toMatchObject({ code: 'throttled' })
  })

  test('is guessed no more often by many at once, from one network or from many', async () => {
    const { token } = await make({ password: 'larrun-905' })
    const held = await holdShare(world.db, token)
    const byLink = openThrottle(world.pool, 'test_link_at_once', 6, 60)
    const byNetwork = openThrottle(world.pool, 'test_network_at_once', 4, 60)
    const guess = (n: number) => unlockShare(world.db, { byLink, byNetwork }, held, 'wrong', `192.0.${n % 2}.0/24`)
    const guesses = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => guess(n)))
    const codes = guesses.map((each) => each.status === 'rejected' && each.reason.code)
    expect(codes.sort()).toEqual([...Array(14).fill('throttled'), ...Array(6).fill('unlock.refused')])
  })
})

test.each([
  ['an end in the past', { expiresAt: '2001-01-01T00:00' }, 'share.ends_in_the_past'],
  ['neither end nor reason', { expiresAt: undefined }, 'share.end_or_reason'],
  ['opening after the end', { opensAt: '2099-06-01T00:00' }, 'share.opens_after_end'],
  ['nothing to share', { assets: [] }, 'share.nothing'],
])('%s is refused', async (_, more, code) => {
  await expect(make(more)).rejects.toMatchObject({ code })
})
