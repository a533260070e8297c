import { useTranslation } from 'react-i18next'
import { formatBytes, formatUnit } from '~/i18n/format'
import { Button } from '~/ui/button'
import { ProgressBar } from '~/ui/progress-bar'
import { type Deliveries, isMoving } from './use-deliveries'

/** How far all files are, how fast they go and how long it takes; pauses and resumes all. */
export function SendingBar({ deliveries, locale }: { deliveries: Deliveries; locale: string }) {
  const { t } = useTranslation('intake')
  const sendings = deliveries.locals.flatMap(({ sending }) => sending ?? [])
  const checking = deliveries.locals.filter(({ phase }) => phase === 'checking').length
  const moving = sendings.filter(isMoving)
  const paused = sendings.filter(({ state }) => state === 'paused')
  if (moving.length + paused.length + checking === 0) return null
  const counted = sendings.filter(({ state }) => state !== 'failed')
  const total = counted.reduce((sum, { bytes }) => sum + bytes, 0)
  const sent = counted.reduce((sum, each) => sum + each.sent, 0)
  const left = deliveries.speed > 0 ? Math.ceil((total - sent) / deliveries.speed) : undefined
  const detail = [
    t('sending.bytes', { sent: formatBytes(sent, locale), total: formatBytes(total, locale) }),
    moving.length > 0 && deliveries.speed > 0 && t('sending.speed', { bytes: formatBytes(deliveries.speed, locale) }),
    moving.length > 0 && left !== undefined && t('sending.left', { time: duration(left, locale) }),
  ]
  return (
    <div className="sending-bar">
      <ProgressBar
        label={
          checking > 0 ? t('sending.checking', { count: checking }) : t('sending.title', { count: counted.length })
        }
        value={total ? sent / total : undefined}
        detail={detail.filter(Boolean).join(' · ')}
      />
      {moving.length > 0 && (
        <Button size="s" icon="pause" onClick={() => each(moving, deliveries.pause)}>
          {t('sending.pause')}
        </Button>
      )}
      {moving.length === 0 && paused.length > 0 && (
        <Button size="s" icon="play" onClick={() => each(paused, deliveries.resume)}>
          {t('sending.resume')}
        </Button>
      )}
    </div>
  )
}

/** Those that wait come first, so that none of them begins meanwhile. */
function each(sendings: readonly { key: string; state: string }[], act: (key: string) => void): void {
  const waiting = sendings.filter(({ state }) => state === 'waiting')
  for (const { key } of [...waiting, ...sendings.filter(({ state }) => state !== 'waiting')]) act(key)
}

const duration = (seconds: number, locale: string): string =>
  seconds < 90 ? formatUnit(seconds, 'second', locale) : formatUnit(Math.round(seconds / 60), 'minute', locale)
