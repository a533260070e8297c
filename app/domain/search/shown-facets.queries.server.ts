import type { ViewScope } from '~/domain/access/access'
import { type Localized, pickText } from '~/platform/language'
import { NAMERS } from './custom/names.queries.server'
import { resolveCustom } from './custom/resolve.queries.server'
import type { CustomAsked, SearchedField } from './custom/searched-field'
import { SEARCHED_TYPES } from './custom/searched-types'
import type { FacetCounts } from './facets.queries.server'
import { nameOfCustom } from './query/fields'
import type { Query } from './query/query'
import { writeTerm } from './query/write'

/** A value of a facet, as pages offer it. */
export interface ShownFacetValue {
  value: string
  count: number
  /** How it is typed. */
  raw: string
  /** How the query says it already. */
  chosenAs?: string
  /** Its name, of values that have one of their own. */
  label?: string
  /** What it stands for on a scale of numbers, the second end excluded. */
  bucket?: [from: number, to: number]
}

export interface ShownFacet {
  /** Name of a built-in field, or of a custom one. */
  field: string
  /** Of a custom field: its name for readers, and whether its values are yes and no. */
  label?: string
  isFlag?: boolean
  values: ShownFacetValue[]
}

/** Returns facets with what their values are called in a language, and how each is put into the query. */
export async function shownFacets(
  scope: Pick<ViewScope, 'db' | 'viewer'>,
  { facets, query: typed, locale }: { facets: readonly FacetCounts[]; query: Query; locale: string },
): Promise<ShownFacet[]> {
  const query = await resolveCustom(scope, typed)
  const raws = new Set(query.terms.map(({ raw }) => raw))
  const shown = await Promise.all(
    facets.map(async ({ field, custom, values }): Promise<ShownFacet | undefined> => {
      if (custom) return customFacet(scope, { field: custom, values, query, locale })
      const builtIn = values.map(({ value, count }) => {
        const raw = writeTerm(field, value)
        return { value, count, raw, ...(raws.has(raw) && { chosenAs: raw }) }
      })
      return { field, values: builtIn }
    }),
  )
  return shown.filter((facet) => facet !== undefined)
}

interface CustomFacet extends Pick<FacetCounts, 'values'> {
  field: SearchedField
  query: Query
  locale: string
}

async function customFacet(
  { db }: Pick<ViewScope, 'db'>,
  { field, values, query, locale }: CustomFacet,
): Promise<ShownFacet> {
  const { write, bucketOf } = SEARCHED_TYPES[field.type]
  const namer = NAMERS[field.type]
  const names =
    namer &&
    (await namer(
      db,
      values.map(({ value }) => value),
    ))
  const name = nameOfCustom(field.key)
  const called = values.map(({ value }) => nameOf(names?.get(value), locale))
  // A name that several have, or that cannot be quoted, is written as the id that it stands for.
  const typedName = (label: string, value: string) =>
    label.includes('"') || called.filter((each) => each === label).length > 1 ? `#${value}` : label
  const shown = values.flatMap(({ value, count }): ShownFacetValue[] => {
    const label = names ? nameOf(names.get(value), locale) : undefined
    if (names && label === undefined) return []
    const raw = writeTerm(name, write ? write(value) : label === undefined ? value : typedName(label, value))
    const chosen = query.terms.find(
      (term) => term.type === 'custom' && !term.isNot && term.asked && asksFor(term.asked, field, value),
    )
    return [
      {
        ...{ value, count, raw },
        ...(chosen && { chosenAs: chosen.raw }),
        ...(label !== undefined && { label }),
        ...(bucketOf && field.type === 'number' && { bucket: [bucketOf(value).from, bucketOf(value).to] }),
      },
    ]
  })
  return {
    field: name,
    label: pickText(field.labels, locale, 'en')?.value ?? field.key,
    ...(field.type === 'boolean' && { isFlag: true }),
    values: shown,
  }
}

const nameOf = (labels: Localized | undefined, locale: string): string | undefined =>
  labels && pickText(labels, locale, 'en')?.value

/** Whether a term of a query asks for exactly a value of a facet. */
function asksFor(asked: CustomAsked, field: SearchedField, shown: string): boolean {
  if (asked.field.id !== field.id) return false
  if (asked.by === 'value') return !asked.isPrefix && asked.values.includes(shown)
  if (asked.by === 'text') return false
  const { read, write } = SEARCHED_TYPES[field.type]
  const whole = write && read(write(shown), field.isFacet)
  return whole?.by === 'range' && whole.range.from === asked.range.from && whole.range.to === asked.range.to
}
