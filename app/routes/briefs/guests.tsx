import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { GuestClosedReason } from '~/domain/guests/guest'
import type { BriefGuestLine } from '~/domain/intake/briefs.queries.server'
import { formatDateTime } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { Button } from '~/ui/button'
import { CopyButton } from '~/ui/copy-button'
import { DataTable } from '~/ui/data-table'
import { urls } from '~/urls'

export interface GuestRow extends Omit<BriefGuestLine, 'token'> {
  /** The personal link. */
  address: string
  closed: GuestClosedReason | undefined
  isReminded: boolean
}

interface GuestsProps {
  briefId: string
  guests: GuestRow[]
  zone: string
  locale: string
}

/** Who was invited or gave a name, with their links and what came from them. */
export function Guests({ briefId, guests, zone, locale }: GuestsProps) {
  const { t } = useTranslation('briefs')
  if (guests.length === 0) return null
  const day = (at: Date) => formatDateTime(at, zone, locale)
  return (
    <section className="stack-s" aria-labelledby="brief-guests">
      <h2 id="brief-guests">{t('guests.title', { count: guests.length })}</h2>
      <DataTable
        caption={t('guests.caption')}
        rows={guests}
        rowKey={(guest) => guest.id}
        stacks
        columns={[
          {
            key: 'name',
            header: t('guests.name'),
            names: true,
            cell: (guest) => (
              <span className="brief-guest">
                <bdi>{guest.name}</bdi>
                <bdi className="muted">{guest.email}</bdi>
              </span>
            ),
          },
          {
            key: 'came',
            header: t('guests.came'),
            cell: (guest) => <Came guest={guest} briefId={briefId} />,
          },
          {
            key: 'seen',
            header: t('guests.seen'),
            quiet: true,
            cell: (guest) => (guest.lastSeenAt ? day(guest.lastSeenAt) : t('guests.never')),
          },
          {
            key: 'link',
            header: t('guests.link'),
            cell: (guest) =>
              guest.closed ? (
                <Badge tone="bad">{t(`guests.${guest.closed}`)}</Badge>
              ) : (
                <span className="brief-link">
                  <CopyButton text={guest.address} label={t('guests.copy')} />
                  <noscript>
                    <input
                      className="input numbers"
                      readOnly
                      value={guest.address}
                      aria-label={t('guests.link')}
                      dir="ltr"
                    />
                  </noscript>
                  <span className="muted">{t('guests.until', { until: day(guest.expiresAt) })}</span>
                </span>
              ),
          },
          {
            key: 'acts',
            header: t('guests.acts'),
            headerHidden: true,
            cell: (guest) => !guest.revokedAt && <Acts guest={guest} />,
          },
        ]}
      />
    </section>
  )
}

function Came({ guest, briefId }: { guest: GuestRow; briefId: string }) {
  const { t } = useTranslation('briefs')
  return (
    <span className="brief-guest">
      {guest.submitted > 0 ? (
        <Link className="link" to={urls.briefs.show(briefId, { guest: guest.id })}>
          {t('deliveries.files', { count: guest.submitted })}
        </Link>
      ) : (
        <span>{t('guests.nothing')}</span>
      )}
      {guest.unsent > 0 && <span className="muted">{t('guests.unsent', { count: guest.unsent })}</span>}
      {guest.isReminded && <span className="muted">{t('guests.reminded')}</span>}
    </span>
  )
}

function Acts({ guest }: { guest: GuestRow }) {
  const { t } = useTranslation('briefs')
  return (
    <details className="disclosure">
      <summary aria-label={t('guests.more_of', { name: guest.name })}>{t('guests.more')}</summary>
      <Form method="post" className="stack-s">
        <input type="hidden" name="guest" value={guest.id} />
        <p className="button-row">
          <Button type="submit" name="intent" value="extend" size="s" icon="calendar">
            {t('guests.extend')}
          </Button>
          <Button type="submit" name="intent" value="revoke" size="s" variant="danger-quiet" icon="ban">
            {t('guests.revoke')}
          </Button>
        </p>
        <p className="field-help">{t('guests.revoke_help')}</p>
      </Form>
    </details>
  )
}
