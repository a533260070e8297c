import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

export interface Tab {
  to: string
  label: ReactNode
  count?: number
  current?: boolean
}

/** Views of one thing, as links: each has an address and works without scripts. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} className="tab" aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className="tab-count">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
