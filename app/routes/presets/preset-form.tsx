import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type DownloadPreset, type NewPreset, PRESET_EMBEDS, PRESET_TIERS } from '~/domain/presets/preset'
import {
  COLOUR_SPACES,
  FITS,
  LONGEST_PRESET_SIDE,
  PRESET_FORMATS,
  PRESET_KINDS,
} from '~/platform/images/preset-settings'
import { KindChoices } from '~/routes/library/kind-choices'
import { LocalizedField } from '~/routes/library/localized-field'
import { summaryErrors } from '~/routes/library/summary-errors'
import { TextsInFiles } from '~/routes/shares/texts-in-files'
import { FORMAT_NAMES } from '~/routes/sizes/format-names'
import { Checkbox } from '~/ui/checkbox'
import { ErrorSummary } from '~/ui/error-summary'
import { RadioCards } from '~/ui/radio-cards'
import { SaveBar } from '~/ui/save-bar'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { PresetSample } from './preset-sample'

interface PresetFormProps {
  /** What is changed; undefined for a new one. */
  preset?: Pick<DownloadPreset, 'key' | 'names' | 'kinds' | 'settings' | 'tier' | 'texts'>
  result?: SubmissionResult<string[]>
  /** The result of the action that saved it. */
  saved?: unknown
  locale: string
}

const NEW: Omit<NonNullable<PresetFormProps['preset']>, 'key'> = {
  ...{ names: {}, kinds: ['photo'], tier: 'web' },
  settings: {
    ...{ format: 'jpeg', width: 1600, height: 1600, fit: 'inside', colourSpace: 'srgb' },
    ...{ quality: 85, background: '#ffffff', dpi: null },
  },
}

/** Everything that is set of a preset, and beside it what the unsaved settings make of three files. */
export function PresetForm({ preset, result, saved, locale }: PresetFormProps) {
  const { t } = useTranslation(['presets', 'sizes'])
  const busy = useNavigation().state === 'submitting'
  const { names, kinds, settings, tier, texts } = preset ?? NEW
  const { format, width, height, fit, colourSpace, quality, background, dpi } = settings
  const numbers = { width, height, quality, dpi }
  const [form, fields] = useForm<z.input<typeof NewPreset>>({
    id: 'preset',
    lastResult: result,
    defaultValue: {
      ...{ names, kinds, format, fit, colourSpace, tier },
      ...{ embeds: texts?.embeds ?? 'inherit', embedLanguage: texts?.embedLanguage ?? '' },
      ...Object.fromEntries(
        Object.entries(numbers).map(([name, value]) => [name, value === null ? '' : String(value)]),
      ),
      transparent: background === 'keep' ? 'on' : '',
      background: background === 'keep' ? '#ffffff' : background,
    },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  const pixels = { type: 'number', inputMode: 'numeric', min: 1, max: LONGEST_PRESET_SIDE, suffix: 'px' } as const
  const choices = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
    values.map((value) => ({ value, label: label(value) }))
  return (
    <div className="preset-page">
      <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel">
        <ErrorSummary errors={errors} />
        {preset ? (
          <input type="hidden" name="intent" value="save" />
        ) : (
          <TextField field={fields.key} label={t('form.key')} help={t('form.key_help')} dir="ltr" required />
        )}
        <LocalizedField
          formId={form.id}
          label={t('form.name')}
          name="names"
          values={names}
          source="en"
          errors={form.allErrors}
          maxLength={80}
        />
        <KindChoices field={fields.kinds} legend={t('form.kinds')} kinds={PRESET_KINDS} chosen={kinds} />
        <Select
          field={fields.format}
          label={t('form.format')}
          help={t('form.format_help')}
          options={choices(PRESET_FORMATS, (value) => FORMAT_NAMES[value])}
        />
        <div className="size-box">
          <TextField field={fields.width} label={t('sizes:custom.width')} {...pixels} />
          <TextField field={fields.height} label={t('sizes:custom.height')} {...pixels} />
        </div>
        <Select
          field={fields.fit}
          label={t('sizes:custom.fit')}
          help={t('form.fit_help')}
          options={choices(FITS, (value) => t(`sizes:fit.${value}`))}
        />
        <Select
          field={fields.colourSpace}
          label={t('form.colour_space')}
          help={t('form.colour_space_help')}
          options={choices(COLOUR_SPACES, (value) => t(`colour_space.${value}`))}
        />
        <div className="size-box">
          <TextField
            field={fields.quality}
            label={t('form.quality')}
            help={t('form.quality_help')}
            {...{ type: 'number', inputMode: 'numeric', min: 1, max: 100 }}
          />
          <TextField
            field={fields.dpi}
            label={t('form.dpi')}
            help={t('form.dpi_help')}
            {...{ type: 'number', inputMode: 'numeric', min: 1, max: 2400, suffix: 'dpi' }}
          />
        </div>
        <Checkbox
          field={fields.transparent}
          label={t('form.transparent')}
          help={t('form.transparent_help')}
          defaultChecked={background === 'keep'}
        />
        <TextField field={fields.background} label={t('form.background')} help={t('form.background_help')} dir="ltr" />
        <RadioCards
          field={fields.tier}
          legend={t('form.tier')}
          cards={PRESET_TIERS.map((value) => ({ value, title: t(`tier.${value}`), help: t(`tier_help.${value}`) }))}
        />
        <TextsInFiles fields={fields} choices={PRESET_EMBEDS} />
        <SaveBar
          label={t(preset ? 'form.save' : 'form.create')}
          busy={busy}
          changed={changed}
          saved={saved}
          savedText={t('form.saved')}
          errors={errors}
        />
      </Form>
      <PresetSample formId={form.id} locale={locale} />
    </div>
  )
}
