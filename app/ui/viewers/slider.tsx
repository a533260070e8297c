import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'

interface SliderProps {
  label: string
  min: number
  max: number
  step: number
  value: number
  unit?: string
  onChange: (value: number) => void
}

/** A labelled slider with its value. */
export function Slider({ label, min, max, step, value, unit, onChange }: SliderProps) {
  const { i18n } = useTranslation('viewer')
  const shown = formatNumber(Math.round(value * 100) / 100, i18n.language)
  return (
    <label className="slider">
      <span className="slider-label">
        <span dir="auto">{label}</span>
        <bdi className="numbers">{unit ? `${shown} ${unit}` : shown}</bdi>
      </span>
      <input
        type="range"
        className="range"
        {...{ min, max, step, value }}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </label>
  )
}
