import { QUERY_NAMES, type SavedQuery } from '~/domain/saved/saved-search'

/** What a search asks, as hidden fields of a form. */
export function QueryFields({ query }: { query: SavedQuery }) {
  return QUERY_NAMES.map((name) => query[name] && <input key={name} type="hidden" name={name} value={query[name]} />)
}
