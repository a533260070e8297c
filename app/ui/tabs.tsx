import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'

export interface Tab {
  to: string
  label: ReactNode
  count?: number
  current?: boolean
}

/** Views of one thing, as links: each has an address and works without scripts. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const { i18n } = useTranslation('ui')
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} className="tab" aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className="tab-count">{formatNumber(tab.count, i18n.language)}</span>}
        </Link>
      ))}
    </nav>
  )
}
