import { useTranslation } from 'react-i18next'
import { ButtonLink } from './button'

export interface PaginationProps {
  from: number
  to: number
  /** Omitted if counting is too expensive. */
  total?: number
  /** URLs of the previous and next page; undefined at the ends. */
  previous?: string
  next?: string
}

/** Which items of a list the page shows, with links to the previous and next page. */
export function Pagination({ from, to, total, previous, next }: PaginationProps) {
  const { t } = useTranslation('ui')
  return (
    <nav className="pages" aria-label={t('pages.label')}>
      <span>{total === undefined ? t('pages.span', { from, to }) : t('pages.range', { from, to, total })}</span>
      <span className="button-row">
        {previous && (
          <ButtonLink to={previous} rel="prev" size="s" icon="chevron-start">
            {t('pages.previous')}
          </ButtonLink>
        )}
        {next && (
          <ButtonLink to={next} rel="next" size="s" iconEnd="chevron-end">
            {t('pages.next')}
          </ButtonLink>
        )}
      </span>
    </nav>
  )
}

/** A link that extends a list, so that it works without scripts and has a URL. */
export function LoadMore({ to, shown, total }: { to: string; shown: number; total?: number }) {
  const { t } = useTranslation('ui')
  return (
    <div className="load-more">
      {total !== undefined && <p>{t('pages.shown', { shown, total })}</p>}
      <ButtonLink to={to} rel="next">
        {t('pages.more')}
      </ButtonLink>
    </div>
  )
}
