import type { TFunction } from 'i18next'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { swatchOf } from '~/domain/search/colours'
import { parseQuery } from '~/domain/search/query/parse'
import { toggleTerm, writeQuery } from '~/domain/search/query/write'
import type { ShownFacet, ShownFacetValue } from '~/domain/search/shown-facets.queries.server'
import { formatNumber } from '~/i18n/format'
import { Icon } from '~/ui/icon'
import { Swatch } from '~/ui/swatch'
import { customValueText } from './facet-text'

interface NarrowingProps {
  q: string
  facets: ShownFacet[]
  /** Titles of collections by their slugs. */
  titles: Partial<Record<string, string>>
  locale: string
  /** Address of the result of a query. */
  hrefOf: (q: string) => string
}

/**
 * Links that narrow the result of a public search; those that do already take that back. On phones only those are shown until
 * the others are asked for, since the files are what a visitor came for.
 */
export function Narrowing({ q, facets, titles, locale, hrefOf }: NarrowingProps) {
  const { t } = useTranslation(['search', 'portal'])
  const query = parseQuery(q)
  const id = useId()
  if (facets.length === 0) return null
  return (
    <section className="result-facets" aria-label={t('portal:search.narrow')}>
      <input type="checkbox" id={id} className="sr-only result-narrow" />
      <label htmlFor={id} className="button button-s">
        {t('portal:search.narrow')}
        <Icon name="chevron-down" />
      </label>
      {facets.map((facet) => (
        <div key={facet.field} className="result-facet">
          <h3>{facet.label ?? t(`field.${facet.field}`)}</h3>
          <ul className="result-chips">
            {facet.values.map((value) => (
              <li key={value.value}>
                <a
                  className="button button-s"
                  href={hrefOf(writeQuery(toggleTerm(query, value.chosenAs ?? value.raw)))}
                  aria-current={value.chosenAs ? 'true' : undefined}
                >
                  {value.chosenAs && <Icon name="check" />}
                  {facet.field === 'colour' && <Swatch hex={swatchOf(value.value)?.hex ?? value.value} />}
                  <bdi>{customValueText(t, facet, value, locale) ?? nameOf(t, facet, value, titles)}</bdi>{' '}
                  <span>{formatNumber(value.count, locale)}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function nameOf(
  t: TFunction<['search', 'portal']>,
  { field }: ShownFacet,
  { value }: ShownFacetValue,
  titles: NarrowingProps['titles'],
): string {
  if (field === 'in') return titles[value] ?? value
  if (field === 'kind') return t(`portal:kind.${value}`)
  return field === 'orientation' || field === 'colour' ? t(`${field}.${value}`) : value
}
