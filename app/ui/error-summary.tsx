import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from './field'
import { useLabels } from './field-labels'

export interface SummaryError {
  /** Id of the invalid control; without it the error concerns the entire form. */
  fieldId?: string
  message: string
}

/** Lists the errors of a form above it, each linked to its field. Takes focus when it appears. */
export function ErrorSummary({ errors }: { errors: SummaryError[] }) {
  const { t } = useTranslation('ui')
  const say = useErrorText()
  const box = useRef<HTMLDivElement>(null)
  const count = errors.length
  useEffect(() => {
    if (count > 0) box.current?.focus()
  }, [count])
  const names = useLabels(errors.flatMap(({ fieldId }) => fieldId ?? []))
  const line = ({ fieldId, message }: SummaryError) => {
    const field = fieldId && names[fieldId]
    return field ? t('errorSummary.line', { field, message: say(message) }) : say(message)
  }
  if (count === 0) return null
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{t('errorSummary.title', { count })}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.fieldId} ${error.message}`}>
            {error.fieldId ? <a href={`#${error.fieldId}`}>{line(error)}</a> : line(error)}
          </li>
        ))}
      </ul>
    </div>
  )
}
