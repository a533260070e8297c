import type { SubmissionResult } from '@conform-to/react'
import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { NamedPerson } from '~/domain/named-persons/named-person'
import { urls } from '~/urls'
import { PersonControl } from '../references/person-control'
import { ConfirmedButton } from './confirmed-button'

interface MergePersonProps {
  person: NamedPerson
  namesakes: { id: number; name: string }[]
  result?: SubmissionResult<string[]>
}

/** Merges an entry of the register into another one of the same person. */
export function MergePerson({ person, namesakes, result }: MergePersonProps) {
  const { t } = useTranslation('named-persons')
  const busy = useNavigation().formData?.get('intent') === 'merge'
  const typed = result?.initialValue?.into
  return (
    <Form method="post" className="stack panel">
      <h2>{t('merge.title')}</h2>
      {namesakes.length > 0 && (
        <p>
          {t('merge.namesakes')}{' '}
          {namesakes.map(({ id, name }) => (
            <Link key={id} className="link" to={urls.namedPersons.edit(id)}>
              <bdi>
                {name} #{id}
              </bdi>
            </Link>
          ))}
        </p>
      )}
      <p className="muted">{t('merge.help', { name: person.name })}</p>
      <PersonControl
        id="merge-into"
        name="into"
        label={t('merge.into')}
        held={[]}
        typed={typeof typed === 'string' ? typed : ''}
        not={person.id}
        errors={result?.error?.into ?? undefined}
      />
      <p className="button-row">
        <ConfirmedButton
          intent="merge"
          label={t('merge.run')}
          title={t('merge.sure', { name: person.name })}
          busy={busy}
        >
          {t('merge.help', { name: person.name })} {t('merge.final')}
        </ConfirmedButton>
      </p>
    </Form>
  )
}
