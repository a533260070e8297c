import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { ButtonLink } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { guestUrls } from '~/urls/guests'
import type { GuestPage } from './guest-page.server'

/** Thanks for a submission: what was received and when, and what happens next. */
export function Receipt({ page }: { page: GuestPage }) {
  const { t } = useTranslation('intake')
  const { receipt, brief, guest, locale, isMailed, token, branding } = page
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  if (!receipt) return null
  return (
    <section className="receipt" aria-labelledby="receipt">
      <Icon name="check-circle" />
      <div>
        <h1 id="receipt" ref={heading} tabIndex={-1}>
          {t('receipt.title', { count: Number(receipt.files) })}
        </h1>
        <p>{t('receipt.text', { date: formatDateTime(receipt.submittedAt, brief.zone, locale) })}</p>
        <p>{isMailed ? t('receipt.mailed', { email: `\u2068${guest.email}\u2069` }) : t('receipt.keep')}</p>
        <p className="button-row">
          <ButtonLink href={guestUrls.page(token, branding?.slug)} variant="primary">
            {t(brief.state === 'open' ? 'receipt.more' : 'receipt.back')}
          </ButtonLink>
        </p>
      </div>
    </section>
  )
}
