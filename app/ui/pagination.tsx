import { useTranslation } from 'react-i18next'
import { ButtonLink } from './button'

export interface PaginationProps {
  from: number
  to: number
  /** Left out when counting would cost more than it tells. */
  total?: number
  /** Addresses of the neighbours; one that is missing is the end. */
  previous?: string
  next?: string
}

/** One page of a list and the way to its neighbours. */
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

/** The end of a list that goes on: a link, so that it works without scripts and has an address. */
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
