import type { InputHTMLAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon'

type SearchFieldProps = { label?: string } & Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>

/** A search box; put it in a GET form, the state then lives in the URL. */
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
