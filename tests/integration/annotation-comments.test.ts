import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnnotationWorld, openAnnotationWorld } from '#tests/support/annotation-world'
import { EXCERPT } from '~/domain/annotations/annotation'
import { resolveAnnotation } from '~/domain/annotations/annotations.commands.server'
import type { Author } from '~/domain/annotations/author'
import { deleteComment, editComment, replyTo } from '~/domain/annotations/comments.commands.server'
import { typedText } from '~/domain/annotations/mentions'

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
