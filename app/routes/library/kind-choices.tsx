import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '~/ui/checkbox'
import { type FieldMeta, FieldNotes, useField } from '~/ui/field'

interface KindChoicesProps {
  field: FieldMeta
  legend: ReactNode
  help?: ReactNode
  kinds: readonly string[]
  chosen: readonly string[]
}

/** A choice of kinds of files, any number of them. */
export function KindChoices({ field, legend, help, kinds, chosen }: KindChoicesProps) {
  const { t } = useTranslation('library')
  const state = useField({ field })
  return (
    <fieldset className="fieldset" id={state.control.id} aria-describedby={state.control['aria-describedby']}>
      <legend>{legend}</legend>
      {help && <p className="muted">{help}</p>}
      <div className="preset-kinds">
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            name={field.name}
            value={kind}
            label={t(`kind.${kind}`)}
            defaultChecked={chosen.includes(kind)}
          />
        ))}
      </div>
      <FieldNotes state={state} />
    </fieldset>
  )
}
