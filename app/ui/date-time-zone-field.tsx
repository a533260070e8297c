import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type FieldMeta, FieldNotes, useField } from './field'
import { Icon } from './icon'
import { TIME_ZONES } from './time-zones'

interface Part {
  field?: FieldMeta
  name?: string
  defaultValue?: string
}

export interface DateTimeZoneFieldProps {
  label: ReactNode
  help?: ReactNode
  /** The wall-clock time: `YYYY-MM-DDTHH:mm`, as `datetime-local` sends it. */
  local: Part & { min?: string; max?: string }
  /** The IANA zone of that time. */
  zone: Part
  zones?: readonly string[]
  errors?: string[]
  required?: boolean
}

/** An instant entered as date, time and zone: two native controls, two form values. */
export function DateTimeZoneField({ label, help, local, zone, zones, errors, required }: DateTimeZoneFieldProps) {
  const { t } = useTranslation('ui')
  const found = [...(errors ?? local.field?.errors ?? []), ...(zone.field?.errors ?? [])]
  const state = useField({ field: local.field, name: local.name, help, errors: found, required })
  const chosen = zone.defaultValue ?? zone.field?.defaultValue ?? 'UTC'
  const offered = zones ?? TIME_ZONES
  return (
    <fieldset className="field">
      <legend className="field-label">{label}</legend>
      <div className="date-zone">
        <input
          key={local.field?.key}
          type="datetime-local"
          className="input numbers"
          aria-label={t('dateZone.date')}
          defaultValue={local.defaultValue ?? local.field?.defaultValue}
          min={local.min}
          max={local.max}
          {...state.control}
        />
        <span className="select">
          <select
            key={zone.field?.key}
            id={zone.field?.id}
            name={zone.name ?? zone.field?.name}
            className="input"
            aria-label={t('dateZone.zone')}
            defaultValue={chosen}
          >
            {(offered.includes(chosen) ? offered : [chosen, ...offered]).map((name) => (
              <option key={name} value={name}>
                {name.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" />
        </span>
      </div>
      <FieldNotes state={state} help={help} />
    </fieldset>
  )
}
