import { useTranslation } from 'react-i18next'
import { classes } from '~/ui/classes'

const BACKGROUNDS = ['page', 'white', 'dark'] as const
export type StageBackground = (typeof BACKGROUNDS)[number]

interface BackgroundSwitchProps {
  chosen: StageBackground
  onChoose: (background: StageBackground) => void
}

/** Chooses what a model stands before: the colour of the page, white or dark. */
export function BackgroundSwitch({ chosen, onChoose }: BackgroundSwitchProps) {
  const { t } = useTranslation('viewer')
  return (
    <fieldset className="segmented">
      <legend className="sr-only">{t('model.background')}</legend>
      {BACKGROUNDS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === chosen}
          aria-label={t(`model.backgrounds.${each}`)}
          title={t(`model.backgrounds.${each}`)}
          onClick={() => onChoose(each)}
        >
          <span className={classes('swatch', each === 'page' ? 'backdrop-quiet' : `backdrop-${each}`)} />
        </button>
      ))}
    </fieldset>
  )
}
