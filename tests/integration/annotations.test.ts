import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { EXCERPT, MOST_ANNOTATIONS, type Place } from '~/domain/annotations/annotation'
import {
  addAnnotation,
  keepAnnotation,
  reopenAnnotation,
  resolveAnnotation,
} from '~/domain/annotations/annotations.commands.server'
import { annotationsOf } from '~/domain/annotations/annotations.queries.server'
import { type Author, personAuthor } from '~/domain/annotations/author'
import { deleteComment, editComment, replyTo } from '~/domain/annotations/comments.commands.server'
import { suggestMentions } from '~/domain/annotations/mentionable.queries.server'
import { typedText } from '~/domain/annotations/mentions'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { purge } from '~/domain/bin/purge.commands.server'
import { mergeAssets } from '~/domain/duplicates/merge.commands.server'
import { editPicture } from '~/domain/edits/edits.commands.server'
import { dbNow } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { editHash } from '~/platform/images/edit-hash.server'
import { UNEDITED } from '~/platform/images/edit-recipe'

let world: World
let mara: Author
let iker: Author
beforeAll(async () => {
  world = await openWorld()
  ;[mara, iker] = [personAuthor(world.mara), personAuthor(world.iker)]
})
afterAll(() => world.close())

const POINT: Place = { kind: 'point', page: null, x: 0.25, y: 0.5 }
const FILE: Place = { kind: 'file' }

type File = Awaited<ReturnType<World['photo']>>
const add = ({ assetId, versionId }: File, text = 'The horizon is not level', place: Place = POINT, author = iker) =>
  addAnnotation(world.db, author, assetId, { versionId, place, text })
const shown = ({ assetId, versionId }: File, author = mara, number?: number) =>
  annotationsOf(world.db, author, { assetId, versionId, number })
const texts = async (file: File, author = mara, number?: number) =>
  (await shown(file, author, number)).map(({ comments }) => comments.map(({ parts }) => parts && typedText(parts)))

const newVersion = async ({ assetId }: File, bytes?: Buffer, name = 'again.jpg'): Promise<File> => {
  const taken = await world.takeInBytes(bytes ?? (await world.jpeg()), name, { targetAssetId: assetId })
  if (taken.outcome !== 'taken') throw new Error('not taken in')
  return taken
}
const guestOf = async ({ assetId }: File): Promise<Author> => {
  const [id, name] = [newId(), 'Studio Haize']
  await world.pool.query(
    `insert into guest (id, name, email, token_hash, expires_at) values ($1, $2, 'studio@haize.example', $1, now() + interval '1 day')`,
    [id, name],
  )
  return { kind: 'guest', id, name, assetIds: [assetId] }
}
const events = async (assetId: string) => {
  const { rows } = await world.pool.query(
    `select type, actor_name, actor_kind, facts from audit_event
     where subject_id = $1 and type like 'annotation.%' order by id`,
    [assetId],
  )
  return rows
}

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
    const acts: [string, (author: Author, of: File) => Promise<unknown>][] = [
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
    const made = await Promise.all(Array.from({ length: 40 }, (_, n) => add(file, `Number ${n}`)))
    expect(made.map(({ number }) => number).sort((a, b) => a - b)).toEqual(made.map((_, n) => n + 1))
    await world.pool.query(
      `insert into annotation (id, asset_id, number, version_id, kind) select gen_random_uuid(), $1, n, $2, 'file'
       from generate_series(41, $3::int) n`,
      [file.assetId, file.versionId, MOST_ANNOTATIONS],
    )
    await expect(add(file)).rejects.toThrow('annotation.too_many')
  })
})

describe('a comment', () => {
  test('is edited by its author for fifteen minutes, and deleted at any time; its place in the thread stays', async () => {
    const file = await world.photo()
    await add(file)
    const { commentId } = await replyTo(world.db, mara, file.assetId, { number: 1, text: 'See @Iker' })
    await expect(editComment(world.db, iker, file.assetId, { commentId, text: 'No' })).rejects.toThrow(
      'annotation.not_yours',
    )
    await editComment(world.db, mara, file.assetId, { commentId, text: 'See @Iker and @Mara' })
    expect((await events(file.assetId)).at(-1)?.facts.mentioned).toEqual([world.mara.id])
    expect((await shown(file))[0]?.comments[1]).toMatchObject({ editable: 'See @Iker and @Mara', isMine: true })
    await world.pool.query(`update annotation_comment set created_at = now() - interval '16 minutes' where id = $1`, [
      commentId,
    ])
    await expect(editComment(world.db, mara, file.assetId, { commentId, text: 'x' })).rejects.toThrow(
      'annotation.edit_over',
    )
    expect((await shown(file))[0]?.comments.find(({ id }) => id === commentId)?.editable).toBeNull()
    await deleteComment(world.db, mara, file.assetId, commentId)
    await expect(deleteComment(world.db, mara, file.assetId, commentId)).rejects.toThrow('annotation.comment_unknown')
    expect((await texts(file))[0]?.sort()).toEqual(['The horizon is not level', null].sort())
    const { rows } = await world.pool.query('select 1 from annotation_mention where comment_id = $1', [commentId])
    expect(rows).toEqual([])
    expect((await shown(file))[0]?.state).toBe('open')
  })

  test('that was the last text of its thread settles the annotation when it is deleted', async () => {
    const file = await world.photo()
    await add(file)
    const [first] = await shown(file, iker)
    await deleteComment(world.db, iker, file.assetId, first?.comments[0]?.id ?? '')
    expect((await shown(file))[0]).toMatchObject({ state: 'resolved', number: 1 })
    expect((await add(file)).number).toBe(2)
  })

  test('of any length and script is stored as it was typed, and lists have its beginning', async () => {
    const file = await world.photo()
    const hostile = '<img src=x onerror=alert(1)> ‮مرحبا @Mara </script> \\ % _ '
    const long = hostile + 'ا'.repeat(10_000 - hostile.length)
    await add(file, long)
    expect((await texts(file, mara, 1))[0]).toEqual([long])
    const [comment] = (await shown(file))[0]?.comments ?? []
    expect(comment?.isCut).toBe(true)
    expect(typedText(comment?.parts ?? []).length).toBeLessThanOrEqual(EXCERPT + 10)
    for (let n = 1; n < 12; n++) await replyTo(world.db, mara, file.assetId, { number: 1, text: `Answer ${n}` })
    expect((await texts(file))[0]?.slice(1)).toEqual(['Answer 8', 'Answer 9', 'Answer 10', 'Answer 11'])
    expect((await shown(file))[0]?.commentCount).toBe(12)
    expect((await texts(file, mara, 1))[0]).toHaveLength(12)
  })

  test('is answered by two people at once, and settled by one of them', async () => {
    const file = await world.photo()
    await add(file)
    await Promise.all([
      replyTo(world.db, mara, file.assetId, { number: 1, text: 'One' }),
      replyTo(world.db, iker, file.assetId, { number: 1, text: 'Other' }),
      resolveAnnotation(world.db, mara, file.assetId, 1),
      resolveAnnotation(world.db, iker, file.assetId, 1),
    ])
    expect((await shown(file))[0]).toMatchObject({ state: 'resolved', commentCount: 3 })
    expect((await events(file.assetId)).filter(({ type }) => type === 'annotation.resolved')).toHaveLength(1)
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
