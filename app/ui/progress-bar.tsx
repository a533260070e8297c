import { type ReactNode, useId } from 'react'
import { classes } from './classes'

export interface ProgressBarProps {
  label: ReactNode
  labelHidden?: boolean
  /** 0 to 1; undefined while unknown. */
  value?: number
  /** Text at the end of the line: bytes, speed, time left. */
  detail?: ReactNode
  tone?: 'accent' | 'ok' | 'warn' | 'bad'
}

/** A labelled progress bar. */
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
