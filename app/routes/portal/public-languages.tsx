import { useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AUTONYMS } from '~/platform/language'
import { Icon } from '~/ui/icon'
import { PAGE_PARAMETERS } from '~/urls'

/**
 * A menu of links to this page in other languages, each named in its own language. The current one is always visible;
 * the menu opens without scripts, and names in other scripts use the system's fonts.
 */
export function PublicLanguages({ locales, locale }: { locales: string[]; locale: string }) {
  const { t } = useTranslation('portal')
  const { pathname, search } = useLocation()
  if (locales.length < 2) return null
  const hrefFor = (tag: string) => {
    const asked = new URLSearchParams(search)
    const params = new URLSearchParams([...asked].filter(([name]) => name in PAGE_PARAMETERS))
    params.set('lng', tag)
    return `${pathname}?${params}`
  }
  return (
    <nav className="public-languages" aria-label={t('language')}>
      <details>
        <summary>
          <Icon name="language" />
          <span className="sr-only">{`${t('language')}: `}</span>
          <span lang={locale}>{AUTONYMS[locale] ?? locale}</span>
          <Icon name="chevron-down" />
        </summary>
        <ul>
          {locales.map((tag) => (
            <li key={tag}>
              <a href={hrefFor(tag)} lang={tag} hrefLang={tag} aria-current={tag === locale ? 'true' : undefined}>
                {AUTONYMS[tag] ?? tag}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  )
}
