import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '~/ui/classes'
import type { ComboOption } from './combo'

interface ComboListProps {
  id: string
  label: ReactNode
  options: readonly ComboOption[]
  /** Position of the option that the keyboard is at; -1 for none. */
  active: number
  onChoose: (option: ComboOption) => void
}

/** Suggestions below an input that has the focus all the while. */
export function ComboList({ id, options, active, onChoose }: ComboListProps) {
  const { t } = useTranslation('references')
  return (
    <div className="menu-box combo-list" id={id} role="listbox" aria-label={t('suggestions')}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input, which keeps the focus
        <div
          key={option.value}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes('menu-item', 'combo-option')}
          data-focused={index === active ? '' : undefined}
          // The press would take the focus from the input.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          {option.picture}
          <bdi className="combo-name">{option.label}</bdi>
          {option.detail && <span className="muted">{option.detail}</span>}
        </div>
      ))}
    </div>
  )
}
