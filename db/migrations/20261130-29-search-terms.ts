import { indexTriggersOf } from './20261130-29-search'

/** Assets are found by the names and synonyms of their terms. */
export const searchTerms = indexTriggersOf(
  'vocabulary_term',
  'id, labels, synonyms, merged_into',
  'select v.asset_id from changed join metadata_value v on v.term_id = changed.id',
)
