import { useTranslation } from 'react-i18next'
import type { IconName } from '~/ui/icon-names'
import { SplitPage } from '~/ui/split-page'
import type { Entrance } from './enter-guest.server'

const ICONS: Record<string, IconName> = { unknown: 'link', guest_expired: 'clock', brief_over: 'clock' }

type Closed = Extract<Entrance, { state: 'closed' }>

/** Page of a link that opens nothing: why, and whom to ask. */
export function ClosedLink({ reason, contact, branding }: Closed) {
  const { t } = useTranslation('intake')
  const subject = encodeURIComponent(t('closed.ask_subject'))
  return (
    <SplitPage title={t(`closed.${reason}.title`)} icon={ICONS[reason] ?? 'ban'} picture={branding?.hero}>
      <p className="public-lead">{t(`closed.${reason}.text`)}</p>
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
