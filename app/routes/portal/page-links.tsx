import { useTranslation } from 'react-i18next'
import { type Page, pageHref } from './pages'

/** The position in a long list, with links to the previous and next page; renders nothing for a single page. */
export function PageLinks({ base, page, pages, count }: Page & { base: string }) {
  const { t } = useTranslation('portal')
  if (pages < 2) return null
  return (
    <nav className="page-links" aria-label={t('pages.label')}>
      <p className="numbers">{t('pages.of', { page, pages, count })}</p>
      {page > 1 && (
        <a className="button" rel="prev" href={pageHref(base, page - 1)}>
          {t('pages.previous')}
        </a>
      )}
      {page < pages && (
        <a className="button" rel="next" href={pageHref(base, page + 1)}>
          {t('pages.next')}
        </a>
      )}
    </nav>
  )
}
