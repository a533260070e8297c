import { useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AUTONYMS } from '~/platform/language'
import { Icon } from '~/ui/icon'

/** The languages of a page as plain links that keep the page; each names itself in its own language. */
export function PublicLanguages({ locales, locale }: { locales: string[]; locale: string }) {
  const { t } = useTranslation('portal')
  const { pathname, search } = useLocation()
  if (locales.length < 2) return null
  const hrefFor = (tag: string) => {
    const params = new URLSearchParams(search)
    params.set('lng', tag)
    return `${pathname}?${params}`
  }
  return (
    <nav className="public-languages" aria-label={t('language')}>
      <Icon name="language" />
      <ul>
        {locales.map((tag) => (
          <li key={tag}>
            <a href={hrefFor(tag)} lang={tag} hrefLang={tag} aria-current={tag === locale ? 'true' : undefined}>
              {AUTONYMS[tag] ?? tag}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
