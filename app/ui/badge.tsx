import type { ReactNode } from 'react'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icon-names'

export type Tone = 'neutral' | 'ok' | 'warn' | 'bad' | 'info' | 'accent'

/** A short state as text; the colour only repeats its meaning. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={classes('badge', `tone-${tone}`)}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}
