import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { urls } from '~/urls'
import type { SavedView } from './saved-view.server'

/** Saved searches that are listed beside the library; the others are on their own page. */
const MOST_SHOWN = 12

/** The saved searches of a person and of all staff, beside the library. */
export function SavedList({ saved: { list, open } }: { saved: SavedView }) {
  const { t } = useTranslation('saved')
  if (list.length === 0) return null
  const shown = list.slice(0, MOST_SHOWN)
  return (
    <details className="facets saved-list">
      <summary>{t('list.title')}</summary>
      <nav aria-label={t('list.title')}>
        <section>
          <h2>{t('list.title')}</h2>
          <ul>
            {shown.map(({ code, name, ownerName }) => (
              <li key={code}>
                <Link
                  to={urls.saved.open(code)}
                  aria-current={code === open?.code ? 'true' : undefined}
                  title={ownerName && t('list.by', { name: ownerName })}
                >
                  <bdi>{name}</bdi>
                </Link>
              </li>
            ))}
          </ul>
          <Link className="saved-all" to={urls.saved.list()}>
            {t('list.all', { count: list.length })}
          </Link>
        </section>
      </nav>
    </details>
  )
}
