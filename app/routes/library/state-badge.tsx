import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { Badge, type Tone } from '~/ui/badge'

type Facts = Pick<StaffAsset, 'state' | 'isApproved' | 'isHeld' | 'embargoUntil' | 'expiresAt'>

const TONES: Record<StaffAsset['state'], Tone> = {
  draft: 'neutral',
  in_review: 'info',
  approved: 'ok',
  changes_asked: 'warn',
}

/** The most important state of an asset: why it is not available outside, or that it is. */
export function StateBadge({ asset }: { asset: Facts }) {
  const { t } = useTranslation('library')
  const now = Date.now()
  if (asset.isApproved && asset.expiresAt && asset.expiresAt.getTime() <= now)
    return (
      <Badge tone="bad" icon="ban">
        {t('state.expired')}
      </Badge>
    )
  if (asset.isApproved && asset.embargoUntil && asset.embargoUntil.getTime() > now)
    return (
      <Badge tone="warn" icon="clock">
        {t('state.embargo')}
      </Badge>
    )
  if (asset.isHeld)
    return (
      <Badge tone="warn" icon="warning">
        {t('state.held')}
      </Badge>
    )
  return <Badge tone={TONES[asset.state]}>{t(`state.${asset.state}`)}</Badge>
}
