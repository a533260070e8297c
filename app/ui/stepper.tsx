import { useTranslation } from 'react-i18next'
import { classes } from './classes'

/** Where one is in a few steps: those before `current` (from 0) are done. */
export function Stepper({ steps, current }: { steps: string[]; current: number }) {
  const { t } = useTranslation('ui')
  return (
    <ol className="stepper" aria-label={t('steps.label')}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={classes('step', index < current && 'step-done')}
          aria-current={index === current ? 'step' : undefined}
        >
          {step}
          {index < current && <span className="sr-only">{t('steps.done')}</span>}
        </li>
      ))}
    </ol>
  )
}
