import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'

/** Assets are counted up to this many. */
const MOST = 1000

/** How many assets name somebody; of many that there are more. */
export function UsedCount({ used, locale }: { used: number; locale: string }) {
  const { t } = useTranslation('named-persons')
  return (
    <>{used > MOST ? t('more_than', { count: MOST, shown: formatNumber(MOST, locale) }) : formatNumber(used, locale)}</>
  )
}
