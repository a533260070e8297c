import type { TextField } from './query/fields'

/** Built-in fields by which public searches may be narrowed. */
export const PUBLIC_FACETS: readonly TextField[] = [
  ...(['kind', 'in', 'keyword', 'orientation', 'colour', 'creator', 'format', 'year'] as const),
]
/** Those by which they are where nobody chose. */
const BY_DEFAULT: readonly string[] = ['kind', 'in', 'keyword', 'orientation']

/** A field by which the search of a portal may be narrowed. */
export interface FacetChoice {
  name: string
  /** Of a custom field. */
  label?: string
}

/** Whether a field is offered where nobody chose: some built-in ones, and all custom ones. */
export const isOfferedByDefault = (name: string): boolean => BY_DEFAULT.includes(name) || name.includes('.')

/** Returns facets of a public search in the order that was chosen for it, without those that were not. */
export function inChosenOrder<F extends { field: string }>(
  facets: readonly F[],
  chosen: readonly string[] | null,
): F[] {
  if (chosen === null) return facets.filter(({ field }) => isOfferedByDefault(field))
  const places = new Map(chosen.map((name, place) => [name, place]))
  return facets
    .filter(({ field }) => places.has(field) && (field.includes('.') || PUBLIC_FACETS.some((each) => each === field)))
    .sort((a, b) => (places.get(a.field) ?? 0) - (places.get(b.field) ?? 0))
}
