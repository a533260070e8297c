import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { actOnSelection } from '~/domain/bulk/bulk.commands.server'
import type { Person } from '~/domain/identity/person'
import { transition } from '~/domain/review/review.commands.server'
import type { ReviewTemplateInput } from '~/domain/review/review-template'
import {
  allowOwnFiles,
  changeReviewTemplate,
  createReviewTemplate,
  moveReviewTemplate,
  removeReviewTemplate,
} from '~/domain/review/review-templates.commands.server'
import { listReviewTemplates } from '~/domain/review/review-templates.queries.server'
import { reviewOf } from '~/domain/review/rounds.queries.server'

let world: World
let [jon, root]: Person[] = []
beforeAll(async () => {
  world = await openWorld()
  jon = await addPerson('jon', 'manager')
  root = await addPerson('root', 'admin')
})
afterAll(() => world.close())
afterEach(async () => {
  await world.db.deleteFrom('reviewTemplate').where('isBuiltIn', '=', false).execute()
  await world.db.updateTable('reviewTemplate').set({ allowsOwn: false }).execute()
  await world.db.updateTable('person').set({ disabledAt: null }).execute()
})

async function addPerson(name: string, role: 'manager' | 'admin'): Promise<Person> {
  const email = `${name}@mendialde.example`
  const id = randomUUID()
  await world.db
    .insertInto('person')
    .values({ id, email, name, role, passwordHash: null, locale: null, disabledAt: null })
    .execute()
  return { id, email, name, role }
}

const stage = (given: Partial<ReviewTemplateInput['stages'][number]> = {}) => ({
  ...{ atOnce: false, voters: 'manager' as const, people: [], quorum: 1, dueDays: undefined },
  ...given,
})
const template = (given: Partial<ReviewTemplateInput> = {}): ReviewTemplateInput => ({
  ...{ name: 'Press', kinds: [], allowsOwn: false, showsVotes: true, stages: [stage()] },
  ...given,
})
const create = (given: Partial<ReviewTemplateInput>) => createReviewTemplate(world.db, root!, template(given))
const approve = (by: Person | undefined, { assetId, versionId }: { assetId: string; versionId: string }) =>
  transition(world.db, by!, assetId, { versionId, transition: 'approve', unseen: true, note: 'fine' })
const states = async (versionId: string) =>
  (await reviewOf(world.db, versionId, world.mara.id))?.stages.map(({ state }) => state)
const eventsOf = async (assetId: string) => {
  const rows = await world.db
    .selectFrom('auditEvent')
    .select('type')
    .where('subjectId', '=', assetId)
    .orderBy('id')
    .execute()
  return rows.map(({ type }) => type).filter((type) => /voted|approved|changes_asked/.test(type))
}

describe('own files', () => {
  test('are approved by somebody else, until an administrator allows it', async () => {
    const photo = await world.photo('draft')
    await transition(world.db, world.mara, photo.assetId, { versionId: photo.versionId, transition: 'submit' })
    await expect(approve(world.mara, photo)).rejects.toMatchObject({ code: 'review.own_file' })
    await expect(allowOwnFiles(world.db, world.mara, true)).rejects.toMatchObject({ code: 'role.required' })
    await allowOwnFiles(world.db, root!, true)
    expect(await approve(world.mara, photo)).toBe('approve')
  })

  test('a person who brought what another submitted does not approve it', async () => {
    const photo = await world.photo('in_review')
    await world.db
      .updateTable('assetVersion')
      .set({ createdBy: world.mara.id })
      .where('id', '=', photo.versionId)
      .execute()
    await expect(approve(world.mara, photo)).rejects.toMatchObject({ code: 'review.own_file' })
    expect(await approve(jon, photo)).toBe('approve')
  })
})

describe('a review by a template', () => {
  test('goes from stage to stage and approves with the last one', async () => {
    await create({ stages: [stage({ quorum: 2 }), stage({ voters: 'admin', dueDays: 2 })] })
    const photo = await world.photo('in_review')
    expect(await states(photo.versionId)).toEqual(['open', 'waiting'])
    expect(await approve(world.mara, photo)).toBe('voted')
    await expect(approve(world.mara, photo)).rejects.toMatchObject({ code: 'review.voted' })
    expect(await approve(jon, photo)).toBe('voted')
    expect(await states(photo.versionId)).toEqual(['done', 'open'])
    await expect(approve(jon, photo)).rejects.toMatchObject({ code: 'review.not_asked' })
    expect(await approve(root, photo)).toBe('approve')
    expect(await eventsOf(photo.assetId)).toEqual(['review.voted', 'review.voted', 'asset.approved'])
    expect(await states(photo.versionId)).toBeUndefined()
  })

  test('ends with a request for changes, and begins anew without the former votes', async () => {
    await create({ stages: [stage({ quorum: 2 })] })
    const photo = await world.photo('in_review')
    await approve(world.mara, photo)
    const { assetId, versionId } = photo
    await transition(world.db, jon!, assetId, { versionId, transition: 'ask_for_changes', note: 'crop it' })
    await transition(world.db, world.iker, assetId, { versionId, transition: 'submit' })
    expect((await reviewOf(world.db, versionId, world.mara.id))?.stages[0]).toMatchObject({ count: 0, votes: [] })
  })

  test('two last votes at once approve once', async () => {
    await create({ stages: [stage({ quorum: 2 })] })
    const photo = await world.photo('in_review')
    const results = await Promise.all([approve(world.mara, photo), approve(jon, photo)])
    expect(results.sort()).toEqual(['approve', 'voted'])
    expect(await eventsOf(photo.assetId)).toEqual(['review.voted', 'asset.approved'])
  })

  test('one more vote at once than needed is refused', async () => {
    const photo = await world.photo('in_review')
    const results = await Promise.allSettled([approve(world.mara, photo), approve(jon, photo), approve(root, photo)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await eventsOf(photo.assetId)).toEqual(['asset.approved'])
  })

  test('keeps its stages when the template is changed or removed', async () => {
    const id = await create({ stages: [stage({ quorum: 2 })] })
    const photo = await world.photo('in_review')
    await changeReviewTemplate(world.db, root!, id, template({ stages: [stage()] }))
    expect(await approve(world.mara, photo)).toBe('voted')
    await removeReviewTemplate(world.db, root!, id)
    expect(await approve(jon, photo)).toBe('approve')
  })

  test('does not count the vote of somebody who was disabled since', async () => {
    await create({ stages: [stage({ quorum: 2 })] })
    const photo = await world.photo('in_review')
    await approve(world.mara, photo)
    await world.db.updateTable('person').set({ disabledAt: new Date() }).where('id', '=', world.mara.id).execute()
    expect(await approve(jon, photo)).toBe('voted')
    expect(await approve(root, photo)).toBe('approve')
  })

  test('asks the deputy of somebody who cannot vote', async () => {
    const people = [{ personId: world.mara.id, deputyId: jon!.id }]
    await create({ stages: [stage({ voters: 'people', people })] })
    const photo = await world.photo('in_review')
    await expect(approve(jon, photo)).rejects.toMatchObject({ code: 'review.not_asked' })
    await world.db.updateTable('person').set({ disabledAt: new Date() }).where('id', '=', world.mara.id).execute()
    expect(await approve(jon, photo)).toBe('approve')
    const vote = await world.db
      .selectFrom('reviewVote')
      .selectAll()
      .where('personId', '=', jon!.id)
      .where('inPlaceOf', '=', world.mara.id)
      .executeTakeFirst()
    expect(vote).toMatchObject({ approves: true, note: 'fine' })
  })

  test('hides votes of others until the stage ends, where the template says so', async () => {
    await create({ showsVotes: false, stages: [stage({ quorum: 2 }), stage({ voters: 'admin' })] })
    const photo = await world.photo('in_review')
    await approve(jon, photo)
    const seenBy = async (person: Person) => (await reviewOf(world.db, photo.versionId, person.id))?.stages[0]
    expect(await seenBy(world.mara)).toMatchObject({ count: null, votes: [] })
    expect(await seenBy(jon!)).toMatchObject({ count: null, votes: [{ name: 'jon' }] })
    await approve(world.mara, photo)
    expect((await seenBy(world.mara))?.votes.map(({ name }) => name).sort()).toEqual(['Mara', 'jon'])
  })

  test('a bulk approval approves what needs no other vote, and names the rest', async () => {
    await create({ kinds: ['photo'], stages: [stage({ quorum: 2 })] })
    const both = [await world.photo('in_review'), await world.photo('in_review')]
    await approve(jon, both[0]!)
    const assets = both.map(({ assetId }) => assetId)
    const viewer = { kind: 'staff' as const, personId: world.mara.id, name: 'Mara', role: 'manager' as const }
    const act = { act: 'approve' as const, assets, unseen: true }
    const report = await actOnSelection(world.db, { person: world.mara, viewer }, act, 'en')
    expect(report.done).toEqual([assets[0]])
    expect(report.refused).toMatchObject([{ code: 'review.more_votes', ids: [assets[1]] }])
    expect(await approve(jon, both[1]!)).toBe('approve')
  })
})

describe('templates', () => {
  test('are asked in their order, the built-in one last and for good', async () => {
    await create({ name: 'First', stages: [stage({ quorum: 2 })] })
    const second = await create({ name: 'Second', stages: [stage({ quorum: 3 })] })
    await moveReviewTemplate(world.db, root!, second, 'up')
    await moveReviewTemplate(world.db, root!, second, 'up')
    const all = await listReviewTemplates(world.db)
    expect(all.map(({ name }) => name)).toEqual(['Second', 'First', ''])
    const { versionId } = await world.photo('in_review')
    expect((await reviewOf(world.db, versionId, world.mara.id))?.stages[0]?.quorum).toBe(3)
    const removal = removeReviewTemplate(world.db, root!, all[2]!.id)
    await expect(removal).rejects.toMatchObject({ code: 'review_template.built_in' })
  })

  test('need a name of their own and people who may vote', async () => {
    await create({ name: 'Press' })
    await expect(create({ name: 'PRESS' })).rejects.toMatchObject({ code: 'review_template.name_taken' })
    const people = [{ personId: world.iker.id }]
    await expect(create({ name: 'Web', stages: [stage({ voters: 'people', people })] })).rejects.toMatchObject({
      ...{ code: 'form.choice_gone', facts: { field: 'stages[0].people' } },
    })
    await expect(createReviewTemplate(world.db, world.mara, template())).rejects.toMatchObject({
      code: 'role.required',
    })
  })

  test('a version that a former release left waiting is reviewed by what is for it', async () => {
    const photo = await world.photo('in_review')
    await world.db.deleteFrom('reviewRound').where('versionId', '=', photo.versionId).execute()
    expect(await approve(world.mara, photo)).toBe('approve')
  })
})
