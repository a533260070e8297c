import { useTranslation } from 'react-i18next'
import { Button } from './button'
import type { SummaryError } from './error-summary'
import { useLabels } from './field-labels'
import { goToField } from './go-to-field'
import { Icon } from './icon'

export interface SaveBarProps {
  /** Names the action. */
  label: string
  busy: boolean
  /** Whether the form holds unsaved changes. */
  changed: boolean
  /** The result of the action that saved the form, a new object each time. */
  saved?: unknown
  /** The effect of saving, if there is more to say than "saved". */
  savedText?: string
  /** Errors of the last attempt. */
  errors?: SummaryError[]
}

/** The bar at the end of a form, sticky while the form is in view: the button and the state of the changes. */
export function SaveBar({ label, busy, changed, saved, savedText, errors = [] }: SaveBarProps) {
  return (
    <div className="save-bar">
      <Button type="submit" variant="primary" busy={busy}>
        {label}
      </Button>
      <div className="save-state" role="status">
        <State busy={busy} changed={changed} saved={saved} savedText={savedText} errors={errors} />
      </div>
    </div>
  )
}

function State({ busy, changed, saved, savedText, errors }: Omit<SaveBarProps, 'label'> & { errors: SummaryError[] }) {
  const { t } = useTranslation('ui')
  // Errors belong to the last attempt and disappear with the next.
  if (busy) return <span className="muted">{t('save.saving')}</span>
  if (errors.length > 0) return <Errors errors={errors} />
  if (changed)
    return (
      <span className="save-changed">
        <Icon name="edit" />
        {t('save.changed')}
      </span>
    )
  if (saved)
    return (
      <span className="save-saved">
        <Icon name="check-circle" />
        {savedText ?? t('save.saved')}
      </span>
    )
  return null
}

const MOST_LINKS = 4

function Errors({ errors }: { errors: SummaryError[] }) {
  const { t } = useTranslation('ui')
  const ids = [...new Set(errors.flatMap(({ fieldId }) => fieldId ?? []))]
  const labels = useLabels(ids)
  const named = ids.filter((id) => labels[id]).slice(0, MOST_LINKS)
  return (
    <>
      <span className="save-errors">
        <Icon name="error" />
        {t('save.errors', { count: errors.length })}
      </span>
      {named.map((id) => (
        <a key={id} className="link" href={`#${id}`} onClick={(event) => goToField(id) && event.preventDefault()}>
          {labels[id]}
        </a>
      ))}
    </>
  )
}
