import { z } from 'zod'
import { parseFilmTime } from '~/platform/film-time'
import { familyOf } from '~/platform/images/families'

/** Greatest length of a comment, in characters. */
export const LONGEST_COMMENT = 10_000
/** Characters of a comment that a list of annotations shows. */
export const EXCERPT = 1000
export const MOST_ANNOTATIONS = 300
export const MOST_COMMENTS = 200
/** Minutes in which the author of a comment may edit it. */
export const EDITABLE_MINUTES = 15

export const PLACE_KINDS = ['file', 'point', 'box', 'time'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/** What an annotation is about. Places are in fractions of the sides, from the top left; a box is given by its centre. */
export type Place =
  | { kind: 'file' }
  | { kind: 'point'; page: number | null; x: number; y: number }
  | { kind: 'box'; page: number | null; x: number; y: number; width: number; height: number }
  | { kind: 'time'; fromMs: number; toMs: number | null }

/** How places of a file are named: on its picture, on its pages, by time; or not at all. */
export type Medium = 'picture' | 'pages' | 'time' | 'none'

/** Returns how places of a kind of file are named. */
export function mediumOf(kind: string): Medium {
  const family = familyOf(kind)
  if (family === 'picture') return 'picture'
  if (family === 'document') return 'pages'
  return family === 'film' || family === 'sound' ? 'time' : 'none'
}

/** Whether a version can show a place; a page beyond its last one it cannot. */
export function showsPlace({ kind, pageCount }: { kind: string; pageCount: number | null }, place: Place): boolean {
  const medium = mediumOf(kind)
  if (place.kind === 'file') return true
  if (place.kind === 'time') return medium === 'time'
  if (place.page === null) return medium === 'picture'
  return medium === 'pages' && (pageCount === null || place.page <= pageCount)
}

/** An annotation is to be checked while it is open and nobody has said that it applies to the version that is shown. */
export type AnnotationState = 'open' | 'check' | 'resolved'

export const stateOf = (
  { resolvedAt, checkedVersionId }: { resolvedAt: Date | null; checkedVersionId: string | null },
  versionId: string,
): AnnotationState => (resolvedAt ? 'resolved' : checkedVersionId === versionId ? 'open' : 'check')

/** Browsers send lines of forms with two characters at their ends; PostgreSQL stores no NUL in text. */
const plain = (value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n').replaceAll('\0', '') : value
const Text = z.preprocess(plain, z.string().trim().min(1).max(LONGEST_COMMENT))
const Fraction = z.coerce.number().min(0).max(1)
const Side = z.coerce.number().min(0.001).max(1)
const AnnotationNumber = z.coerce.number().int().min(1).max(1_000_000)
/** The page of staff that a form without scripts leads back to. */
const from = z.enum(['asset', 'review', 'list']).optional()

const time = (text: string | undefined, context: z.RefinementCtx, field: 'start' | 'end'): number | null => {
  const ms = text === undefined ? null : parseFilmTime(text)
  if (ms === undefined) context.addIssue({ code: 'custom', path: [field], message: 'annotation.time' })
  return ms ?? null
}

const Time = z.string().max(20)
const placed = {
  kind: z.enum(PLACE_KINDS).default('file'),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
  ...{ x: Fraction.optional(), y: Fraction.optional(), width: Side.optional(), height: Side.optional() },
  /** Positions in a film or sound as people write them. */
  ...{ start: Time.optional(), end: Time.optional() },
}

/** A place as the fields of a form say it. */
type PlacedFields = z.output<z.ZodObject<typeof placed>>

function placeOf(input: PlacedFields, context: z.RefinementCtx): Place {
  const { kind, page = null, x, y, width, height, start, end } = input
  if (kind === 'time') {
    const [fromMs, toMs] = [time(start ?? '', context, 'start'), time(end, context, 'end')]
    if (fromMs !== null && toMs !== null && toMs <= fromMs)
      context.addIssue({ code: 'custom', path: ['end'], message: 'annotation.order' })
    return { kind, fromMs: fromMs ?? 0, toMs }
  }
  if (kind === 'file') return { kind }
  const isWhole =
    x !== undefined && y !== undefined && (kind === 'point' || (width !== undefined && height !== undefined))
  if (!isWhole) context.addIssue({ code: 'custom', path: ['text'], message: 'annotation.place' })
  const point = { page, x: x ?? 0, y: y ?? 0 }
  return kind === 'point' ? { kind, ...point } : { kind, ...point, width: width ?? 1, height: height ?? 1 }
}

/** What is done with annotations. */
export const AnnotationAct = z.discriminatedUnion('intent', [
  z
    .strictObject({
      ...{ intent: z.literal('add'), from, text: Text, ...placed },
      versionId: z.uuid(),
      /** Hash of the edit of the picture on which the place was chosen; empty for none. */
      edit: z.string().max(64).default(''),
    })
    .transform(({ intent, from, text, versionId, edit, ...place }, context) => ({
      ...{ intent, from, text, versionId, edit },
      place: placeOf(place, context),
    })),
  z.strictObject({ intent: z.literal('reply'), from, number: AnnotationNumber, text: Text }),
  z.strictObject({ intent: z.literal('edit'), from, commentId: z.uuid(), text: Text }),
  z.strictObject({ intent: z.literal('delete'), from, commentId: z.uuid() }),
  z.strictObject({ intent: z.literal('resolve'), from, number: AnnotationNumber }),
  z.strictObject({ intent: z.literal('reopen'), from, number: AnnotationNumber }),
  z.strictObject({ intent: z.literal('keep'), from, number: AnnotationNumber, versionId: z.uuid() }),
])
