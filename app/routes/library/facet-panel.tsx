import { Link } from '@remix-run/react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { swatchOf } from '~/domain/search/colours'
import type { FacetCounts } from '~/domain/search/facets.queries.server'
import { codeIn } from '~/domain/search/query/colour-code'
import { parseQuery } from '~/domain/search/query/parse'
import { toggleTerm, writeQuery, writeTerm } from '~/domain/search/query/write'
import { formatNumber } from '~/i18n/format'
import { Swatch } from '~/ui/swatch'
import { type LibraryQuery, urls } from '~/urls'
import { ColourPicker } from '../colours/colour-picker'

interface FacetPanelProps {
  facets: FacetCounts[]
  filter: LibraryQuery
  /** Titles of collections by their slugs. */
  titles: Partial<Record<string, string>>
}

/** What a result has, with counts: each value is a link that narrows the result to it, or takes that back. */
export function FacetPanel({ facets, filter, titles }: FacetPanelProps) {
  const { t, i18n } = useTranslation('library')
  const query = parseQuery(filter.q ?? '')
  const chosen = new Set(query.terms.map(({ raw }) => raw))
  if (facets.length === 0) return null
  return (
    <details className="facets">
      <summary>{t('search.facets')}</summary>
      <nav aria-label={t('search.facets')}>
        {facets.map(({ field, values }) => (
          <section key={field}>
            <h2>{t(`search.field.${field}`)}</h2>
            <ul>
              {values.map(({ value, count }) => {
                const raw = writeTerm(field, value)
                return (
                  <li key={value}>
                    <Link
                      to={urls.library.grid({ ...filter, q: writeQuery(toggleTerm(query, raw)) || undefined })}
                      aria-current={chosen.has(raw) ? 'true' : undefined}
                    >
                      {field === 'colour' && <Swatch hex={swatchOf(value)?.hex ?? value} />}
                      <bdi>{(field === 'in' && titles[value]) || nameOf(t, field, value)}</bdi>{' '}
                      <span className="muted">{formatNumber(count, i18n.language)}</span>
                    </Link>
                  </li>
                )
              })}
            </ul>
          </section>
        ))}
      </nav>
      <ColourPicker action={urls.library.grid()} kept={{ ...filter }} chosen={codeIn(query)} />
    </details>
  )
}

/** Values that have a name in each language. */
const NAMED: Partial<Record<FacetCounts['field'], string>> = {
  ...{ kind: 'kind', state: 'state', orientation: 'search.orientation', colour: 'search.colour' },
  rights: 'search.rights',
}

function nameOf(t: TFunction<'library'>, field: FacetCounts['field'], value: string): string {
  const named = NAMED[field]
  return named ? t(`${named}.${value}`) : value
}
