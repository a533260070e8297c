import { useTranslation } from 'react-i18next'
import type { Pin } from '~/domain/assets/pin'
import { formatDate } from '~/i18n/format'
import { Icon } from '~/ui/icon'
import { useDefaultTimeZone } from '../library/default-time-zone'

/** What an item of a collection or share delivers, in words: the approved version, the pinned one, or nothing. */
export function PinText({ pin, locale }: { pin: Pin | undefined; locale: string }) {
  const { t } = useTranslation('pins')
  const zone = useDefaultTimeZone()
  if (!pin) return <span className="pin-text muted">{t('follows')}</span>
  const { number, isWithdrawn, pinnedAt } = pin
  return (
    <span className={isWithdrawn ? 'pin-text pin-text-withdrawn' : 'pin-text'}>
      <Icon name={isWithdrawn ? 'error' : 'lock'} />
      <span>
        {isWithdrawn ? t('withdrawn', { number }) : t('pinned', { number, date: formatDate(pinnedAt, locale, zone) })}
      </span>
    </span>
  )
}
