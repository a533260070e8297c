import type { AuditType } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import type { Tx } from '~/platform/db.server'
import { type Author, actorOfAuthor } from './author'

type AnnotationEventType = Extract<AuditType, `annotation.${string}`>

export interface AnnotationRef {
  id: string
  assetId: string
  number: number
}

/** What subscribers read from the facts of an event of an annotation; no text, which its author may delete. */
export interface AnnotationFacts {
  annotationId: string
  /** Its number within the asset. */
  annotation: number
  versionId: string
  /** Of the comment that was written, changed or deleted. */
  commentId?: string
  /** Ids of the persons whom that comment mentions; of an edited one those whom it did not mention before. */
  mentioned: string[]
  /** Ids of all persons who wrote in the thread or settled it, but for who acts. */
  participants: string[]
  /** Ids of the guests who wrote in the thread, but for who acts. */
  guests: string[]
}

/** Writes the event of an act on an annotation, with who takes part in it. */
export async function recordAnnotation(
  trx: Tx,
  author: Author,
  type: AnnotationEventType,
  { annotation, ...facts }: { annotation: AnnotationRef; versionId: string; commentId?: string; mentioned?: string[] },
): Promise<void> {
  const { id, assetId, number } = annotation
  const own = author.kind === 'person' ? author.person.id : author.id
  const others = (ids: (string | null)[]) =>
    [...new Set(ids.flatMap((each) => each ?? []))].filter((each) => each !== own)
  const wrote = await trx
    .selectFrom('annotationComment')
    .where('annotationId', '=', id)
    .select(['personId', 'guestId'])
    .execute()
  const settled = await trx.selectFrom('annotation').where('id', '=', id).select('resolvedBy').executeTakeFirst()
  const said: AnnotationFacts = {
    ...{ annotationId: id, annotation: number, mentioned: [], ...facts },
    participants: others([...wrote.map(({ personId }) => personId), settled?.resolvedBy ?? null]),
    guests: others(wrote.map(({ guestId }) => guestId)),
  }
  await record(trx, actorOfAuthor(author), type, { kind: 'asset', id: assetId }, { ...said })
}
