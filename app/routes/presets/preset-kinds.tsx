import { useTranslation } from 'react-i18next'
import { PRESET_KINDS } from '~/platform/images/preset-settings'
import { Checkbox } from '~/ui/checkbox'
import { type FieldMeta, FieldNotes, useField } from '~/ui/field'

/** The kinds of files that a preset is offered for. */
export function PresetKinds({ field, chosen }: { field: FieldMeta; chosen: readonly string[] }) {
  const { t } = useTranslation(['presets', 'library'])
  const state = useField({ field })
  return (
    <fieldset className="fieldset" id={state.control.id} aria-describedby={state.control['aria-describedby']}>
      <legend>{t('form.kinds')}</legend>
      <div className="preset-kinds">
        {PRESET_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            name="kinds"
            value={kind}
            label={t(`library:kind.${kind}`)}
            defaultChecked={chosen.includes(kind)}
          />
        ))}
      </div>
      <FieldNotes state={state} />
    </fieldset>
  )
}
