import { type ReactNode, useEffect, useRef } from 'react'
import { classes } from './classes'

export interface PopdownProps {
  summary: ReactNode
  /** Accessible name of the summary if it shows only an icon or initials. */
  label?: string
  children: ReactNode
  className?: string
  summaryClass?: string
  align?: 'end' | 'start'
  /** Opens upwards instead of downwards. */
  up?: boolean
}

/** A small panel below a button that opens without scripts; scripts close it on Escape and on a click outside. */
export function Popdown({ summary, label, children, className, summaryClass, align = 'end', up }: PopdownProps) {
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      const details = box.current
      if (!details?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        details.querySelector('summary')?.focus()
      } else if (details.contains(event.target as Node)) return
      details.open = false
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('focusin', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('focusin', close)
      document.removeEventListener('keydown', close)
    }
  }, [])
  const look = classes('popdown', up && 'popdown-up', align === 'start' && 'popdown-start', className)
  return (
    <details className={look} ref={box}>
      <summary className={summaryClass} aria-label={label}>
        {summary}
      </summary>
      <div className="menu-box">{children}</div>
    </details>
  )
}
