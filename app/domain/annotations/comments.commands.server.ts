import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { EDITABLE_MINUTES, MOST_COMMENTS } from './annotation'
import { type Author, authorColumns, isBy } from './author'
import { lockAnnotation, requireAsset } from './lock-annotation.server'
import { mentionableBy } from './mentionable.queries.server'
import { mentionedIn, withMentions } from './mentions'
import { type AnnotationRef, recordAnnotation } from './record-annotation.commands.server'

/** Writes a comment below an annotation. Throws `annotation.mention_ambiguous`. */
export async function insertComment(
  trx: Tx,
  author: Author,
  annotation: AnnotationRef,
  typed: string,
): Promise<{ commentId: string; mentioned: string[] }> {
  const { text, mentioned } = withMentions(typed, await mentionableBy(trx, author, annotation.assetId))
  const commentId = newId()
  await trx
    .insertInto('annotationComment')
    .values({
      ...{ id: commentId, annotationId: annotation.id, ...authorColumns(author), text },
      ...{ editedAt: null, deletedAt: null },
    })
    .execute()
  await insertMentions(trx, commentId, mentioned)
  return { commentId, mentioned }
}

async function insertMentions(trx: Tx, commentId: string, personIds: string[]): Promise<void> {
  if (personIds.length === 0) return
  await trx
    .insertInto('annotationMention')
    .values(personIds.map((personId) => ({ commentId, personId })))
    .execute()
}

/** Answers an annotation, settled or not. Throws like `lockAnnotation`, `annotation.too_many_comments`, `annotation.mention_ambiguous`. */
export async function replyTo(
  db: Db,
  author: Author,
  assetId: string,
  { number, text }: { number: number; text: string },
): Promise<{ commentId: string }> {
  return inTransaction(db, async (trx) => {
    const annotation = await lockAnnotation(trx, author, assetId, number)
    const { count } = await trx
      .selectFrom('annotationComment')
      .where('annotationId', '=', annotation.id)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (Number(count) >= MOST_COMMENTS) throw new DomainError('annotation.too_many_comments', { most: MOST_COMMENTS })
    const comment = await insertComment(trx, author, annotation, text)
    await recordAnnotation(trx, author, 'annotation.replied', {
      annotation,
      versionId: annotation.versionId,
      ...comment,
    })
    return { commentId: comment.commentId }
  })
}

/**
 * Changes a comment of one's own, within `EDITABLE_MINUTES`. Throws like `requireAnnotates`, `annotation.comment_unknown`,
 * `annotation.not_yours`, `annotation.edit_over`, `annotation.mention_ambiguous`.
 */
export async function editComment(
  db: Db,
  author: Author,
  assetId: string,
  { commentId, text: typed }: { commentId: string; text: string },
): Promise<{ number: number }> {
  return inTransaction(db, async (trx) => {
    const { annotation, comment } = await lockOwnComment(trx, author, assetId, commentId)
    if (!comment.isFresh) throw new DomainError('annotation.edit_over', { minutes: EDITABLE_MINUTES })
    const { text, mentioned } = withMentions(typed, await mentionableBy(trx, author, assetId))
    if (text === comment.text) return { number: annotation.number }
    const before = mentionedIn(comment.text)
    await trx
      .updateTable('annotationComment')
      .set({ text, editedAt: sql<Date>`now()` })
      .where('id', '=', commentId)
      .execute()
    await trx.deleteFrom('annotationMention').where('commentId', '=', commentId).execute()
    await insertMentions(trx, commentId, mentioned)
    await recordAnnotation(trx, author, 'annotation.comment_edited', {
      ...{ annotation, versionId: annotation.versionId, commentId },
      mentioned: mentioned.filter((id) => !before.includes(id)),
    })
    return { number: annotation.number }
  })
}

/**
 * Deletes the text of a comment of one's own; its place in the thread stays. When no text is left in the thread, there is nothing
 * to decide any more, and the annotation is settled with it. Throws like `editComment`, but for the time.
 */
export async function deleteComment(
  db: Db,
  author: Author,
  assetId: string,
  commentId: string,
): Promise<{ number: number }> {
  return inTransaction(db, async (trx) => {
    const { annotation } = await lockOwnComment(trx, author, assetId, commentId)
    await trx
      .updateTable('annotationComment')
      .set({ text: null, deletedAt: sql<Date>`now()` })
      .where('id', '=', commentId)
      .execute()
    await trx.deleteFrom('annotationMention').where('commentId', '=', commentId).execute()
    await trx
      .updateTable('annotation')
      .set({ resolvedAt: sql<Date>`now()`, resolvedBy: author.kind === 'person' ? author.person.id : null })
      .where('id', '=', annotation.id)
      .where('resolvedAt', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('annotationComment as left')
              .where('left.annotationId', '=', annotation.id)
              .where('left.text', 'is not', null)
              .select('left.id'),
          ),
        ),
      )
      .execute()
    const facts = { annotation, versionId: annotation.versionId, commentId }
    await recordAnnotation(trx, author, 'annotation.comment_deleted', facts)
    return { number: annotation.number }
  })
}

/** Locks a comment of the author, of which there is a text, and its annotation. */
async function lockOwnComment(trx: Tx, author: Author, assetId: string, commentId: string) {
  await requireAsset(trx, author, assetId)
  const found = await trx
    .selectFrom('annotationComment as comment')
    .innerJoin('annotation', 'annotation.id', 'comment.annotationId')
    .where('annotation.assetId', '=', assetId)
    .where('comment.id', '=', commentId)
    .select(['annotation.number'])
    .executeTakeFirst()
  if (!found) throw new DomainError('annotation.comment_unknown')
  const annotation = await lockAnnotation(trx, author, assetId, found.number)
  const comment = await trx
    .selectFrom('annotationComment')
    .where('id', '=', commentId)
    .select(['personId', 'guestId', 'text'])
    .select(sql<boolean>`created_at > now() - make_interval(mins => ${EDITABLE_MINUTES})`.as('isFresh'))
    .executeTakeFirst()
  if (!comment) throw new DomainError('annotation.comment_unknown')
  const { text } = comment
  if (text === null) throw new DomainError('annotation.comment_unknown')
  if (!isBy(author, comment)) throw new DomainError('annotation.not_yours')
  return { annotation, comment: { ...comment, text } }
}
