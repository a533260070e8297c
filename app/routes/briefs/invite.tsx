import type { SubmissionResult } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_INVITED } from '~/domain/intake/guest-list'
import { AUTONYMS, LOCALES } from '~/platform/language'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-field'
import type { Done, Invitation } from './act.server'

interface InviteProps {
  answer: (Done & { result?: SubmissionResult<string[]> }) | undefined
  locale: string
  /** Whether nobody was invited yet. */
  isFirst: boolean
  hasMail: boolean
  /** Whether the brief is not closed. */
  isOpen: boolean
}

/** Invites people by a list: it is read and shown first, and nobody is invited before that is confirmed. */
export function Invite({ answer, locale, isFirst, hasMail, isOpen }: InviteProps) {
  const { t } = useTranslation('briefs')
  const { result, invitation } = answer ?? {}
  const typed = result?.initialValue
  const isOurs = typed?.intent === 'check' || typed?.intent === 'invite'
  const errors = isOurs
    ? [...(result?.error?.guests ?? []), ...(result?.error?.file ?? []), ...(result?.error?.[''] ?? [])]
    : []
  const busy = useNavigation().formData?.get('intent') === 'check'
  if (!isOpen) return null
  if (invitation) return <Check invitation={invitation} hasMail={hasMail} />
  return (
    <section className="panel stack" aria-labelledby="brief-invite" id="invite">
      <h2 id="brief-invite">{t('invite.title')}</h2>
      <p className="muted">{t(hasMail ? 'invite.text' : 'invite.text_no_mail')}</p>
      <Form
        // A list that was sent is not shown again.
        key={answer?.done === 'invite' ? `${answer.count}` : 'list'}
        method="post"
        encType="multipart/form-data"
        className="stack"
      >
        <input type="hidden" name="intent" value="check" />
        <TextArea
          name="guests"
          label={t('invite.list')}
          help={t('invite.list_help', { most: MOST_INVITED })}
          rows={4}
          dir="ltr"
          errors={errors}
          defaultValue={isOurs && typeof typed?.guests === 'string' ? typed.guests : undefined}
        />
        <div className="field-pair">
          <div className="field">
            <label className="field-label" htmlFor="invite-file">
              {t('invite.file')}
            </label>
            <input
              className="input"
              id="invite-file"
              type="file"
              name="file"
              accept=".csv,.txt,.tsv,text/plain,text/csv"
            />
          </div>
          <Select
            name="locale"
            label={t('invite.locale')}
            defaultValue={locale}
            options={LOCALES.map((tag) => ({ value: tag, label: AUTONYMS[tag] ?? tag }))}
          />
        </div>
        <p>
          <Button type="submit" variant={isFirst ? 'primary' : 'quiet'} icon="users" busy={busy}>
            {t('invite.check')}
          </Button>
        </p>
      </Form>
    </section>
  )
}

const MOST_SHOWN = 100

/** What a list would do, before it does. */
function Check({
  invitation: { fresh, known, unreadable, locale },
  hasMail,
}: {
  invitation: Invitation
  hasMail: boolean
}) {
  const { t } = useTranslation('briefs')
  const heading = useRef<HTMLHeadingElement>(null)
  const busy = useNavigation().formData?.get('intent') === 'invite'
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="panel stack" aria-labelledby="brief-check" id="invite">
      <h2 id="brief-check" ref={heading} tabIndex={-1}>
        {t('invite.will', { count: fresh.length })}
      </h2>
      {known > 0 && <p className="muted">{t('invite.known', { count: known })}</p>}
      {fresh.length > MOST_INVITED && <Notice tone="bad">{t('invite.too_many', { most: MOST_INVITED })}</Notice>}
      {unreadable.length > 0 && (
        <Notice tone="warn" title={t('invite.unreadable', { count: unreadable.length })}>
          <ul className="bullet-list">
            {[...new Set(unreadable)].slice(0, MOST_SHOWN).map((line) => (
              <li key={line}>
                <bdi>{line.slice(0, 200)}</bdi>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ul className="brief-fresh">
        {fresh.slice(0, MOST_SHOWN).map(({ name, email }) => (
          <li key={email}>
            <bdi>{name}</bdi> <bdi className="muted">{email}</bdi>
          </li>
        ))}
      </ul>
      {fresh.length > MOST_SHOWN && <p className="muted">{t('invite.more', { count: fresh.length - MOST_SHOWN })}</p>}
      <Form method="post" className="button-row">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="guests" value={fresh.map(({ name, email }) => `${name} <${email}>`).join('\n')} />
        {fresh.length > 0 && fresh.length <= MOST_INVITED && (
          <Button type="submit" name="intent" value="invite" variant="primary" busy={busy}>
            {t('invite.send', { count: fresh.length, context: hasMail ? undefined : 'copy' })}
          </Button>
        )}
        <ButtonLink to=".">{t('invite.back')}</ButtonLink>
      </Form>
    </section>
  )
}
