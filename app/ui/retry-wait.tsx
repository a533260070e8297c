import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * Returns the seconds until the next attempt, counting down; 0 when it is allowed. Without scripts the number does not
 * change, so a form must not depend on it.
 */
export function useWait(seconds: number | undefined): number {
  const [left, setLeft] = useState(seconds ?? 0)
  useEffect(() => {
    if (!seconds) return setLeft(0)
    // Computed from the clock: timers of background tabs are delayed.
    const until = performance.now() + seconds * 1000
    const tick = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}

/** Shows how long to wait until the next attempt; announced once, when the wait is over. */
export function RetryWait({ left }: { left: number }) {
  const { t } = useTranslation('ui')
  return (
    <div className="retry-wait">
      {left > 0 && (
        <p role="timer" className="numbers">
          {t('retry.wait', { count: left })}
        </p>
      )}
      <p role="status">{left === 0 && t('retry.now')}</p>
    </div>
  )
}
