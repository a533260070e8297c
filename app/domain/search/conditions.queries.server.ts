import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { hasColour, isColourCode } from './colour-conditions.server'
import { customCondition, hasAny } from './custom/condition.queries.server'
import { resolveCustom } from './custom/resolve.queries.server'
import { expandPieces, tokenIds } from './expanded-pieces.queries.server'
import { fieldCondition } from './field-conditions.server'
import { type LexemeTerm, lexemeTerm, partsTerm, piecesOfTerms, titleTerm } from './lexeme-query'
import { isOfQuality, qualityConditions } from './quality-conditions.queries.server'
import type { RangeField, TextField } from './query/fields'
import type { Query, Term } from './query/query'

/** A query as SQL on `asset`, `version` and, where `needsDocument`, `document`. */
export interface Conditions {
  /** A tsquery as text, which documents must match; undefined when the query has no words. */
  lexemes: string | undefined
  /** Number of documents for staff that can match at most, as far as words tell: infinite without words. */
  frequency: number
  others: RawBuilder<SqlBool>[]
  needsDocument: boolean
}

/** Fields whose values are tokens of documents. */
const TOKEN_FIELDS: readonly TextField[] = ['kind', 'keyword', 'creator', 'format', 'orientation', 'colour', 'year']

type FieldTerm = Extract<Term, { type: 'field' }>
type RangeTerm = Extract<Term, { type: 'range' }>

/** Returns what a query asks for, in SQL. */
export async function conditionsOf(scope: ViewScope, query: Query): Promise<Conditions> {
  const { db, viewer, now } = scope
  const { terms } = await resolveCustom({ db, viewer }, query)
  const expanded = await expandPieces(db, piecesOfTerms(terms))
  const last = terms.findLast((term) => term.type === 'text')
  const ofTokens = terms.filter(isField).filter(isOfTokens)
  const ids = await tokenIds(db, ofTokens)
  const ofQuality = await qualityConditions(scope, terms.filter(isField))
  const asked: LexemeTerm[] = []
  const others: RawBuilder<SqlBool>[] = []
  let isOnDocument = false
  for (const term of terms) {
    const reading = { expanded, isLast: term === last, byCommonest: curates(viewer) }
    const wanted = lexemesOf(term, reading)
    if (wanted && term.isNot) asked.push({ text: `!${wanted.text}`, frequency: Number.POSITIVE_INFINITY })
    else if (wanted) asked.push(wanted)
    if (term.type === 'range') others.push(unless(term.isNot, inRange(term)))
    if (term.type === 'custom' && term.asked)
      others.push(unless(term.isNot, await customCondition({ db, viewer }, term.asked)))
    if (isField(term) && isOfTokens(term)) others.push(unless(term.isNot, hasAny(ids[ofTokens.indexOf(term)] ?? [])))
    else if (isField(term) && isColourCode(term)) others.push(unless(term.isNot, hasColour(term.value)))
    else if (isField(term) && isOfQuality(term)) others.push(unless(term.isNot, ofQuality.get(term) ?? sql`false`))
    else if (isField(term) && term.field !== 'title') others.push(unless(term.isNot, fieldCondition(term, viewer, now)))
    isOnDocument ||= term.type === 'range' || term.type === 'custom'
    isOnDocument ||= isField(term) && TOKEN_FIELDS.includes(term.field)
  }
  return {
    lexemes: asked.length > 0 ? asked.map(({ text }) => text).join(' & ') : undefined,
    frequency: Math.min(Number.POSITIVE_INFINITY, ...asked.map(({ frequency }) => frequency)),
    others,
    needsDocument: asked.length > 0 || isOnDocument,
  }
}

const isField = (term: Term): term is FieldTerm => term.type === 'field'

const isOfTokens = (term: FieldTerm): boolean => TOKEN_FIELDS.includes(term.field) && !isColourCode(term)

function lexemesOf(term: Term, reading: Parameters<typeof lexemeTerm>[1]): LexemeTerm | undefined {
  if (term.type === 'text' || term.type === 'phrase') return lexemeTerm(term, reading)
  if (term.type === 'range') return undefined
  // Where the field is not among the words, or must not have the text, they say nothing.
  if (term.type === 'custom')
    return term.asked?.by === 'text' && term.asked.field.isSearchable && !term.isNot
      ? partsTerm(term.asked.text, reading)
      : undefined
  if (term.field === 'title') return titleTerm(term.value, term.isPrefix, reading)
  // The condition on the field says which of these it is; where it must not hold, they say nothing.
  const isNamed = term.field === 'file' || term.field === 'credit'
  return isNamed && !term.isNot ? partsTerm(term.value, reading) : undefined
}

const unless = (isNot: boolean, condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> =>
  isNot ? sql`not coalesce(${condition}, false)` : condition

const COLUMNS: Record<RangeField, RawBuilder<unknown>> = {
  width: sql`document.width`,
  height: sql`document.height`,
  size: sql`document.byte_size`,
  duration: sql`document.duration_ms`,
  pages: sql`document.page_count`,
  created: sql`document.created_at`,
}

function inRange({ field, range }: RangeTerm): RawBuilder<SqlBool> {
  const column = COLUMNS[field]
  const bound = (value: number) => {
    if (field === 'created') return sql`${new Date(value)}::timestamptz`
    return sql`${Math.round(field === 'duration' ? value * 1000 : value)}::bigint`
  }
  const parts = [sql<SqlBool>`${column} is not null`]
  if (range.from !== undefined) parts.push(sql<SqlBool>`${column} >= ${bound(range.from)}`)
  if (range.to !== undefined) parts.push(sql<SqlBool>`${column} < ${bound(range.to)}`)
  return sql`(${sql.join(parts, sql` and `)})`
}

/** Whether the documents of a viewer are those for outsiders. */
export const readsPublic = (viewer: Viewer): boolean => !curates(viewer)
