import { useTranslation } from 'react-i18next'
import type { Place } from '~/domain/annotations/annotation'
import { formatNumber } from '~/i18n/format'
import { filmTime } from '~/platform/film-time'

/** Returns a function that says where a place is: `Page 2`, `0:12–0:18`, `Whole file`. */
export function usePlaceText(): (place: Place) => string {
  const { t, i18n } = useTranslation('annotations')
  return (place) => {
    if (place.kind === 'file') return t('place.file')
    if (place.kind === 'time')
      return [place.fromMs, place.toMs].flatMap((ms) => (ms === null ? [] : filmTime(ms))).join('–')
    if (place.page !== null) return t('place.page', { page: formatNumber(place.page, i18n.language) })
    return t(`place.${place.kind}`)
  }
}
