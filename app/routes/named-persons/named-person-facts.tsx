import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NamedPerson } from '~/domain/named-persons/named-person'

/** What the register says of somebody, for those who do not change it. */
export function NamedPersonFacts({ person }: { person: NamedPerson }) {
  const { t } = useTranslation('named-persons')
  const { otherNames, creditLine, identifier, email, notes } = person
  const facts: [name: string, value: ReactNode][] = [
    [t('form.otherNames'), otherNames.join(', ')],
    [t('form.creditLine'), creditLine],
    [
      t('form.identifier'),
      identifier && (
        <a className="link" href={identifier} rel="noreferrer" dir="ltr">
          {identifier}
        </a>
      ),
    ],
    [
      t('form.email'),
      email && (
        <a className="link" href={`mailto:${email}`} dir="ltr">
          {email}
        </a>
      ),
    ],
    [t('form.notes'), notes],
  ]
  const known = facts.filter(([, value]) => value)
  if (known.length === 0) return null
  return (
    <dl className="facts panel">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
