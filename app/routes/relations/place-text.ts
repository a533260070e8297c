import type { TFunction } from 'i18next'
import type { UsedPlace } from '~/domain/swaps/places.queries.server'

/** Returns what a place is called: its kind and name. */
export function placeText({ place, name }: Pick<UsedPlace, 'place' | 'name'>, t: TFunction<'relations'>): string {
  if (place.kind === 'portal') return t(`place.${place.field}`, { name })
  return name === null ? t('place.share_other') : t(`place.${place.kind}`, { name })
}
