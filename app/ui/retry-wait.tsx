import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * Counts down the seconds until the next attempt; 0 when it may be made. Where no scripts run the number stays as it was
 * served, and a form must not wait for it.
 */
export function useWait(seconds: number | undefined): number {
  const [left, setLeft] = useState(seconds ?? 0)
  useEffect(() => {
    if (!seconds) return setLeft(0)
    // By the clock and not by ticks, which a tab in the background is given late.
    const until = performance.now() + seconds * 1000
    const tick = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}

/** Says how long the next attempt must wait; aloud only once, when it need not wait any more. */
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
