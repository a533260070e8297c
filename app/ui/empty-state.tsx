import type { ReactNode } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-names'

/** A place with nothing in it yet: why, and what to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  icon?: IconName
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="empty">
      {icon && <Icon name={icon} />}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className="button-row">{actions}</div>}
    </div>
  )
}
