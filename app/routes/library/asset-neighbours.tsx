import { Link, useNavigate } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Neighbours } from '~/domain/search/library-range.queries.server'
import { buttonClass } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { useShortcut } from '~/ui/shortcuts'
import { type LibraryQuery, urls } from '~/urls'

/** Leads to the files before and after this one in the result that it was opened from, as j and k do. */
export function AssetNeighbours({ neighbours, within }: { neighbours: Neighbours; within: LibraryQuery }) {
  const { t } = useTranslation('result')
  const navigate = useNavigate()
  const { previous, next } = neighbours
  const to = (id: string) => urls.library.asset(id, within)
  useShortcut('k', previous ? () => navigate(to(previous)) : undefined)
  useShortcut('j', next ? () => navigate(to(next)) : undefined)
  if (!previous && !next) return null
  const look = buttonClass({ variant: 'quiet', size: 's' }, 'button-icon')
  return (
    <nav className="button-row" aria-label={t('neighbours.label')}>
      {previous && (
        <Link to={to(previous)} rel="prev" prefetch="intent" className={look} aria-label={t('neighbours.previous')}>
          <Icon name="chevron-start" />
        </Link>
      )}
      {next && (
        <Link to={to(next)} rel="next" prefetch="intent" className={look} aria-label={t('neighbours.next')}>
          <Icon name="chevron-end" />
        </Link>
      )}
    </nav>
  )
}
