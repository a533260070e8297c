import { isRouteErrorResponse, useParams, useRouteError } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { DomainError } from '~/platform/errors'
import { Problem } from '~/ui/problem'
import { urls } from '~/urls'
import type { WayOn } from './portal-loader.server'
import { portalLoader } from './portal-loader.server'

/** Handles URLs within a portal that have no page. */
export const loader = portalLoader(() => {
  throw new DomainError('page.unknown')
})

export default function Missing() {
  return null
}

/** Shows errors within a portal in its own frame, with links to its collections. */
export function ErrorBoundary() {
  const error = useRouteError()
  const { portal = '' } = useParams()
  const { t } = useTranslation('portal')
  const { t: common } = useTranslation('common')
  const collections = waysOn(error)
  return (
    <Problem error={error}>
      {collections.length > 0 && (
        <nav aria-labelledby="ways-on">
          <h2 id="ways-on">{t('home.collections')}</h2>
          <ul>
            {collections.map(({ slug, title }) => (
              <li key={slug}>
                <a className="link" href={urls.portal.collection(portal, slug)}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p>
        <a className="button button-primary" href={urls.portal.home(portal)}>
          {common('error.home')}
        </a>
      </p>
    </Problem>
  )
}

function waysOn(error: unknown): WayOn[] {
  const facts = isRouteErrorResponse(error) ? (error.data as { facts?: { collections?: unknown } } | null)?.facts : null
  return Array.isArray(facts?.collections) ? (facts.collections as WayOn[]) : []
}
