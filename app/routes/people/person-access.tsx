import { Form, useSubmit } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedPerson } from '~/domain/identity/people.queries.server'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'

interface PersonAccessProps {
  person: ListedPerson
  isInvited: boolean
  isSelf: boolean
  byMail: boolean
}

/** Sends a person a link to set a password; disables or restores their access. */
export function PersonAccess({ person, isInvited, isSelf, byMail }: PersonAccessProps) {
  const { t } = useTranslation('people')
  const submit = useSubmit()
  const [asking, setAsking] = useState(false)
  const isDisabled = person.state === 'disabled'
  const link = isInvited ? 'invite' : 'reset'
  return (
    <section className="stack panel" aria-labelledby="access">
      <h2 id="access">{t('access.title')}</h2>
      {!isDisabled && (
        <Form method="post" className="stack">
          <input type="hidden" name="intent" value="link" />
          <p className="muted">{t(`access.${link}_${byMail ? 'mail' : 'link'}`)}</p>
          <p className="button-row">
            <Button type="submit" icon={byMail ? 'mail' : 'key'}>
              {t(`access.${link}_button`)}
            </Button>
          </p>
        </Form>
      )}
      {isDisabled ? (
        <Form method="post" className="stack">
          <input type="hidden" name="intent" value="enable" />
          <p className="muted">{t('access.is_disabled')}</p>
          <p className="button-row">
            <Button type="submit" icon="undo">
              {t('access.enable')}
            </Button>
          </p>
        </Form>
      ) : (
        <p className="button-row">
          <Button variant="danger-quiet" icon="ban" onClick={() => setAsking(true)}>
            {t('access.disable')}
          </Button>
        </p>
      )}
      <ConfirmDialog
        open={asking}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          submit({ intent: 'disable' }, { method: 'post' })
        }}
        title={t('access.disable_title', { name: person.name })}
        confirmLabel={t('access.disable')}
        danger
      >
        <div className="stack">
          {isSelf && <p>{t('access.disable_self')}</p>}
          <p>{t('access.disable_text')}</p>
        </div>
      </ConfirmDialog>
    </section>
  )
}
