import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface Tab {
  to: string
  label: ReactNode
  count?: number
  current?: boolean
}

/** Views of one thing, as links: each has an address and works without scripts. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const { i18n } = useTranslation('ui')
  const figure = new Intl.NumberFormat(i18n.language)
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} className="tab" aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className="tab-count">{figure.format(tab.count)}</span>}
        </Link>
      ))}
    </nav>
  )
}
