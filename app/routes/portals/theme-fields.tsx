import { useTranslation } from 'react-i18next'
import { FONTS, LAYOUTS, RADII, THEME_MODES } from '~/domain/portals/theme'
import type { FieldMeta } from '~/ui/field'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'

type Name = 'brandColour' | 'background' | 'text' | 'mode' | 'displayFont' | 'textFont' | 'radius' | 'layout' | 'scrim'

/** The settings of a theme; all other colours are derived from them. */
export function ThemeFields({
  fields,
  focus,
}: {
  fields: Record<Name, FieldMeta>
  focus: Record<'x' | 'y', FieldMeta>
}) {
  const { t } = useTranslation('portals')
  const choice = (name: 'mode' | 'displayFont' | 'textFont' | 'radius' | 'layout', values: readonly string[]) => (
    <Select
      field={fields[name]}
      label={t(`look.${name}`)}
      options={values.map((value) => ({
        value,
        label: t(`look.${name}_${value}`, { defaultValue: t(`look.font_${value}`) }),
      }))}
    />
  )
  return (
    <>
      <TextField field={fields.brandColour} label={t('look.brandColour')} help={t('look.brandColour_help')} dir="ltr" />
      <div className="field-pair">
        <TextField field={fields.background} label={t('look.background')} dir="ltr" placeholder="#ffffff" optional />
        <TextField field={fields.text} label={t('look.text')} dir="ltr" placeholder="#1c1d1a" optional />
      </div>
      <div className="field-pair">
        {choice('displayFont', FONTS)}
        {choice('textFont', FONTS)}
      </div>
      <div className="field-pair">
        {choice('mode', THEME_MODES)}
        {choice('radius', RADII)}
      </div>
      {choice('layout', LAYOUTS)}
      <div className="field-pair">
        <TextField field={fields.scrim} type="number" min={0} max={80} label={t('look.scrim')} suffix="%" />
        <TextField field={focus.x} type="number" min={0} max={100} label={t('look.focus_x')} suffix="%" />
        <TextField field={focus.y} type="number" min={0} max={100} label={t('look.focus_y')} suffix="%" />
      </div>
    </>
  )
}
