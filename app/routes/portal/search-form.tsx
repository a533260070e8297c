import { useTranslation } from 'react-i18next'
import { urls } from '~/urls'
import { SuggestedField } from '../search/suggested-field'

/** Where a search of a portal or share is sent, and what is suggested for it. */
export interface SearchPlace {
  action: string
  /** Slug of the only collection that is searched. */
  collection?: string
  suggestionsFor: (q: string) => string
}

export const portalSearch = (slug: string): SearchPlace => ({
  action: urls.portal.search(slug),
  suggestionsFor: (q) => urls.portal.suggestions(slug, { q }),
})

/** The search of one collection of a portal; no slug needs quotes, so a query is written without what reads queries. */
export const collectionSearch = (slug: string, collection: string): SearchPlace => ({
  ...{ action: urls.portal.search(slug), collection },
  suggestionsFor: (q) => urls.portal.suggestions(slug, { q: `in:${collection} ${q}` }),
})

export const shareSearch = (token: string): SearchPlace => ({
  action: urls.share.search(token),
  suggestionsFor: (q) => urls.share.suggestions(token, { q }),
})

/** The search of a portal or share, as a form that works without scripts. */
export function SearchForm({ place: { action, collection, suggestionsFor }, q }: { place: SearchPlace; q?: string }) {
  const { t } = useTranslation('portal')
  return (
    <search className="public-search">
      <form action={action}>
        {collection && <input type="hidden" name="c" value={collection} />}
        <SuggestedField
          urlOf={suggestionsFor}
          defaultValue={q}
          label={t(collection ? 'search.in_collection' : 'search.label')}
          maxLength={500}
        />
        {q !== undefined && (
          <button type="submit" className="button">
            {t('search.submit')}
          </button>
        )}
      </form>
    </search>
  )
}
