import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import type { GuestRow } from './guests'

const MOST_NAMED = 12

/** Who sent nothing yet, and what reminds them. */
export function Remind({ guests, hasMail }: { guests: GuestRow[]; hasMail: boolean }) {
  const { t } = useTranslation('briefs')
  const busy = useNavigation().formData?.get('intent') === 'remind'
  const silent = guests.filter(({ closed, lastSubmittedAt }) => !closed && !lastSubmittedAt)
  const due = silent.filter(({ isReminded }) => !isReminded)
  if (silent.length === 0) return null
  return (
    <section className="panel stack-s" aria-labelledby="brief-remind">
      <h2 id="brief-remind">{t('remind.title', { count: silent.length })}</h2>
      <ul className="plain-list">
        {silent.slice(0, MOST_NAMED).map(({ id, name, isReminded }) => (
          <li key={id}>
            <span>
              <bdi>{name}</bdi> {isReminded && <span className="muted">{t('guests.reminded')}</span>}
            </span>
          </li>
        ))}
      </ul>
      {silent.length > MOST_NAMED && <p className="muted">{t('invite.more', { count: silent.length - MOST_NAMED })}</p>}
      {!hasMail && <p className="muted">{t('remind.no_mail')}</p>}
      {hasMail && due.length > 0 && (
        <Form method="post">
          <Button type="submit" name="intent" value="remind" icon="mail" busy={busy}>
            {t('remind.send', { count: due.length })}
          </Button>
        </Form>
      )}
      {hasMail && due.length === 0 && <p className="muted">{t('remind.all')}</p>}
    </section>
  )
}
