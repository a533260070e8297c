import type { ReactNode } from 'react'
import { type FieldMeta, FieldNotes, useField } from './field'

export interface RadioCard {
  value: string
  title: ReactNode
  /** What this option is for. */
  help?: ReactNode
  /** Facts at the end of the line: format, pixels, bytes. */
  meta?: ReactNode
  disabled?: boolean
}

export interface RadioCardsProps {
  legend: ReactNode
  legendHidden?: boolean
  field?: FieldMeta
  name?: string
  cards: RadioCard[]
  defaultValue?: string
  value?: string
  onChange?: (value: string) => void
  help?: ReactNode
  errors?: string[]
  required?: boolean
}

/** Radio buttons as cards, each with room for an explanation. */
export function RadioCards(props: RadioCardsProps) {
  const { legend, legendHidden, field, name, cards, defaultValue, value, onChange, help, errors, required } = props
  const state = useField({ field, name, help, errors, required })
  const { id, ...control } = state.control
  const chosen = defaultValue ?? field?.defaultValue
  return (
    <fieldset className="fieldset" id={id} aria-describedby={control['aria-describedby']}>
      <legend className={legendHidden ? 'sr-only' : undefined}>{legend}</legend>
      <div className="radio-cards">
        {cards.map((card) => (
          <label className="radio-card" key={card.value}>
            <input
              type="radio"
              className="radio"
              name={control.name}
              value={card.value}
              disabled={card.disabled}
              required={control.required}
              aria-invalid={control['aria-invalid']}
              {...(value === undefined
                ? { defaultChecked: chosen === card.value }
                : { checked: value === card.value, onChange: () => onChange?.(card.value) })}
              {...(value === undefined && onChange ? { onChange: () => onChange(card.value) } : {})}
            />
            <span className="radio-card-title">{card.title}</span>
            {card.meta && <span className="radio-card-meta">{card.meta}</span>}
            {card.help && <span className="radio-card-help">{card.help}</span>}
          </label>
        ))}
      </div>
      <FieldNotes state={state} help={help} />
    </fieldset>
  )
}
