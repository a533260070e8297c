import { useTranslation } from 'react-i18next'
import { urls } from '~/urls'
import { PublicLanguages } from './public-languages'
import { SearchForm, type SearchPlace } from './search-form'

export interface HeaderPortal {
  slug: string
  name: string
  locales: string[]
  mode: 'light' | 'dark' | 'follow'
  logo?: { src: string; alt: string }
  logoDark?: { src: string; alt: string }
}

/**
 * Logo, name, search and languages of a portal; on a dark page, the logo for dark backgrounds is shown. Pages that have a
 * search field of their own have none here.
 */
export function PortalHeader({
  portal,
  locale,
  search,
}: {
  portal: HeaderPortal
  locale: string
  search?: SearchPlace
}) {
  const { t } = useTranslation('portal')
  return (
    <header className="public-header">
      <a className="public-brand" href={urls.portal.home(portal.slug)} aria-label={t('home_of', { name: portal.name })}>
        <PortalLogo portal={portal} />
      </a>
      {search && <SearchForm place={search} />}
      <PublicLanguages locales={portal.locales} locale={locale} />
    </header>
  )
}

function PortalLogo({ portal }: { portal: HeaderPortal }) {
  const light = portal.mode === 'dark' ? (portal.logoDark ?? portal.logo) : portal.logo
  if (!light) return <span className="public-name">{portal.name}</span>
  return (
    <picture>
      {portal.mode === 'follow' && portal.logoDark && (
        <source srcSet={portal.logoDark.src} media="(prefers-color-scheme: dark)" />
      )}
      <img src={light.src} alt={light.alt || portal.name} height={40} />
    </picture>
  )
}
