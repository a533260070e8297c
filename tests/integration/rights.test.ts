import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { renewCredit } from '~/domain/metadata/renew-credit.jobs.server'
import { RightsInput } from '~/domain/rights/rights'
import { setRights, stateRights } from '~/domain/rights/rights.commands.server'
import { findRights } from '~/domain/rights/rights.queries.server'
import { inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const set = (assetId: string, input: Record<string, string>) =>
  setRights(world.db, world.iker, assetId, RightsInput.parse(input))

test('an embargo and an expiry are stored as instants of their zones, through a change of clock as well', async () => {
  const { assetId } = await world.photo('draft')
  await set(assetId, {
    ...{ embargoUntil: '2098-03-30T02:30', embargoZone: 'Europe/Madrid' }, // on a day without 02:30
    ...{ expiresAt: '2099-01-15T09:00', expiresZone: 'Asia/Kolkata' },
  })
  const rights = await findRights(world.db, assetId)
  expect(rights?.embargoZone).toBe('Europe/Madrid')
  expect(rights?.embargoUntil?.toISOString()).toBe('2098-03-30T01:30:00.000Z')
  expect(rights?.expiresAt?.toISOString()).toBe('2099-01-15T03:30:00.000Z')
})

test('setting rights replaces all of them: a field that is left out is cleared', async () => {
  const { assetId } = await world.photo('draft')
  await set(assetId, { creator: 'Ane', licenceName: 'CC BY 4.0', expiresAt: '2099-01-01T00:00' })
  await set(assetId, { creator: 'Ane' })
  expect(await findRights(world.db, assetId)).toMatchObject({ creator: 'Ane', licenceName: null, expiresAt: null })
})

test('an embargo that ends with the licence or after it is refused next to its field, and nothing is changed', async () => {
  const { assetId } = await world.photo('draft')
  await set(assetId, { creator: 'Ane' })
  const same = { embargoUntil: '2099-01-01T00:00', expiresAt: '2099-01-01T00:00' }
  await expect(set(assetId, { creator: 'Somebody', ...same })).rejects.toMatchObject({
    code: 'rights.window',
    facts: { field: 'embargoUntil' },
  })
  expect(await findRights(world.db, assetId)).toMatchObject({ creator: 'Ane', embargoUntil: null })
})

test.each([
  ['an id that is none', 'x'],
  ['an id that was never used', newId()],
])('setting rights of %s throws asset.unknown', async (_, id) => {
  await expect(set(id, { creator: 'Ane' })).rejects.toMatchObject({ code: 'asset.unknown' })
})

test('rights stated by a file fill an asset without rights and never replace those that people set', async () => {
  const { assetId } = await world.photo('draft')
  await set(assetId, { creator: 'Ane' })
  await inTransaction(world.db, (trx) => stateRights(trx, assetId, { creator: 'A camera' }))
  expect((await findRights(world.db, assetId))?.creator).toBe('Ane')
})

test('a change of rights is one audit event with its dates, and enqueues new renditions only for a new credit', async () => {
  const { assetId } = await world.photo('draft')
  const renewals = async () =>
    (await world.queued(renewCredit.name)).filter((payload) => JSON.stringify(payload).includes(assetId)).length
  await set(assetId, {})
  await world.pool.query('select graphile_worker.remove_job($1)', [`credit:${assetId}`])
  const licence = { licenceName: 'CC BY 4.0', expiresAt: '2099-01-01T00:00' }
  await set(assetId, licence)
  expect(await renewals()).toBe(0)
  await set(assetId, { ...licence, creditLine: 'Argazki Press' })
  expect(await renewals()).toBe(1)
  const { rows } = await world.pool.query<{ facts: { expiresAt: string | null } }>(
    "select facts from audit_event where type = 'asset.rights_changed' and subject_id = $1 order by id",
    [assetId],
  )
  expect(rows.map(({ facts }) => facts.expiresAt).slice(-3)).toEqual([
    null,
    '2099-01-01T00:00:00.000Z',
    '2099-01-01T00:00:00.000Z',
  ])
})
