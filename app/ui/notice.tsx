import type { ReactNode } from 'react'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icon-names'

const ICONS = { info: 'info', ok: 'check-circle', warn: 'warning', bad: 'error' } as const satisfies Record<
  string,
  IconName
>

export interface NoticeProps {
  tone?: keyof typeof ICONS
  title?: ReactNode
  children?: ReactNode
  /** Buttons or links at the end. */
  actions?: ReactNode
  /** Announces it when it appears: `polite` waits, `assertive` interrupts. */
  live?: 'polite' | 'assertive'
}

/** A message in the flow of the page. */
export function Notice({ tone = 'info', title, children, actions, live }: NoticeProps) {
  const role = live === 'assertive' ? 'alert' : live === 'polite' ? 'status' : undefined
  return (
    <div className={classes('notice', `tone-${tone}`)} role={role} data-result={live ? '' : undefined}>
      <Icon name={ICONS[tone]} />
      <div className="notice-body">
        {title && <p className="notice-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {actions && <div className="notice-actions">{actions}</div>}
    </div>
  )
}
