import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { swatchOf } from '~/domain/search/colours'
import { parseQuery } from '~/domain/search/query/parse'
import type { Term } from '~/domain/search/query/query'
import { withoutTerm, writeQuery } from '~/domain/search/query/write'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { Swatch } from '~/ui/swatch'
import { type LibraryQuery, urls } from '~/urls'

/** The terms of a query that are no plain words, each a link that takes it away; they stand in the search field as text. */
export function QueryChips({ filter }: { filter: LibraryQuery }) {
  const { t } = useTranslation('library')
  const query = parseQuery(filter.q ?? '')
  const chips = query.terms.flatMap((term, position) =>
    term.type === 'text' && !term.isNot
      ? []
      : [{ raw: term.raw, position, swatch: isColour(term) ? swatchOf(term.value) : undefined }],
  )
  if (chips.length === 0) return null
  return (
    <ul className="query-chips" aria-label={t('search.terms')}>
      {chips.map(({ raw, position, swatch }) => (
        <li key={position}>
          <Link
            className="button button-quiet button-s"
            to={urls.library.grid({ ...filter, q: writeQuery(withoutTerm(query, position)) || undefined })}
            aria-label={t('search.remove', { term: raw })}
          >
            {swatch && <Swatch hex={swatch.hex} />}
            <bdi>{raw}</bdi>
            {swatch && raw.includes('#') && <span className="muted">{t(`search.colour.${swatch.name}`)}</span>}
            <Icon name="close" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

const isColour = (term: Term): term is Extract<Term, { type: 'field' }> =>
  term.type === 'field' && term.field === 'colour'

/** Says that another query was searched for than the one that was typed. */
export function DidYouMean({ typed, meant }: { typed: string | undefined; meant: string }) {
  const { t } = useTranslation('library')
  return <Notice live="polite">{t('search.did_you_mean', { typed, meant })}</Notice>
}
