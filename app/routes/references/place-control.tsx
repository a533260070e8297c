import { useTranslation } from 'react-i18next'
import type { FieldProps } from '~/ui/field'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'

export interface PlaceChoices {
  name: string
  country: string
  position: string
  /** With their names in the language of the page. */
  countries: { value: string; label: string }[]
}

type PlaceControlProps = Pick<FieldProps, 'label' | 'help' | 'required'> & {
  id: string
  name: string
  place: PlaceChoices
  allErrors: Record<string, string[]>
  maxLength: number
}

/** A place: its name, and if it is known its country and where it is. */
export function PlaceControl({ id, name, label, help, required, place, allErrors, maxLength }: PlaceControlProps) {
  const { t } = useTranslation('references')
  const part = (key: 'name' | 'country' | 'position') => ({
    ...{ id: `${id}.${key}`, name: `${name}.${key}`, label: t(`place.${key}`) },
    errors: [...(allErrors[`${name}.${key}`] ?? []), ...(key === 'name' ? (allErrors[name] ?? []) : [])],
  })
  return (
    <fieldset className="fieldset place" id={id} tabIndex={-1}>
      <legend>{label}</legend>
      {help && <p className="muted">{help}</p>}
      <TextField
        {...part('name')}
        defaultValue={place.name}
        maxLength={maxLength}
        required={required}
        dir="auto"
        autoComplete="off"
      />
      <div className="field-pair">
        <Select
          {...part('country')}
          defaultValue={place.country}
          options={[{ value: '', label: t('place.no_country') }, ...place.countries]}
        />
        <TextField
          {...part('position')}
          defaultValue={place.position}
          help={t('place.position_help')}
          maxLength={60}
          dir="ltr"
          autoComplete="off"
        />
      </div>
    </fieldset>
  )
}
