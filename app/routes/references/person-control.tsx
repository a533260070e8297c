import { useTranslation } from 'react-i18next'
import type { SuggestedPerson } from '~/domain/named-persons/named-persons.queries.server'
import { urls } from '~/urls'
import { AddPerson } from './add-person'
import { Combo, type ComboProps } from './combo'
import { useSuggested } from './use-suggested'

type PersonControlProps = Omit<ComboProps, 'useOptions' | 'extra'> & {
  /** Id of somebody who is not suggested. */
  not?: number
  /** Whether an unknown name can be added to the register. */
  mayAdd?: boolean
}

/** Names of the register of persons, with suggestions; whom it does not have is added by who may. */
export function PersonControl({ not, mayAdd = false, ...combo }: PersonControlProps) {
  const { t } = useTranslation(['named-persons', 'references'])
  const detailOf = ({ otherName, capacities }: SuggestedPerson) =>
    otherName ?? capacities.map((each) => t(`capacities.${each}`)).join(', ')
  const usePersons = (typed: string) => {
    const answer = useSuggested<{ q: string; persons: SuggestedPerson[] }>(typed, (q) =>
      urls.namedPersons.suggest({ q, not }),
    )
    return (answer?.persons ?? []).map((person) => ({
      ...{ value: `#${person.id}`, label: person.name, detail: detailOf(person) },
    }))
  }
  return (
    <Combo
      {...combo}
      help={[combo.help, combo.isMany && t('references:persons_help')].filter(Boolean).join(' ') || undefined}
      useOptions={usePersons}
      extra={mayAdd ? (typed, choose) => <AddPerson name={typed} onAdded={choose} /> : undefined}
    />
  )
}
