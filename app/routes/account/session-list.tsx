import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenSession } from '~/domain/identity/sessions.queries.server'
import { namedDevice } from '~/domain/identity/user-agent'
import { formatDateTime } from '~/i18n/format'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { Badge } from '~/ui/badge'
import { Button } from '~/ui/button'

/** The person's sessions, with buttons to end one, or all but this one. */
export function SessionList({
  sessions,
  locale,
  children,
}: {
  sessions: OpenSession[]
  locale: string
  children: ReactNode
}) {
  const { t } = useTranslation('account')
  const zone = useDefaultTimeZone()
  return (
    <section className="stack panel" aria-labelledby="sessions">
      <h2 id="sessions">{t('sessions.title')}</h2>
      {children}
      <ul className="plain-list">
        {sessions.map((session) => {
          const device = deviceText(session, t)
          return (
            <li key={session.key} className="session-line">
              <div className="session-text">
                <p>
                  {device} {session.isThis && <Badge tone="ok">{t('sessions.this')}</Badge>}
                </p>
                <p className="muted">
                  {t('sessions.used', { at: formatDateTime(session.lastUsedAt, zone, locale) })}
                  {' · '}
                  {t('sessions.began', { at: formatDateTime(session.createdAt, zone, locale) })}
                  {session.network && (
                    <>
                      {' · '}
                      {t('sessions.from')} <bdi dir="ltr">{session.network}</bdi>
                    </>
                  )}
                </p>
              </div>
              {!session.isThis && (
                <Form method="post">
                  <input type="hidden" name="intent" value="end_session" />
                  <input type="hidden" name="session" value={session.key} />
                  <Button type="submit" size="s" aria-label={t('sessions.end_named', { device })}>
                    {t('sessions.end')}
                  </Button>
                </Form>
              )}
            </li>
          )
        })}
      </ul>
      {sessions.length > 1 && (
        <Form method="post">
          <input type="hidden" name="intent" value="end_others" />
          <Button type="submit" variant="danger-quiet" icon="sign-out">
            {t('sessions.end_others')}
          </Button>
        </Form>
      )}
    </section>
  )
}

function deviceText({ userAgent }: OpenSession, t: (key: string, facts?: Record<string, unknown>) => string): string {
  const { browser, system } = namedDevice(userAgent)
  if (browser && system) return t('sessions.device', { browser, system })
  return browser ?? system ?? t('sessions.unknown')
}
