import { useTranslation } from 'react-i18next'
import type { BriefState } from '~/domain/intake/brief'
import { Badge, type Tone } from '~/ui/badge'

const TONES: Record<BriefState, Tone> = { open: 'ok', over: 'warn', closed: 'neutral' }

/** Whether guests may deliver for a brief. */
export function BriefBadge({ state }: { state: BriefState }) {
  const { t } = useTranslation('briefs')
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
}
