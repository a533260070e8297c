import type { FieldType } from '~/domain/metadata/field'
import type { Localized } from '~/platform/language'
import type { Range } from '../query/ranges'

/** A custom field as a viewer may search it. */
export interface SearchedField {
  id: number
  key: string
  type: FieldType
  labels: Localized
  /** Kinds of assets that have it; null for all. */
  kinds: string[] | null
  isFacet: boolean
  isSearchable: boolean
  vocabularyId: number | null
}

/** What a term of a query asks of a custom field: one of some values, a value in a range, or a text within its own. */
export type CustomAsked = { field: SearchedField } & (
  | { by: 'value'; values: string[]; isPrefix: boolean }
  | { by: 'range'; range: Range }
  | { by: 'text'; text: string }
)
