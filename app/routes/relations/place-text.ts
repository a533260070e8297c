import type { TFunction } from 'i18next'
import type { UsedPlace } from '~/domain/swaps/places.queries.server'

/** Returns what a place is called: its kind and name, and the version that is pinned there. */
export function placeText(used: Pick<UsedPlace, 'place' | 'name' | 'pin'>, t: TFunction<'relations'>): string {
  const called = nameText(used, t)
  return used.pin ? t('place.pinned', { place: called, number: used.pin.number }) : called
}

function nameText({ place, name }: Pick<UsedPlace, 'place' | 'name'>, t: TFunction<'relations'>): string {
  if (place.kind === 'portal') return t(`place.${place.field}`, { name })
  return name === null ? t('place.share_other') : t(`place.${place.kind}`, { name })
}
