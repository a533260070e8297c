import type { TFunction } from 'i18next'
import type { ShownFacet, ShownFacetValue } from '~/domain/search/shown-facets.queries.server'
import { formatNumber } from '~/i18n/format'

/** Returns what a value of a custom field is called; undefined for one of a built-in field. */
export function customValueText(
  t: TFunction<'search'>,
  facet: ShownFacet,
  { value, label, bucket }: ShownFacetValue,
  locale: string,
): string | undefined {
  if (facet.label === undefined) return undefined
  if (facet.isFlag) return t(`flag.${value}`)
  if (!bucket) return label ?? value
  const [from, to] = bucket
  return to - from === 1 ? formatNumber(from, locale) : `${formatNumber(from, locale)}–${formatNumber(to, locale)}`
}
