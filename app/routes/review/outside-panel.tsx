import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { pickText } from '~/platform/language'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import type { ReviewItem } from './item'

/** Who brought a file from outside, for what, and what was accepted with it. */
export function OutsidePanel({ outside, locale }: { outside: NonNullable<ReviewItem['outside']>; locale: string }) {
  const { t } = useTranslation('outside')
  const zone = useDefaultTimeZone()
  const { guestName, guestEmail, briefTitle, briefLocale, slot, message, submittedAt, agreement, madeWithAi } = outside
  return (
    <section className="panel stack" aria-labelledby="outside-heading">
      <h2 id="outside-heading">{t('panel.heading')}</h2>
      <dl className="facts">
        <Fact label={t('panel.guest')}>
          <bdi>{guestName}</bdi> <bdi className="muted">{guestEmail}</bdi>
        </Fact>
        <Fact label={t('panel.brief')}>
          <bdi>{pickText(briefTitle, locale, briefLocale)?.value}</bdi>
        </Fact>
        {slot && (
          <Fact label={t('panel.slot')}>
            <bdi>{slot}</bdi>
          </Fact>
        )}
        <Fact label={t('panel.submitted')}>{formatDateTime(submittedAt, zone, locale)}</Fact>
        <Fact label={t('panel.agreement')}>
          {agreement ? (
            <bdi>{t('panel.agreement_version', { name: agreement.name, number: agreement.number })}</bdi>
          ) : (
            t('panel.no_agreement')
          )}
        </Fact>
        {madeWithAi !== null && <Fact label={t('panel.ai')}>{t(madeWithAi ? 'panel.ai_yes' : 'panel.ai_no')}</Fact>}
      </dl>
      {message && <q dir="auto">{message}</q>}
    </section>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)
