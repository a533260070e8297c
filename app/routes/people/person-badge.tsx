import { useTranslation } from 'react-i18next'
import type { PersonState } from '~/domain/identity/people.queries.server'
import { Badge, type Tone } from '~/ui/badge'

const TONES: Record<PersonState, Tone> = {
  active: 'ok',
  invited: 'info',
  invitation_over: 'warn',
  disabled: 'bad',
}

/** Whether a person can sign in. */
export function PersonBadge({ state }: { state: PersonState }) {
  const { t } = useTranslation('people')
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
}
