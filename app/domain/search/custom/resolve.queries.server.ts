import type { ViewScope } from '~/domain/access/access'
import type { Db } from '~/platform/db.server'
import { plainTerm } from '../query/parse'
import type { Query, Term } from '../query/query'
import { searchedFields } from './fields.queries.server'
import { FINDERS } from './names.queries.server'
import type { CustomAsked, SearchedField } from './searched-field'
import { SEARCHED_TYPES } from './searched-types'

type CustomTerm = Extract<Term, { type: 'custom' }>

/**
 * Returns a query in which terms that may be of custom fields say what they ask, and are words where the viewer knows no such
 * field or the field cannot have such a value.
 */
export async function resolveCustom(scope: Pick<ViewScope, 'db' | 'viewer'>, query: Query): Promise<Query> {
  if (!query.terms.some((term) => term.type === 'custom' && !term.asked)) return query
  const fields = new Map((await searchedFields(scope)).map((field) => [field.key, field]))
  const terms = await Promise.all(
    query.terms.map(async (term): Promise<Term> => {
      if (term.type !== 'custom' || term.asked) return term
      const field = fields.get(term.key)
      const asked = field && (await askedOf(scope.db, field, term))
      return asked ? { ...term, asked } : plainTerm(term.raw)
    }),
  )
  return { terms }
}

async function askedOf(
  db: Db,
  field: SearchedField,
  { value, isPrefix }: CustomTerm,
): Promise<CustomAsked | undefined> {
  const reading = SEARCHED_TYPES[field.type].read(value, field.isFacet)
  switch (reading?.by) {
    case 'name':
      return {
        ...{ field, by: 'value', isPrefix: false },
        values: (await FINDERS[field.type]?.(db, field, { name: reading.name, isPrefix })) ?? [],
      }
    case 'value':
      return { field, by: 'value', values: [reading.value], isPrefix }
    case 'range':
      return { field, by: 'range', range: reading.range }
    case 'text':
      return { field, by: 'text', text: reading.text }
    default:
      return undefined
  }
}
