import type { ReactNode } from 'react'
import { useScripted } from '~/ui/scripting'
import { TextField } from '~/ui/text-field'

interface NumberSliderProps {
  name: string
  label: string
  help?: ReactNode
  min: number
  max: number
  step: number
  suffix?: string
  value: string
  errors?: string[]
  onChange: (value: string) => void
}

/** A number that is typed, and moved by a slider where scripts run. */
export function NumberSlider({ name, label, min, max, step, value, onChange, ...rest }: NumberSliderProps) {
  const isScripted = useScripted()
  return (
    <div className="edit-slider">
      <TextField
        name={name}
        label={label}
        type="number"
        inputMode="decimal"
        {...{ min, max, step, value }}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
      {isScripted && (
        <input
          type="range"
          className="range"
          aria-label={label}
          {...{ min, max, step }}
          value={Number.parseFloat(value) || 0}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  )
}
