import type { InputHTMLAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon'

type SearchFieldProps = { label?: string } & Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>

/** A search box for a GET form, so that the query is in the URL. */
export function SearchField({ label, name = 'q', ...rest }: SearchFieldProps) {
  const { t } = useTranslation('ui')
  const visibleLabel = label ?? t('search.label')
  return (
    <span className="search-field">
      <Icon name="search" />
      <input
        {...rest}
        type="search"
        name={name}
        aria-label={visibleLabel}
        placeholder={visibleLabel}
        className="input"
      />
    </span>
  )
}
