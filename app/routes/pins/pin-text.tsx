import { useTranslation } from 'react-i18next'
import type { Pin } from '~/domain/assets/pin'
import { formatDateTime } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { useDefaultTimeZone } from '../library/default-time-zone'

/** What an item of a collection or share delivers, in words: the approved version, the pinned one, or nothing. */
export function PinText({ pin, locale }: { pin: Pin | undefined; locale: string }) {
  const { t } = useTranslation('pins')
  const zone = useDefaultTimeZone()
  if (!pin) return <span className="muted">{t('follows')}</span>
  if (pin.isWithdrawn) return <Badge tone="bad">{t('withdrawn', { number: pin.number })}</Badge>
  return (
    <Badge icon="lock">{t('pinned', { number: pin.number, date: formatDateTime(pin.pinnedAt, zone, locale) })}</Badge>
  )
}
