import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '~/domain/bulk/bulk-edit'
import { Button } from '~/ui/button'

const DONE: readonly Outcome[] = ['changed', 'unchanged']

/** How many assets had which outcome; those that were refused can be shown in the library. */
export function OutcomeList({
  outcomes,
  isPlan,
}: {
  outcomes: Partial<Record<Outcome, number>>
  /** Whether it is a preview of what would be. */
  isPlan?: boolean
}) {
  const { t } = useTranslation('bulk-edits')
  const present = Object.entries(outcomes).filter(([, count]) => count > 0) as [Outcome, number][]
  const refused = present.filter(([outcome]) => !DONE.includes(outcome))
  return (
    <ul className="plain-list stack-s">
      {present
        .filter(([outcome]) => DONE.includes(outcome))
        .map(([outcome, count]) => (
          <li key={outcome}>{t(isPlan ? `would.${outcome}` : `did.${outcome}`, { count })}</li>
        ))}
      {refused.map(([outcome, count]) => (
        <li key={outcome} className="button-row">
          <span>{t(`refused.${outcome}`, { count })}</span>
          {!isPlan && (
            <Form method="post">
              <input type="hidden" name="outcome" value={outcome} />
              <Button type="submit" name="intent" value="show" size="s">
                {t('show')}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
