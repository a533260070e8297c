import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import type { ClosedLanding } from './landing.server'

/** A link that is not open: why, since or until when, and whom to ask. Never what is behind it. */
export function ClosedShare({ reason, at, zone, contact, status, locale }: ClosedLanding) {
  const { t } = useTranslation('share')
  const date = at ? formatDateTime(at, zone, locale) : undefined
  const subject = encodeURIComponent(t('closed.ask_subject'))
  return (
    <div className="public-section share-closed">
      <p className="eyebrow numbers">{status}</p>
      <h1>{t(`closed.${reason}.title`)}</h1>
      <p className="public-lead">{t(`closed.${reason}.text`, { date })}</p>
      {contact && (
        <p>
          <a className="button button-primary" href={`mailto:${contact}?subject=${subject}`}>
            {t('closed.ask')}
          </a>
        </p>
      )}
    </div>
  )
}
