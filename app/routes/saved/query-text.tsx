import { useTranslation } from 'react-i18next'
import type { SavedQuery } from '~/domain/saved/saved-search'

/** What a saved search asks, in one line. */
export function QueryText({ query: { q, kind, state, sort, problem, related, folder } }: { query: SavedQuery }) {
  const { t } = useTranslation(['saved', 'library', 'relations'])
  const parts = [
    state && t(`library:state.${state}`),
    kind && t(`library:kind.${kind}`, { defaultValue: kind }),
    related && t(`relations:relation.filter.${related}`),
    folder && t('query.folder'),
    problem && t('query.problem'),
    sort && t(`library:search.by.${sort}`),
  ].filter(Boolean)
  return (
    <p className="muted query-text">
      {q && <bdi>{q}</bdi>}
      {q && parts.length > 0 && ' · '}
      {parts.join(' · ')}
    </p>
  )
}
