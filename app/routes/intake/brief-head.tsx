import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { ButtonLink } from '~/ui/button'
import { OtherZone } from '~/ui/other-zone'
import { RichText } from '~/ui/rich-text'
import type { GuestPage } from './guest-page.server'
import { rulesText } from './rules-text'

const SOON_MS = 48 * 3_600_000

/** What a brief asks for: title, deadline, text, the kit to work with, and what files must be like. */
export function BriefHead({ page }: { page: GuestPage }) {
  const { brief, guest, locale } = page
  const { t } = useTranslation('intake')
  const isSoon = brief.dueAt && brief.dueAt.getTime() - Date.now() < SOON_MS
  return (
    <header className="brief-head">
      <p className="eyebrow">{t('for', { name: `\u2068${guest.name}\u2069` })}</p>
      <h1>
        <bdi>{brief.title}</bdi>
      </h1>
      <div className="brief-due">
        {brief.state === 'open' ? (
          <Badge tone={isSoon ? 'warn' : 'accent'} icon="clock">
            {brief.dueAt ? t('due', { date: formatDateTime(brief.dueAt, brief.zone, locale) }) : t('no_due')}
          </Badge>
        ) : (
          <Badge icon="clock">{t(`state.${brief.state}`)}</Badge>
        )}
        {brief.dueAt && <OtherZone at={brief.dueAt} zone={brief.zone} locale={locale} />}
      </div>
      {brief.text && <RichText blocks={brief.text.blocks} lang={brief.text.lang} />}
      {brief.kitUrl && (
        <p>
          <ButtonLink href={brief.kitUrl} icon="download">
            {t('kit')}
          </ButtonLink>
        </p>
      )}
      <details className="brief-rules" open={page.files.length === 0}>
        <summary>{t('rules.title')}</summary>
        <ul>
          {rulesText(page, t).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </header>
  )
}
