import { useTranslation } from 'react-i18next'
import type { ProposedCredit } from '~/domain/named-persons/named-persons.queries.server'
import { Button } from '~/ui/button'
import { setInputValue } from './set-input-value'

interface CreditProposalsProps {
  /** Id of the input of the credit line. */
  inputId: string
  proposed: ProposedCredit[]
}

/** Credit lines that persons of the register have, each put into the empty input by a button. */
export function CreditProposals({ inputId, proposed }: CreditProposalsProps) {
  const { t } = useTranslation('references')
  if (proposed.length === 0) return null
  return (
    <ul className="plain-list stack-xs">
      {proposed.map(({ name, creditLine }) => (
        <li key={creditLine} className="button-row">
          <span>
            {t('credit_of', { name })} <bdi className="strong">{creditLine}</bdi>
          </span>
          <Button size="s" onClick={() => setInputValue(inputId, creditLine)}>
            {t('use_credit', { credit: creditLine })}
          </Button>
        </li>
      ))}
    </ul>
  )
}
