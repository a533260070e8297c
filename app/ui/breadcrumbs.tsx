import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon'

/** The path to this page; the last item, without `to`, is the page itself. */
export function Breadcrumbs({ crumbs }: { crumbs: { label: string; to?: string }[] }) {
  const { t } = useTranslation('ui')
  return (
    <nav aria-label={t('breadcrumbs.label')}>
      <ol className="crumbs">
        {crumbs.map(({ label, to }, index) => (
          <li key={to ?? label}>
            {index > 0 && <Icon name="chevron-end" />}
            {to ? <Link to={to}>{label}</Link> : <span aria-current="page">{label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
