import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnnotatedFile, type AnnotationWorld, openAnnotationWorld, POINT } from '#tests/support/annotation-world'
import { MOST_ANNOTATIONS, type Place } from '~/domain/annotations/annotation'
import {
  addAnnotation,
  keepAnnotation,
  reopenAnnotation,
  resolveAnnotation,
} from '~/domain/annotations/annotations.commands.server'
import { type Author, personAuthor } from '~/domain/annotations/author'
import { replyTo } from '~/domain/annotations/comments.commands.server'
import { suggestMentions } from '~/domain/annotations/mentionable.queries.server'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { purge } from '~/domain/bin/purge.commands.server'
import { mergeAssets } from '~/domain/duplicates/merge.commands.server'
import { editPicture } from '~/domain/edits/edits.commands.server'
import { dbNow } from '~/platform/db.server'
import { editHash } from '~/platform/images/edit-hash.server'
import { UNEDITED } from '~/platform/images/edit-recipe'

const FILE: Place = { kind: 'file' }

let opened: AnnotationWorld
let world: AnnotationWorld['world']
let mara: Author
let iker: Author
beforeAll(async () => {
  opened = await openAnnotationWorld()
  ;({ world, mara, iker } = opened)
})
afterAll(() => opened.close())

const add: AnnotationWorld['add'] = (...given) => opened.add(...given)
const shown: AnnotationWorld['shown'] = (...given) => opened.shown(...given)
const texts: AnnotationWorld['texts'] = (...given) => opened.texts(...given)
const events: AnnotationWorld['events'] = (...given) => opened.events(...given)
const newVersion: AnnotationWorld['newVersion'] = (...given) => opened.newVersion(...given)
const guestOf: AnnotationWorld['guestOf'] = (...given) => opened.guestOf(...given)

describe('an annotation', () => {
  test('has a number within its asset, a thread, and an end that can be taken back', async () => {
    const file = await world.photo('in_review')
    expect((await add(file)).number).toBe(1)
    expect((await add(file, 'Mind the licence', FILE, mara)).number).toBe(2)
    await replyTo(world.db, mara, file.assetId, { number: 1, text: '@Iker, can you?' })
    await resolveAnnotation(world.db, mara, file.assetId, 1)
    await resolveAnnotation(world.db, iker, file.assetId, 1)
    const [first, second] = await shown(file)
    expect(first).toMatchObject({
      state: 'resolved',
      resolvedByName: 'Mara',
      place: POINT,
      isShown: true,
      commentCount: 2,
    })
    expect(second).toMatchObject({ state: 'open', place: FILE })
    await reopenAnnotation(world.db, iker, file.assetId, 1)
    expect((await shown(file))[0]).toMatchObject({ state: 'open', resolvedByName: null })
    const logged = await events(file.assetId)
    expect(logged.map(({ type, actor_name }) => `${type} ${actor_name}`)).toEqual([
      'annotation.added Iker',
      'annotation.added Mara',
      'annotation.replied Mara',
      'annotation.resolved Mara',
      'annotation.reopened Iker',
    ])
    expect(logged[2]?.facts).toEqual({
      annotationId: first?.id,
      annotation: 1,
      versionId: file.versionId,
      commentId: first?.comments[1]?.id,
      mentioned: [world.iker.id],
      participants: [world.iker.id],
      guests: [],
    })
    expect(JSON.stringify(logged)).not.toContain('horizon')
  })

  test('is for editors and those above them, and for guests whose file it is', async () => {
    const [file, other] = [await world.photo(), await world.photo()]
    await add(file, 'Ask @Nerea and @Mara')
    const viewer = personAuthor(world.nerea)
    const guest = await guestOf(file)
    const acts: [string, (author: Author, of: AnnotatedFile) => Promise<unknown>][] = [
      ['read', (author, of) => shown(of, author)],
      ['add', (author, of) => add(of, 'Mine', POINT, author)],
      ['reply', (author, of) => replyTo(world.db, author, of.assetId, { number: 1, text: 'Yes' })],
    ]
    for (const [name, act] of acts) {
      await expect(act(viewer, file), name).rejects.toThrow('role.required')
      await expect(act(guest, other), name).rejects.toThrow('asset.unknown')
      await act(guest, file)
    }
    await expect(resolveAnnotation(world.db, guest, file.assetId, 1)).rejects.toThrow('role.required')
    await expect(resolveAnnotation(world.db, viewer, file.assetId, 1)).rejects.toThrow('role.required')
    await expect(keepAnnotation(world.db, guest, file.assetId, { number: 1, ...file })).rejects.toThrow('role.required')
    const [first] = await shown(file, guest)
    expect(first?.comments.map(({ authorName, isGuest, isMine }) => [authorName, isGuest, isMine])).toEqual([
      ['Iker', false, false],
      ['Studio Haize', true, true],
    ])
    // A viewer sees no annotation, so nobody can mention one.
    expect(first?.comments[0]?.parts?.filter((part) => 'personId' in part)).toEqual([
      { personId: world.mara.id, name: 'Mara' },
    ])
    expect((await events(file.assetId)).at(-1)).toMatchObject({
      actor_name: 'Studio Haize',
      actor_kind: 'guest',
      facts: { participants: [world.iker.id], guests: [] },
    })
  })

  test('of a guest mentions only who takes part, so that names are not tried out', async () => {
    const file = await world.photo()
    await add(file)
    const guest = await guestOf(file)
    await replyTo(world.db, guest, file.assetId, { number: 1, text: '@Iker and @Mara' })
    expect((await events(file.assetId)).at(-1)?.facts.mentioned).toEqual([world.iker.id])
  })

  test('is refused at a place that its file does not have', async () => {
    const file = await world.photo()
    await expect(add(file, 'x', { ...POINT, page: 2 })).rejects.toThrow('annotation.place')
    await expect(add(file, 'x', { kind: 'time', fromMs: 0, toMs: null })).rejects.toThrow('annotation.place')
    const strange = { assetId: file.assetId, versionId: (await world.photo()).versionId }
    await expect(add(strange)).rejects.toThrow('version.unknown')
  })

  test('gets a number of its own when many are added at once, up to the most that an asset has', async () => {
    const file = await world.photo()
    const made = await Promise.all(Array.from({ length: 10 }, (_, n) => add(file, `Number ${n}`)))
    expect(made.map(({ number }) => number).sort((a, b) => a - b)).toEqual(made.map((_, n) => n + 1))
    await world.pool.query(
      `insert into annotation (id, asset_id, number, version_id, kind) select gen_random_uuid(), $1, n, $2, 'file'
       from generate_series(11, $3::int) n`,
      [file.assetId, file.versionId, MOST_ANNOTATIONS],
    )
    await expect(add(file)).rejects.toThrow('annotation.too_many')
  })
})

describe('a new version', () => {
  test('has the open annotations to be checked at the same place, until they are kept or settled', async () => {
    const file = await world.photo('in_review')
    for (const text of ['One', 'Two', 'Three']) await add(file, text)
    await resolveAnnotation(world.db, mara, file.assetId, 3)
    const next = await newVersion(file)
    expect((await shown(next)).map(({ state }) => state)).toEqual(['check', 'check', 'resolved'])
    expect((await shown(next))[0]).toMatchObject({ place: POINT, isShown: true, versionNumber: 1 })
    // Written for the version that was seen, while the next one arrived.
    await add(file, 'Late')
    await keepAnnotation(world.db, iker, file.assetId, { number: 1, versionId: next.versionId })
    await keepAnnotation(world.db, iker, file.assetId, { number: 1, versionId: file.versionId })
    await resolveAnnotation(world.db, iker, file.assetId, 2)
    expect((await shown(next)).map(({ state }) => state)).toEqual(['open', 'resolved', 'resolved', 'check'])
    const last = await newVersion(file)
    expect((await shown(last)).map(({ state }) => state)).toEqual(['check', 'resolved', 'resolved', 'check'])
  })

  test('of another kind cannot show their places, and keeps their threads', async () => {
    const file = await world.photo()
    await add(file)
    const next = await newVersion(file, Buffer.from('Just words\n'), 'words.txt')
    expect((await shown(next))[0]).toMatchObject({ state: 'check', isShown: false, commentCount: 1 })
  })
})

test('a place on a picture stays where it was when the picture is turned or cropped, and is told when it was cropped away', async () => {
  const file = await world.photo('draft')
  await add(file)
  const edit = async (recipe: typeof UNEDITED, revision: number) =>
    editPicture(world.db, world.iker, { ...file, revision }, { intent: 'save', recipe })
  const turned = { ...UNEDITED, turns: 1 as const }
  await edit(turned, 0)
  expect((await shown(file))[0]).toMatchObject({ place: { x: 0.5, y: 0.25 }, isShown: true, state: 'open' })
  const place: Place = { kind: 'box', page: null, x: 0.5, y: 0.25, width: 0.2, height: 0.1 }
  await addAnnotation(world.db, iker, file.assetId, { ...file, place, text: 'Here', edit: editHash(turned) })
  const cropped = { ...UNEDITED, crop: { left: 0.5, top: 0, width: 0.5, height: 1 } }
  await edit(cropped, 1)
  expect((await shown(file)).map(({ isShown }) => isShown)).toEqual([false, false])
  // Chosen on the turned picture, while somebody else cropped it.
  await addAnnotation(world.db, iker, file.assetId, { ...file, place, text: 'There', edit: editHash(turned) })
  await edit(UNEDITED, 2)
  const [first, box, late] = await shown(file)
  expect(first?.place).toMatchObject(POINT)
  expect([box?.place, late?.place]).toEqual(
    [0, 0].map(() => ({ kind: 'box', page: null, x: 0.25, y: 0.5, width: 0.1, height: 0.2 })),
  )
  const unknown = addAnnotation(world.db, iker, file.assetId, { ...file, place, text: 'x', edit: 'never' })
  await expect(unknown).rejects.toThrow('asset.changed_meanwhile')
})

test('a merge keeps the threads readable with the kept asset, and a purge removes what was left', async () => {
  const [kept, merged] = [await world.photo(), await world.photo()]
  await add(kept, 'Mine')
  await add(merged, 'Theirs, @Mara')
  await replyTo(world.db, mara, merged.assetId, { number: 1, text: 'Right' })
  await mergeAssets(
    world.db,
    { by: world.mara, now: await dbNow(world.db) },
    { keep: kept.assetId, merge: [merged.assetId] },
  )
  await expect(add(merged)).rejects.toThrow('asset.unknown')
  await purge(world.db, world.mara, { kind: 'asset', ids: [merged.assetId] })
  expect(await texts(kept)).toEqual([['Mine'], ['Theirs, @Mara', 'Right']])
  expect((await shown(kept))[1]).toMatchObject({
    number: 2,
    state: 'check',
    place: POINT,
    mergedFrom: expect.any(String),
  })
  await deleteAssets(world.db, world.mara, [kept.assetId])
  await purge(world.db, world.mara, { kind: 'asset', ids: [kept.assetId] })
  const left = await world.pool.query(
    `select (select count(*)::int from annotation where asset_id = any($1)) as annotations,
      (select count(*)::int from annotation_comment c where not exists (select 1 from annotation a where a.id = c.annotation_id)) as comments`,
    [[kept.assetId, merged.assetId]],
  )
  expect(left.rows).toEqual([{ annotations: 0, comments: 0 }])
})

test('whom to mention is suggested by the beginnings of names and addresses, among those who see annotations', async () => {
  const names = async (typed: string) => (await suggestMentions(world.db, typed)).map(({ written }) => written)
  expect(await names('m')).toEqual(['Mara'])
  expect(await names('nere')).toEqual([])
  expect(await names('%')).toEqual([])
})
