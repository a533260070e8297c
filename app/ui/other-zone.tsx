import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { localOf } from '~/platform/zoned-time'
import { useScripted } from './scripting'

/**
 * Shows an instant, already displayed in `zone`, in the reader's own zone as well, or in UTC without scripts; renders
 * nothing if both clocks show the same time.
 */
export function OtherZone({ at, zone, locale }: { at: Date; zone: string; locale: string }) {
  const { t } = useTranslation('ui')
  const scripted = useScripted()
  const other = scripted ? Intl.DateTimeFormat().resolvedOptions().timeZone : 'UTC'
  if (localOf(at, other) === localOf(at, zone)) return null
  const date = formatDateTime(at, other, locale)
  return (
    <time className="other-zone" dateTime={at.toISOString()}>
      {t(scripted ? 'time.yours' : 'time.utc', { date })}
    </time>
  )
}
