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

describe('the life of a version', () => {
  test('a submitted draft waits, is approved with a note, and its history names both people', async () => {
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
    ['an editor cannot approve', 'approve', 'iker', 'role.required'],
    ['an editor cannot ask for changes', 'ask_for_changes', 'iker', 'role.required'],
    ['a viewer cannot take it back', 'take_back', 'nerea', 'role.required'],
    ['what is in review cannot be submitted again', 'submit', 'iker', 'asset.changed_meanwhile'],
    ['what is in review cannot be withdrawn as if it were out', 'withdraw', 'mara', 'asset.changed_meanwhile'],
  ])('%s', async (_, name, who, code) => {
    const { assetId, versionId } = await world.photo('in_review')
    await expect(transition(world.db, world[who], assetId, { versionId, transition: name })).rejects.toMatchObject({
      code,
    })
  })

  test('of two decisions at the same moment one counts, and the other is refused', async () => {
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
  test('does not go out until it is approved; the old one does meanwhile', async () => {
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

  test('a decision about a version that has been overtaken is refused', async () => {
    const { assetId, versionId } = await world.photo('in_review')
    await world.takeInBytes(await world.jpeg(), 'newer.jpg', { targetAssetId: assetId })
    const decision = transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
    await expect(decision).rejects.toMatchObject({ code: 'asset.changed_meanwhile' })
  })

  test('withdrawing takes the asset out of circulation at once', async () => {
    const { assetId, versionId } = await world.photo('approved')
    await transition(world.db, world.mara, assetId, { versionId, transition: 'withdraw' })
    const [delivery] = await deliver(
      { db: world.db, viewer: nerea(), now: await dbNow(world.db) },
      [assetId],
      'original',
    )
    expect(delivery).toEqual({ outcome: 'refused', assetId, refused: 'not_approved' })
  })

  test('withdrawing does so while a newer version waits, and leaves that one where it is', async () => {
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

  test('a version that a newer one has replaced is not out, and cannot be withdrawn in its place', async () => {
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
