import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { refreshRenditions } from '~/domain/renditions/refresh-renditions.jobs.server'
import { RightsInput } from '~/domain/rights/rights'
import { setRights } from '~/domain/rights/rights.commands.server'
import { PRESETS } from '~/platform/images/presets'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.runJobs()
})

const refresh = () => refreshRenditions.run({ looks: true }, world)
/** Versions with queued renditions, in the order in which a worker takes them. */
async function asked(): Promise<string[]> {
  const { rows } = await world.pool.query(
    `select substring(key from 12) as id from graphile_worker.jobs
     where task_identifier = 'make_renditions' order by priority, run_at, id`,
  )
  return rows.map((row) => row.id)
}
const presetsOf = async (versionId: string) => {
  const rows = await world.db
    .selectFrom('rendition')
    .select('preset')
    .where('versionId', '=', versionId)
    .where('state', '=', 'made')
    .orderBy('preset')
    .execute()
  return rows.map((row) => row.preset)
}

test('refreshRenditions queues nothing for complete versions, for credits in any script', async () => {
  for (const creator of ['Iñaki Ibáñez', '日本 "I<3"', "O'Hara \\ 50 %"]) {
    const { assetId } = await world.photo()
    await setRights(world.db, world.iker, assetId, RightsInput.parse({ creator, copyrightNotice: `© ${creator}` }))
  }
  await world.runJobs()
  await refresh()
  expect(await asked()).toEqual([])
})

test('refreshRenditions queues versions that lack a preset, have another recipe hash or none', async () => {
  const [lacking, outdated, old] = [await world.photo(), await world.photo(), await world.photo()]
  await world.runJobs()
  await world.db
    .deleteFrom('rendition')
    .where('versionId', '=', lacking.versionId)
    .where('preset', '=', 'small')
    .execute()
  const of = (versionId: string, recipe: string | null) =>
    world.db.updateTable('rendition').set({ recipe }).where('versionId', '=', versionId)
  await of(outdated.versionId, '00000000-00000000').where('preset', '=', 'thumb').execute()
  await of(old.versionId, null).execute()
  await refresh()
  expect((await asked()).sort()).toEqual([lacking, outdated, old].map(({ versionId }) => versionId).sort())
  await world.runJobs()
  expect(await presetsOf(lacking.versionId)).toEqual(['clean', ...Object.keys(PRESETS)].sort())
  await refresh()
  expect(await asked()).toEqual([])
})

test('refreshRenditions queues each version once, approved ones first, behind new uploads', async () => {
  const approved = await world.photo('approved')
  const draft = await world.photo('draft')
  await world.runJobs()
  await world.db.updateTable('rendition').set({ recipe: null }).execute()
  const fresh = await world.photo('draft')
  await refresh()
  await refresh()
  const order = await asked()
  expect(new Set(order).size).toBe(order.length)
  expect(order[0]).toBe(fresh.versionId)
  expect(order.indexOf(approved.versionId)).toBeLessThan(order.indexOf(draft.versionId))
  expect(order.indexOf(approved.versionId)).toBeGreaterThan(0)
})

test('refreshRenditions does not queue files that cannot be rendered', async () => {
  const text = await world.takeInBytes(Buffer.from('only words, no picture at all'), 'notes.txt')
  if (text.outcome !== 'taken') throw new Error('not taken in')
  await world.runJobs()
  await world.db
    .updateTable('rendition')
    .set({ state: 'failed', reason: 'unreadable' })
    .where('versionId', '=', text.versionId)
    .execute()
  await refresh()
  expect(await asked()).toEqual([])
})
