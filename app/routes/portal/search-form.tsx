import { useTranslation } from 'react-i18next'
import { SearchField } from '~/ui/search-field'
import { urls } from '~/urls'

/** The search of a portal, as a form that works without scripts. */
export function SearchForm({ slug, q }: { slug: string; q?: string }) {
  const { t } = useTranslation('portal')
  return (
    <search className="public-search">
      <form action={urls.portal.search(slug)}>
        <SearchField defaultValue={q} label={t('search.label')} maxLength={500} />
        {q !== undefined && (
          <button type="submit" className="button">
            {t('search.submit')}
          </button>
        )}
      </form>
    </search>
  )
}
