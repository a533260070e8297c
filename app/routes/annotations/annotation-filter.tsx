import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { FILTERS, useAnnotations } from './annotations-context'

/** Chooses which annotations are shown: the open ones, those to be checked on a new version, or the settled ones. */
export function AnnotationFilter() {
  const { t, i18n } = useTranslation('annotations')
  const annotations = useAnnotations()
  const name = useId()
  if (!annotations) return null
  const { data, filter, setFilter } = annotations
  const count = {
    open: data.list.filter(({ state }) => state !== 'resolved').length,
    check: data.list.filter(({ state }) => state === 'check').length,
    resolved: data.list.filter(({ state }) => state === 'resolved').length,
  }
  return (
    <fieldset className="segmented annotation-filter">
      <legend className="sr-only">{t('filter')}</legend>
      {FILTERS.filter((each) => each !== 'check' || count.check > 0 || filter === 'check').map((each) => (
        <label key={each}>
          <input type="radio" name={name} value={each} checked={filter === each} onChange={() => setFilter(each)} />
          <span>
            {t(`filters.${each}`)} <span className="numbers">{formatNumber(count[each], i18n.language)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
