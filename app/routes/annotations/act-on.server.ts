import type { z } from 'zod'
import type { AnnotationAct } from '~/domain/annotations/annotation'
import {
  addAnnotation,
  keepAnnotation,
  reopenAnnotation,
  resolveAnnotation,
} from '~/domain/annotations/annotations.commands.server'
import type { Author } from '~/domain/annotations/author'
import { deleteComment, editComment, replyTo } from '~/domain/annotations/comments.commands.server'
import type { Db } from '~/platform/db.server'

/** Does what a form of annotations says; returns the number of the annotation. */
export async function actOn(
  db: Db,
  author: Author,
  assetId: string,
  act: z.output<typeof AnnotationAct>,
): Promise<number> {
  switch (act.intent) {
    case 'add':
      return (await addAnnotation(db, author, assetId, act)).number
    case 'edit':
      return (await editComment(db, author, assetId, act)).number
    case 'delete':
      return (await deleteComment(db, author, assetId, act.commentId)).number
    case 'reply':
      await replyTo(db, author, assetId, act)
      return act.number
    case 'resolve':
      await resolveAnnotation(db, author, assetId, act.number)
      return act.number
    case 'reopen':
      await reopenAnnotation(db, author, assetId, act.number)
      return act.number
    case 'keep':
      await keepAnnotation(db, author, assetId, act)
      return act.number
  }
}
