import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { deliver } from '~/domain/delivery/delivery.server'
import type { TransitionName } from '~/domain/review/review'
import { transition } from '~/domain/review/review.commands.server'
import { listWaiting, stepsOf } from '~/domain/review/review.queries.server'
import { dbNow } from '~/platform/db.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const nerea = () => ({ kind: 'staff' as const, personId: world.nerea.id, name: 'Nerea', role: 'viewer' as const })

describe('the review of a version', () => {
  test('lists a submitted draft, approves it with a note, and keeps both steps in its history', async () => {
    const { assetId, versionId } = await world.photo('draft')
    await transition(world.db, world.iker, assetId, { versionId, transition: 'submit', note: 'for the autumn kit' })
    expect((await listWaiting(world.db)).map((row) => row.assetId)).toContain(assetId)
    await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true, note: 'lovely' })
    const steps = await stepsOf(world.db, assetId)
    expect(steps.map(({ toState, note, byName }) => [toState, note, byName])).toEqual([
      ['approved', 'lovely', 'Mara'],
      ['in_review', 'for the autumn kit', 'Iker'],
    ])
    expect(await world.db.selectFrom('auditEvent').select('type').where('subjectId', '=', assetId).execute()).toEqual(
      expect.arrayContaining([{ type: 'asset.submitted' }, { type: 'asset.approved' }]),
    )
  })

  test.each<[string, TransitionName, 'iker' | 'mara' | 'nerea', string]>([
    ['refuses an approval by an editor', 'approve', 'iker', 'role.required'],
    ['refuses a request for changes by an editor', 'ask_for_changes', 'iker', 'role.required'],
    ['refuses a withdrawal from review by a viewer', 'take_back', 'nerea', 'role.required'],
    ['refuses to submit a version that is in review', 'submit', 'iker', 'asset.changed_meanwhile'],
    ['refuses to withdraw the approval of a version that is in review', 'withdraw', 'mara', 'asset.changed_meanwhile'],
  ])('%s', async (_, name, who, code) => {
    const { assetId, versionId } = await world.photo('in_review')
    await expect(transition(world.db, world[who], assetId, { versionId, transition: name })).rejects.toMatchObject({
      code,
    })
  })

  test('accepts one of two concurrent outcomes and refuses the other as changed meanwhile', async () => {
    const { assetId, versionId } = await world.photo('in_review')
    const decisions = await Promise.allSettled([
      transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true }),
      transition(world.db, world.mara, assetId, { versionId, transition: 'ask_for_changes', note: 'crop it' }),
    ])
    expect(decisions.map((decision) => decision.status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = decisions.find((decision) => decision.status === 'rejected')
    expect(refused).toMatchObject({ reason: { code: 'asset.changed_meanwhile' } })
    expect((await stepsOf(world.db, assetId)).length).toBe(2)
  })
})

describe('a new version of an approved asset', () => {
  test('is delivered only after its approval, the former one until then', async () => {
    const { assetId, versionId } = await world.photo('approved')
    const next = await world.takeInBytes(await world.jpeg(80, 60), 'retouched.jpg', { targetAssetId: assetId })
    if (next.outcome !== 'taken') throw new Error('not taken in')
    const sent = async () => {
      const [delivery] = await deliver(
        { db: world.db, viewer: nerea(), now: await dbNow(world.db) },
        [assetId],
        'original',
      )
      return delivery?.outcome === 'deliverable' ? delivery.deliverable.versionId : delivery
    }
    expect(await sent()).toBe(versionId)
    await transition(world.db, world.iker, assetId, { versionId: next.versionId, transition: 'submit' })
    expect(await sent()).toBe(versionId)
    await transition(world.db, world.mara, assetId, { versionId: next.versionId, transition: 'approve', unseen: true })
    expect(await sent()).toBe(next.versionId)
  })

  test('causes an approval of the former version to be refused', async () => {
    const { assetId, versionId } = await world.photo('in_review')
    await world.takeInBytes(await world.jpeg(), 'newer.jpg', { targetAssetId: assetId })
    const decision = transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
    await expect(decision).rejects.toMatchObject({ code: 'asset.changed_meanwhile' })
  })

  test('is not delivered any more once its approval is withdrawn', async () => {
    const { assetId, versionId } = await world.photo('approved')
    await transition(world.db, world.mara, assetId, { versionId, transition: 'withdraw' })
    const [delivery] = await deliver(
      { db: world.db, viewer: nerea(), now: await dbNow(world.db) },
      [assetId],
      'original',
    )
    expect(delivery).toEqual({ outcome: 'refused', assetId, refused: 'not_approved' })
  })

  test('stays in review when the approval of the former version is withdrawn', async () => {
    const { assetId, versionId } = await world.photo('approved')
    const next = await world.takeInBytes(await world.jpeg(90, 60), 'waiting.jpg', { targetAssetId: assetId })
    if (next.outcome !== 'taken') throw new Error('not taken in')
    await transition(world.db, world.iker, assetId, { versionId: next.versionId, transition: 'submit' })
    await transition(world.db, world.mara, assetId, { versionId, transition: 'withdraw' })
    const [delivery] = await deliver(
      { db: world.db, viewer: nerea(), now: await dbNow(world.db) },
      [assetId],
      'original',
    )
    expect(delivery).toEqual({ outcome: 'refused', assetId, refused: 'not_approved' })
    await transition(world.db, world.mara, assetId, { versionId: next.versionId, transition: 'approve', unseen: true })
  })

  test('once approved, prevents a withdrawal of the replaced version', async () => {
    const { assetId, versionId } = await world.photo('approved')
    const next = await world.takeInBytes(await world.jpeg(90, 66), 'replacing.jpg', { targetAssetId: assetId })
    if (next.outcome !== 'taken') throw new Error('not taken in')
    for (const [who, name] of [
      ['iker', 'submit'],
      ['mara', 'approve'],
    ] as const)
      await transition(world.db, world[who], assetId, { versionId: next.versionId, transition: name, unseen: true })
    const old = transition(world.db, world.mara, assetId, { versionId, transition: 'withdraw' })
    await expect(old).rejects.toMatchObject({ code: 'asset.changed_meanwhile' })
  })
})
