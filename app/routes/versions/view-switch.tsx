import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useScripted } from '~/ui/scripting'

interface Props<View extends string> {
  views: readonly View[]
  view: View
  onView: (view: View) => void
}

/** Chooses the way in which two versions are shown; needs scripts. */
export function ViewSwitch<View extends string>({ views, view, onView }: Props<View>) {
  const { t } = useTranslation('versions')
  const name = useId()
  const scripted = useScripted()
  return (
    <fieldset className="segmented compare-views needs-script" data-waiting={scripted ? undefined : ''}>
      <legend className="sr-only">{t('compare.view.name')}</legend>
      {views.map((each) => (
        <label key={each}>
          <input type="radio" name={name} value={each} checked={each === view} onChange={() => onView(each)} />
          <span>{t(`compare.view.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
