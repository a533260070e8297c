import { useTranslation } from 'react-i18next'
import { TEMPLATE_MODES } from '~/domain/templates/template'
import { Badge } from '~/ui/badge'
import { Checkbox } from '~/ui/checkbox'
import { Select } from '~/ui/select'
import { MetadataControl } from '../library/metadata-control'
import { fieldName } from '../metadata/field-name'
import type { TemplateFormField } from './load-template-fields.server'

interface TemplateFieldProps {
  formId: string
  field: TemplateFormField
  /** The language whose text is open. */
  locale: string
  errors: Record<string, string[]>
}

/** What a template says of one field; closed where it says nothing. */
export function TemplateField({ formId, field, locale, errors }: TemplateFieldProps) {
  const { t } = useTranslation(['templates', 'metadata'])
  const { key, isSet, isRequiredHere, isRequiredForApproval } = field
  // Keywords as words are one line with a name of its own.
  const name = key === 'keywords' && !field.terms ? 'keywords' : `fields.${key}`
  const wrong = Object.keys(errors).some((path) => path === name || path.startsWith(`${name}.`))
  const modes = TEMPLATE_MODES.filter((mode) => mode !== 'add' || field.isList)
  return (
    <details className="disclosure template-field" open={isSet || isRequiredHere || wrong}>
      <summary>
        {fieldName(t, field)} {isSet && <Badge tone="info">{t('sets')}</Badge>}{' '}
        {(isRequiredHere || isRequiredForApproval) && <Badge>{t('metadata:badge.needed')}</Badge>}
      </summary>
      <div className="stack">
        <MetadataControl
          {...{ formId, name, errors }}
          field={{ ...field, isRequiredForApproval: false }}
          source={locale}
        />
        <div className="template-rule">
          <Select
            name={`modes.${key}`}
            label={t('mode.label')}
            defaultValue={field.mode}
            options={modes.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
          />
          <Checkbox
            name="required"
            value={key}
            label={t('form.required')}
            help={isRequiredForApproval ? t('form.required_by_schema') : undefined}
            defaultChecked={isRequiredHere}
          />
        </div>
      </div>
    </details>
  )
}
