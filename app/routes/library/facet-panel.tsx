import { Link } from '@remix-run/react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { swatchOf } from '~/domain/search/colours'
import { codeIn } from '~/domain/search/query/colour-code'
import { parseQuery } from '~/domain/search/query/parse'
import type { Query } from '~/domain/search/query/query'
import { toggleTerm, writeQuery } from '~/domain/search/query/write'
import type { ShownFacet, ShownFacetValue } from '~/domain/search/shown-facets.queries.server'
import { formatNumber } from '~/i18n/format'
import { Swatch } from '~/ui/swatch'
import { type LibraryQuery, urls } from '~/urls'
import { ColourPicker } from '../colours/colour-picker'
import { customValueText } from '../search/facet-text'

interface FacetPanelProps {
  facets: ShownFacet[]
  filter: LibraryQuery
  /** Titles of collections by their slugs. */
  titles: Partial<Record<string, string>>
}

/** What a result has, with counts: each value is a link that narrows the result to it, or takes that back. */
export function FacetPanel({ facets, filter, titles }: FacetPanelProps) {
  const { t, i18n } = useTranslation('library')
  const { t: named } = useTranslation('search')
  const query = parseQuery(filter.q ?? '')
  if (facets.length === 0) return null
  return (
    <details className="facets">
      <summary>{t('search.facets')}</summary>
      <nav aria-label={t('search.facets')}>
        {facets.map((facet) => (
          <section key={facet.field}>
            <h2>{facet.label ?? t(`search.field.${facet.field}`)}</h2>
            <ul>
              {facet.values.map((value) => (
                <li key={value.value}>
                  <Link
                    to={urls.library.grid({ ...filter, q: toggled(query, value) })}
                    aria-current={value.chosenAs ? 'true' : undefined}
                  >
                    {facet.field === 'colour' && <Swatch hex={swatchOf(value.value)?.hex ?? value.value} />}
                    <bdi>
                      {customValueText(named, facet, value, i18n.language) ??
                        ((facet.field === 'in' && titles[value.value]) || nameOf(t, facet.field, value.value))}
                    </bdi>{' '}
                    <span className="muted">{formatNumber(value.count, i18n.language)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <ColourPicker action={urls.library.grid()} kept={{ ...filter }} chosen={codeIn(query)} />
    </details>
  )
}

const toggled = (query: Query, { raw, chosenAs }: ShownFacetValue): string | undefined =>
  writeQuery(toggleTerm(query, chosenAs ?? raw)) || undefined

/** Values that have a name in each language. */
const NAMED: Partial<Record<string, string>> = {
  ...{ kind: 'kind', state: 'state', orientation: 'search.orientation', colour: 'search.colour' },
  rights: 'search.rights',
}

function nameOf(t: TFunction<'library'>, field: string, value: string): string {
  const named = NAMED[field]
  return named ? t(`${named}.${value}`) : value
}
