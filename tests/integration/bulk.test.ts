import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { openWorld, type World } from '#tests/support/world'
import { dispatchEvents } from '~/domain/audit/dispatch-events.jobs.server'
import { EventsOfAnAct } from '~/domain/audit/events.server'
import { BulkAct } from '~/domain/bulk/bulk'
import { actOnSelection } from '~/domain/bulk/bulk.commands.server'
import { dispatchEventsJob } from '~/domain/events/dispatch-events.jobs.server'
import type { Person } from '~/domain/identity/person'
import { sendReviewLetter } from '~/domain/notifications/review-letter.jobs.server'
import { reviewOutcome } from '~/domain/notifications/review-outcome.subscriber.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { findRights } from '~/domain/rights/rights.queries.server'
import { newId } from '~/platform/ids.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const act = (who: Person, input: z.input<typeof BulkAct>) => {
  const viewer = { kind: 'staff' as const, personId: who.id, name: who.name, role: who.role }
  return actOnSelection(world.db, { person: who, viewer }, BulkAct.parse(input), 'en')
}
const photos = async (state: 'draft' | 'in_review', count: number) => {
  const made = []
  for (let n = 0; n < count; n++) made.push((await world.photo(state)).assetId)
  return made
}
/** A draft whose file has no metadata. */
const undescribed = async () => {
  const taken = await world.takeInBytes(await world.jpeg(), 'IMG_0001.jpg')
  if (taken.outcome !== 'taken') throw new Error('not taken in')
  return taken.assetId
}
const stateOf = async (id: string) => {
  const row = world.db.selectFrom('asset').innerJoin('assetVersion as v', 'v.id', 'asset.currentVersionId')
  return (await row.select('v.state').where('asset.id', '=', id).executeTakeFirstOrThrow()).state
}

describe('a bulk submission', () => {
  test('submits the assets that are ready and reports the others with what they lack', async () => {
    const [ready, bare, waiting] = [await photos('draft', 3), await undescribed(), await photos('in_review', 1)]
    const gone = newId()
    const report = await act(world.iker, { act: 'submit', assets: [...ready, bare, ...waiting, gone].join() })
    expect(report.done).toEqual(ready)
    expect(report.refused).toEqual(
      expect.arrayContaining([
        {
          ...{ code: 'review.not_ready', missing: ['alt_text', 'credit'], ids: [bare] },
          named: [{ id: bare, title: 'IMG 0001' }],
        },
        expect.objectContaining({ code: 'review.not_a_draft', ids: waiting }),
        { code: 'asset.unknown', missing: [], ids: [gone], named: [] },
      ]),
    )
    for (const id of ready) expect(await stateOf(id)).toBe('in_review')
    const events = await world.db
      .selectFrom('auditEvent')
      .select('subjectId')
      .where('type', '=', 'asset.submitted')
      .where('subjectId', 'in', ready)
      .execute()
    expect(events.length).toBe(3)
  })

  test('can be undone by withdrawing the same assets from review', async () => {
    const ids = await photos('draft', 2)
    const { done } = await act(world.iker, { act: 'submit', assets: ids.join() })
    expect((await act(world.iker, { act: 'take_back', assets: done.join() })).done).toEqual(ids)
    for (const id of ids) expect(await stateOf(id)).toBe('draft')
  })

  test('of 131 assets, one of them not ready, submits the other 130 across several transactions', async () => {
    const ids = await photos('draft', 130)
    const bare = await undescribed()
    const report = await act(world.iker, {
      act: 'submit',
      assets: [...ids.slice(0, 110), bare, ...ids.slice(110)].join(),
    })
    expect(report.done.length).toBe(130)
    expect(report.refused.map((group) => group.ids)).toEqual([[bare]])
  })

  test('by two people at the same time submits each asset once', async () => {
    const ids = await photos('draft', 20)
    const reports = await Promise.all([
      act(world.iker, { act: 'submit', assets: ids.join() }),
      act(world.mara, { act: 'submit', assets: [...ids].reverse().join() }),
    ])
    expect(reports.flatMap((report) => report.done).sort()).toEqual([...ids].sort())
  })
})

describe('a bulk approval', () => {
  test('requires a confirmation for files without preview', async () => {
    const unseen = await photos('in_review', 2)
    const seen = await world.photo('in_review')
    await world.renderings(seen.versionId)
    const assets = [...unseen, seen.assetId].join()
    const report = await act(world.mara, { act: 'approve', assets })
    expect(report.done).toEqual([seen.assetId])
    expect(report.refused).toMatchObject([{ code: 'review.unseen', ids: unseen }])
    const confirmed = await act(world.mara, { act: 'approve', assets: unseen.join(), unseen: true })
    expect(confirmed.done).toEqual(unseen)
  })

  test('refuses an asset that lost its credit after its submission', async () => {
    const { assetId } = await world.photo('in_review')
    await setRights(world.db, world.iker, assetId, { embargoZone: 'UTC', expiresZone: 'UTC' })
    const report = await act(world.mara, { act: 'approve', assets: assetId, unseen: true })
    expect(report.refused).toMatchObject([{ code: 'review.not_ready', missing: ['credit'] }])
    expect(await stateOf(assetId)).toBe('in_review')
  })

  test('queues one mail per submitter for any number of files', async () => {
    const ids = await photos('in_review', 7)
    const before = (await world.queued(dispatchEvents.name)).length
    await act(world.mara, { act: 'approve', assets: ids.join(), unseen: true })
    const dispatched = (await world.queued(dispatchEvents.name)).slice(before)
    expect(dispatched).toEqual([{ eventIds: expect.objectContaining({ length: 7 }) }])
    await dispatchEventsJob.run(EventsOfAnAct.parse(dispatched[0]), world)
    const [delivered] = await world.queued(reviewOutcome.name)
    await reviewOutcome.run(EventsOfAnAct.parse(delivered), world)
    expect(await world.queued(sendReviewLetter.name)).toEqual([{ stepId: expect.any(Number), others: 6 }])
  })

  test('is refused as a whole to an editor', async () => {
    const ids = await photos('in_review', 1)
    const refused = act(world.iker, { act: 'approve', assets: ids.join(), unseen: true })
    await expect(refused).rejects.toMatchObject({ code: 'role.required' })
  })
})

describe('a bulk change of rights', () => {
  test('sets the named fields, clears empty ones among them and keeps the others', async () => {
    const [a] = await photos('draft', 1)
    const zones = { embargoZone: 'UTC', expiresZone: 'UTC' }
    const terms = { creator: 'Ane', creditLine: 'Old credit', licenceName: 'CC BY 4.0', ...zones }
    await setRights(world.db, world.iker, a!, terms)
    const fields = ['creditLine' as const, 'licence' as const]
    await act(world.iker, { act: 'rights', assets: a!, fields, creditLine: 'New credit', creator: 'ignored' })
    expect(await findRights(world.db, a!)).toMatchObject({
      creator: 'Ane',
      creditLine: 'New credit',
      licenceName: null,
    })
  })

  test('refuses only the assets whose embargo would end after their licence', async () => {
    const [free, bound] = (await photos('draft', 2)) as [string, string]
    const zones = { embargoZone: 'UTC', expiresZone: 'UTC' }
    await setRights(world.db, world.iker, bound, { expiresAt: '2097-01-01T00:00', ...zones })
    const embargo = { embargoUntil: '2098-01-01T00:00', embargoZone: 'Europe/Madrid' }
    const report = await act(world.iker, { act: 'rights', assets: `${free},${bound}`, fields: ['embargo'], ...embargo })
    expect(report.done).toEqual([free])
    expect(report.refused).toMatchObject([{ code: 'rights.window', ids: [bound] }])
    expect((await findRights(world.db, free))?.embargoUntil?.toISOString()).toBe('2097-12-31T23:00:00.000Z')
    expect((await findRights(world.db, bound))?.embargoUntil).toBeNull()
  })

  test('queues a rewrite of the renditions of each asset whose credit changed, and none otherwise', async () => {
    const ids = await photos('draft', 3)
    const keys = async () => {
      const { rows } = await world.pool.query<{ key: string }>(
        'select key from graphile_worker.jobs where key is not null',
      )
      return rows.map((row) => row.key).filter((key) => ids.some((id) => key === `credit:${id}`))
    }
    await world.pool.query("select graphile_worker.remove_job(key) from graphile_worker.jobs where key like 'credit:%'")
    await act(world.iker, { act: 'rights', assets: ids.join(), fields: ['licence'], licenceName: 'CC BY 4.0' })
    expect(await keys()).toEqual([])
    await act(world.iker, { act: 'rights', assets: ids.join(), fields: ['creditLine'], creditLine: 'A newer credit' })
    expect((await keys()).sort()).toEqual(ids.map((id) => `credit:${id}`).sort())
  })

  test('requires at least one field', () => {
    const assets = newId()
    expect(BulkAct.safeParse({ act: 'rights', assets, fields: [] }).success).toBe(false)
  })
})

test('a bulk action accepts at most 5,000 assets and removes duplicates', () => {
  const ids = Array.from({ length: 5000 }, newId)
  expect(BulkAct.safeParse({ act: 'submit', assets: [...ids, ids[0]].join() }).error?.issues[0]?.code).toBe('too_big')
  expect(BulkAct.parse({ act: 'submit', assets: ids.join() }).assets.length).toBe(5000)
  const [first, second] = ids as [string, string]
  expect(BulkAct.parse({ act: 'submit', assets: [first, second, first].join() }).assets).toEqual([first, second])
})

test('submitting a single asset names the missing fields, approving it requires a confirmation without preview', async () => {
  const assetId = await undescribed()
  const { currentVersionId: versionId } = await world.db
    .selectFrom('asset')
    .select('currentVersionId')
    .where('id', '=', assetId)
    .executeTakeFirstOrThrow()
  const step = (who: Person, name: 'submit' | 'approve', unseen?: boolean) =>
    transition(world.db, who, assetId, { versionId, transition: name, unseen })
  const missing = ['alt_text', 'credit']
  await expect(step(world.iker, 'submit')).rejects.toMatchObject({ code: 'review.not_ready', facts: { missing } })
  await world.describe(assetId, 'Described')
  await step(world.iker, 'submit')
  await expect(step(world.mara, 'approve')).rejects.toMatchObject({ code: 'review.unseen' })
  await step(world.mara, 'approve', true)
  expect(await stateOf(assetId)).toBe('approved')
})
