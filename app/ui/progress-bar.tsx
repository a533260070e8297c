import { type ReactNode, useId } from 'react'
import { classes } from './classes'

export interface ProgressBarProps {
  label: ReactNode
  labelHidden?: boolean
  /** 0 to 1; left out while it is not known. */
  value?: number
  /** Bytes, speed, time left: whatever is worth saying at the end of the line. */
  detail?: ReactNode
  tone?: 'accent' | 'ok' | 'warn' | 'bad'
}

/** How far something has come. */
export function ProgressBar({ label, labelHidden, value, detail, tone }: ProgressBarProps) {
  const id = useId()
  return (
    <div className={classes('progress', tone && `tone-${tone}`)}>
      <div className={labelHidden ? 'sr-only' : 'progress-label'}>
        <label htmlFor={id}>{label}</label>
        {detail && <span>{detail}</span>}
      </div>
      <progress id={id} max={1} value={value} />
    </div>
  )
}
