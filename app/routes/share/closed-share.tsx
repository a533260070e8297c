import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import type { IconName } from '~/ui/icon-names'
import { OtherZone } from '~/ui/other-zone'
import { SplitPage } from '~/ui/split-page'
import type { ClosedPage } from './enter-share.server'

const ICONS: Record<string, IconName> = { unknown: 'link', link_expired: 'clock', link_not_yet: 'calendar' }

/** Page of a closed link: why, since or until when, and whom to contact. Reveals nothing about its contents. */
export function ClosedShare({ reason, at, zone, contact, branding, locale }: ClosedPage) {
  const { t } = useTranslation('share')
  const date = at ? formatDateTime(at, zone, locale) : undefined
  const subject = encodeURIComponent(t('closed.ask_subject'))
  return (
    <SplitPage title={t(`closed.${reason}.title`)} icon={ICONS[reason] ?? 'ban'} picture={branding?.hero}>
      <p className="public-lead">{t(`closed.${reason}.text`, { date })}</p>
      {at && <OtherZone at={at} zone={zone} locale={locale} />}
      {contact && (
        <p>
          <a className="button button-primary button-l" href={`mailto:${contact}?subject=${subject}`}>
            {t('closed.ask')}
          </a>
        </p>
      )}
    </SplitPage>
  )
}
