import { useId } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * Asks for a colour that has no name, by the chooser of the browser. A form that works without scripts; `kept` is what else the address
 * asks for.
 */
export function ColourPicker({
  action,
  kept,
  chosen,
}: {
  action: string
  kept: Record<string, string | undefined>
  /** The colour that is searched for, `#1a5fb4`. */
  chosen?: string
}) {
  const { t } = useTranslation('colours')
  const id = useId()
  return (
    <form action={action} className="colour-picker">
      {Object.entries(kept).map(([name, value]) => value && <input key={name} type="hidden" {...{ name, value }} />)}
      <label htmlFor={id}>{t('any')}</label>
      <input id={id} type="color" name="colour" defaultValue={chosen ?? '#1e6fd9'} />
      <button type="submit" className="button button-quiet button-s">
        {t('find')}
      </button>
    </form>
  )
}
