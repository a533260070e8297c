import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { ConfirmedButton } from './confirmed-button'

interface NamedPersonActsProps {
  name: string
  isArchived: boolean
  /** Whether assets name them. */
  isUsed: boolean
}

/** Archives somebody, brings them back, or removes whom no asset names. */
export function NamedPersonActs({ name, isArchived, isUsed }: NamedPersonActsProps) {
  const { t } = useTranslation('named-persons')
  return (
    <Form method="post" className="stack-s panel">
      <h2>{t(isArchived ? 'restore' : 'archive')}</h2>
      <p className="muted">{t(isArchived ? 'restore_help' : 'archive_help')}</p>
      <p className="button-row">
        <Button type="submit" name="intent" value={isArchived ? 'restore' : 'archive'}>
          {t(isArchived ? 'restore' : 'archive')}
        </Button>
        {!isUsed && (
          <ConfirmedButton intent="delete" label={t('delete.act')} title={t('delete.title', { name })}>
            {t('delete.text')}
          </ConfirmedButton>
        )}
      </p>
    </Form>
  )
}
