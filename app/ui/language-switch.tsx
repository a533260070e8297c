import { useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AUTONYMS } from '~/platform/language'
import { Icon } from './icon'
import { Popdown } from './popdown'

export interface LanguageSwitchProps {
  /** BCP-47 tags of the languages this page exists in. */
  languages: readonly string[]
  current: string
  /** Name of the query parameter that sets the language. */
  param?: string
  /** Opens upwards instead of downwards. */
  up?: boolean
}

/** Links to this page in other languages, each named in its own language. */
export function LanguageSwitch({ languages, current, param = 'lng', up }: LanguageSwitchProps) {
  const { t } = useTranslation('ui')
  const { pathname, search } = useLocation()
  const hrefIn = (tag: string) => {
    const query = new URLSearchParams(search)
    query.set(param, tag)
    return `${pathname}?${query}`
  }
  const nameOf = (tag: string) => AUTONYMS[tag] ?? tag
  return (
    <Popdown
      up={up}
      label={`${t('language.label')}: ${nameOf(current)}`}
      summaryClass="button button-plain"
      summary={
        <>
          <Icon name="globe" />
          <span lang={current}>{nameOf(current)}</span>
          <Icon name="chevron-down" />
        </>
      }
    >
      {languages.map((tag) => (
        <a
          key={tag}
          href={hrefIn(tag)}
          hrefLang={tag}
          lang={tag}
          className="menu-item"
          aria-current={tag === current ? 'true' : undefined}
        >
          {nameOf(tag)}
        </a>
      ))}
    </Popdown>
  )
}
