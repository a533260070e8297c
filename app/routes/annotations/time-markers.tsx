import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { filmTime } from '~/platform/film-time'
import { threadId, useAnnotations } from './annotations-context'

/** The numbers of annotations below a film or sound, each at its time. */
export function TimeMarkers() {
  const { t, i18n } = useTranslation('annotations')
  const annotations = useAnnotations()
  const duration = useDuration()
  const timed = (annotations?.shown ?? []).flatMap(({ place, isShown, number, state }) =>
    isShown && place.kind === 'time' ? [{ number, state, ...place }] : [],
  )
  if (!annotations || timed.length === 0) return null
  const share = (ms: number) => `${Math.min(100, duration > 0 ? ms / duration / 10 : 0)}%`
  return (
    <nav className="time-markers" aria-label={t('markers')}>
      {timed.map(({ number, state, fromMs, toMs }) => (
        <span key={number} className="time-marker" style={{ left: share(fromMs) }}>
          <a
            href={`#${threadId(number)}`}
            className="marker"
            data-state={state}
            data-active={annotations.active === number || undefined}
            title={[fromMs, toMs].flatMap((ms) => (ms === null ? [] : filmTime(ms))).join('–')}
            aria-label={t('marker', { number, state: t(`state.${state}`), text: filmTime(fromMs) })}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return
              event.preventDefault()
              annotations.goTo(number)
              annotations.open(number)
            }}
          >
            {formatNumber(number, i18n.language)}
          </a>
        </span>
      ))}
    </nav>
  )
}

/** Returns the duration of the film or sound beside the markers in seconds; 0 until it is known. */
function useDuration(): number {
  const annotations = useAnnotations()
  const box = annotations?.box
  const [duration, setDuration] = useState(0)
  useEffect(() => {
    const player = box?.current?.querySelector<HTMLMediaElement>('video, audio')
    if (!player) return
    const look = () => setDuration(Number.isFinite(player.duration) ? player.duration : 0)
    look()
    player.addEventListener('durationchange', look)
    return () => player.removeEventListener('durationchange', look)
  }, [box])
  return duration
}
