import { useTranslation } from 'react-i18next'
import type { ShareState } from '~/domain/shares/share'
import { Badge, type Tone } from '~/ui/badge'

const TONES: Record<ShareState, Tone> = { open: 'ok', not_yet: 'info', expired: 'neutral', revoked: 'bad' }

/** The state of a share link. */
export function ShareBadge({ state }: { state: ShareState }) {
  const { t } = useTranslation('shares')
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
}
