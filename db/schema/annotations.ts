import type { Generated } from 'kysely'

export interface AnnotationTable {
  id: string
  assetId: string
  number: number
  /** The version on which it was made. */
  versionId: string
  /** The version on which it was last found to apply; null where that is none. */
  checkedVersionId: string | null
  kind: 'file' | 'point' | 'box' | 'time'
  /** From 1. */
  page: number | null
  /** The point, or the centre of the box, in fractions of the sides. */
  x: number | null
  y: number | null
  width: number | null
  height: number | null
  fromMs: number | null
  toMs: number | null
  /** Name of the merged asset on which it was made. */
  mergedFrom: string | null
  createdAt: Generated<Date>
  resolvedAt: Date | null
  resolvedBy: string | null
}

export interface AnnotationCommentTable {
  id: string
  annotationId: string
  personId: string | null
  guestId: string | null
  authorName: string
  /** Null once it is deleted. */
  text: string | null
  createdAt: Generated<Date>
  editedAt: Date | null
  deletedAt: Date | null
}

export interface AnnotationMentionTable {
  commentId: string
  personId: string
}
