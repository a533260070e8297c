import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { goToField } from '~/ui/go-to-field'
import { urls } from '~/urls'
import { fieldName } from '../metadata/field-name'
import { fieldAnchor } from './field-anchor'
import type { MissingField } from './load-completeness.server'

/** What an asset lacks, each a link into its field: on this page, or on that of the asset. */
export function MissingFields({
  missing,
  assetId,
  isHere,
}: {
  missing: readonly MissingField[]
  assetId: string
  /** Whether this is the page of the asset. */
  isHere: boolean
}) {
  const { t } = useTranslation(['quality', 'metadata', 'library'])
  const link = (key: string, locale: string, text: string) => {
    const anchor = fieldAnchor(key, locale)
    return isHere ? (
      <a className="link" href={`#${anchor}`} onClick={(event) => goToField(anchor) && event.preventDefault()}>
        {text}
      </a>
    ) : (
      <Link className="link" to={`${urls.library.asset(assetId)}#${anchor}`}>
        {text}
      </Link>
    )
  }
  return (
    <ul className="completeness-list">
      {missing.map((field) => {
        const name = field.key === 'credit_line' && !field.label ? t('credit') : fieldName(t as never, field)
        return (
          <li key={field.key}>
            {field.locales.length === 0 ? (
              link(field.key, '', name)
            ) : (
              <>
                <span>{name}:</span>
                {field.locales.map((locale) => (
                  <span key={locale}>{link(field.key, locale, t(`library:language.${locale}`))}</span>
                ))}
              </>
            )}
            {field.isRequired && <span className="muted">{t('completeness.needed')}</span>}
          </li>
        )
      })}
    </ul>
  )
}
