import { type RawBuilder, sql } from 'kysely'
import type { AnnotationTable } from '#db/schema/annotations'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import {
  type AnnotationState,
  EDITABLE_MINUTES,
  EXCERPT,
  MOST_ANNOTATIONS,
  MOST_COMMENTS,
  type Place,
  showsPlace,
  stateOf,
} from './annotation'
import { type Author, isBy, requireAnnotates } from './author'
import { namesOfPersons } from './mentionable.queries.server'
import { excerptOf, mentionedIn, type TextPart, textParts, typedText } from './mentions'
import { findPlacedVersion, type PlacedVersion, shownPlace } from './places.queries.server'

export interface ShownComment {
  id: string
  authorName: string
  isGuest: boolean
  isMine: boolean
  /** Null once it is deleted. */
  parts: TextPart[] | null
  /** Whether `parts` are only the beginning. */
  isCut: boolean
  createdAt: Date
  editedAt: Date | null
  /** The text as its author may edit it now; null for others, and when the time for it is over. */
  editable: string | null
}

export interface ShownAnnotation {
  id: string
  number: number
  /** As it is on the version that is shown. */
  place: Place
  /** Whether that version can show it. */
  isShown: boolean
  state: AnnotationState
  /** Number of the version on which it was made. */
  versionNumber: number
  /** Name of the merged asset on which it was made. */
  mergedFrom: string | null
  createdAt: Date
  resolvedAt: Date | null
  resolvedByName: string | null
  /** The first comment, and the last ones. */
  comments: ShownComment[]
  commentCount: number
}

/** Comments of a thread that lists show, besides the first. */
const LAST_SHOWN = 4

interface Wanted {
  assetId: string
  /** The version on which they are shown. */
  versionId: string
  /** Only this one, with all its comments as a whole. */
  number?: number
}

/**
 * Returns the annotations of an asset as they are on one of its versions, by number; of each the beginnings of the first comment
 * and of the last ones. Throws like `requireAnnotates`, and `version.unknown`.
 */
export async function annotationsOf(db: Db, author: Author, wanted: Wanted): Promise<ShownAnnotation[]> {
  requireAnnotates(author, wanted.assetId)
  const version = await findPlacedVersion(db, wanted.assetId, wanted.versionId)
  if (!version) throw new DomainError('version.unknown')
  const rows = await annotationRows(db, wanted)
  if (rows.length === 0) return []
  const comments = await commentRows(
    db,
    rows.map(({ id }) => id),
    wanted.number === undefined ? LAST_SHOWN : MOST_COMMENTS,
  )
  const names = await namesOfPersons(db, [...new Set(comments.flatMap(({ text }) => mentionedIn(text ?? '')))])
  const most = wanted.number === undefined ? EXCERPT : Number.POSITIVE_INFINITY
  return rows.map((row) => {
    const thread = comments.filter(({ annotationId }) => annotationId === row.id)
    return {
      ...shownOn(version, row),
      comments: thread.map((comment) => shownComment(author, comment, names, most)),
      commentCount: Number(thread[0]?.total ?? 0),
    }
  })
}

const annotationRows = (db: Db, { assetId, number }: Wanted) =>
  db
    .selectFrom('annotation')
    .innerJoin('assetVersion as version', 'version.id', 'annotation.versionId')
    .leftJoin('person', 'person.id', 'annotation.resolvedBy')
    .where('annotation.assetId', '=', assetId)
    .$if(number !== undefined, (query) => query.where('annotation.number', '=', number ?? 0))
    .selectAll('annotation')
    .select(['version.number as versionNumber', 'person.name as resolvedByName'])
    .orderBy('annotation.number')
    .limit(MOST_ANNOTATIONS)
    .execute()

const commentRows = (db: Db, annotationIds: string[], last: number) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('annotationComment as comment')
        .where('comment.annotationId', '=', sql<string>`any(${annotationIds}::uuid[])`)
        .selectAll('comment')
        .select([
          over('row_number()', sql`order by comment.created_at, comment.id`).as('fromStart'),
          over('row_number()', sql`order by comment.created_at desc, comment.id desc`).as('fromEnd'),
          over('count(*)', sql``).as('total'),
          sql<boolean>`comment.created_at > now() - make_interval(mins => ${EDITABLE_MINUTES})`.as('isFresh'),
        ])
        .as('each'),
    )
    .where((eb) => eb.or([eb('each.fromStart', '=', 1), eb('each.fromEnd', '<=', last)]))
    .selectAll('each')
    .orderBy('each.createdAt')
    .orderBy('each.id')
    .execute()

const over = (count: 'row_number()' | 'count(*)', order: RawBuilder<unknown>) =>
  sql<number>`(${sql.raw(count)} over (partition by comment.annotation_id ${order}))::int`

type CommentRow = Awaited<ReturnType<typeof commentRows>>[number]
type AnnotationRow = Awaited<ReturnType<typeof annotationRows>>[number]

/** Returns the place of a row, as it is stored. */
export function placeOfRow(
  row: Pick<AnnotationTable, 'kind' | 'page' | 'x' | 'y' | 'width' | 'height' | 'fromMs' | 'toMs'>,
): Place {
  const { kind, page, x, y, width, height, fromMs, toMs } = row
  if (kind === 'file') return { kind }
  if (kind === 'time') return { kind, fromMs: fromMs ?? 0, toMs }
  const point = { page, x: x ?? 0, y: y ?? 0 }
  return kind === 'point' ? { kind, ...point } : { kind, ...point, width: width ?? 0, height: height ?? 0 }
}

function shownOn(version: PlacedVersion, row: AnnotationRow) {
  const { id, number, versionNumber, mergedFrom, createdAt, resolvedAt, resolvedByName } = row
  const stored = placeOfRow(row)
  const place = shownPlace(version, stored)
  return {
    ...{ id, number, versionNumber, mergedFrom, createdAt, resolvedAt, resolvedByName, place },
    isShown: showsPlace(version, stored) && isWithin(place),
    state: stateOf(row, version.id),
  }
}

/** Whether the point of a place is on what is shown, give or take what rounding moves it. */
const isWithin = (place: Place): boolean =>
  !('x' in place) || [place.x, place.y].every((part) => part > -0.0001 && part < 1.0001)

function shownComment(author: Author, row: CommentRow, names: ReadonlyMap<string, string>, most: number): ShownComment {
  const { id, authorName, guestId, text, createdAt, editedAt, isFresh } = row
  const whole = text === null ? null : textParts(text, names)
  const isMine = isBy(author, row)
  return {
    ...{ id, authorName, isGuest: guestId !== null, isMine, createdAt, editedAt },
    ...(whole ? excerptOf(whole, most) : { parts: null, isCut: false }),
    editable: isMine && isFresh && whole ? typedText(whole) : null,
  }
}
