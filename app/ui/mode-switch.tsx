import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MODES, type Mode } from '~/platform/mode'
import { Icon } from './icon'
import { chooseMode } from './mode'
import { useScripted } from './scripting'

const ICONS = { light: 'sun', dark: 'moon', follow: 'system' } as const

/** Chooses light, dark or the system's mode. Hidden without scripts, where the system decides. */
export function ModeSwitch({ initial }: { initial: Mode }) {
  const { t } = useTranslation('ui')
  const scripted = useScripted()
  const [mode, setMode] = useState(initial)
  const choose = (next: Mode) => {
    setMode(next)
    chooseMode(next)
  }
  return (
    <fieldset className="segmented needs-script" data-waiting={scripted ? undefined : ''}>
      <legend className="sr-only">{t('mode.label')}</legend>
      {MODES.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={mode === each}
          aria-label={t(`mode.${each}`)}
          title={t(`mode.${each}`)}
          onClick={() => choose(each)}
        >
          <Icon name={ICONS[each]} />
        </button>
      ))}
    </fieldset>
  )
}
