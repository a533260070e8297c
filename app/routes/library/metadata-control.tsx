import { useTranslation } from 'react-i18next'
import { Select } from '~/ui/select'
import { TextArea, TextField } from '~/ui/text-field'
import { fieldName } from '../metadata/field-name'
import type { FormField } from './load-metadata.server'
import { LocalizedField } from './localized-field'
import { TermControl } from './term-control'

/** Names of built-in fields in the form; every other is `fields.<key>`. */
const BUILT_IN_NAMES: Partial<Record<string, string>> = {
  ...{
    title: 'title',
    description: 'description',
    alt_text: 'altText',
    usage_terms: 'usageTerms',
    keywords: 'keywords',
  },
}

/** Texts of more characters get a box of several lines. */
const ONE_LINE = 300

interface MetadataControlProps {
  formId: string
  field: FormField
  /** The language that the asset is described in. */
  source: string
  errors: Record<string, string[]>
}

/** The control of a field of metadata, by its type; in every language where it is translated. */
export function MetadataControl({ formId, field, source, errors }: MetadataControlProps) {
  const { t } = useTranslation(['metadata', 'common'])
  const { key, type, isBuiltIn, mostLength, texts } = field
  const name = (isBuiltIn && BUILT_IN_NAMES[key]) || `fields.${key}`
  const own = field.help ?? (isBuiltIn ? t(`built_in_help.${key}`, { defaultValue: '' }) : '')
  const help = [own, type === 'rich_text' && t('rich_help'), field.isRequiredForApproval && t('needed')]
    .filter(Boolean)
    .join(' ')
  const label = fieldName(t, field)
  const isLong = type === 'rich_text' || mostLength > ONE_LINE
  if (field.isLocalizable)
    return (
      <LocalizedField
        {...{ formId, label, name, values: texts, source, errors, maxLength: mostLength }}
        multiline={isLong}
        help={help || undefined}
        stale={field.stale}
      />
    )
  const props = {
    ...{ id: `${formId}-${name}`, name, label, errors: errors[name] },
    ...{ help: help || undefined, required: field.isRequired },
  }
  if (field.terms) return <TermControl {...props} choices={field.terms} isMany={type === 'terms'} />
  const value = texts[''] ?? ''
  switch (type) {
    case 'number':
      return <TextField {...props} inputMode="decimal" defaultValue={value} dir="ltr" maxLength={40} />
    case 'date':
      return <TextField {...props} type="date" defaultValue={value} min="0001-01-01" max="9999-12-31" />
    case 'boolean':
      return (
        <Select
          {...props}
          defaultValue={value}
          options={['', 'yes', 'no'].map((flag) => ({
            value: flag,
            label: flag ? t(`common:flag.${flag}`) : t('not_stated'),
          }))}
        />
      )
    default: {
      const text = key === 'keywords' && isBuiltIn ? field.many.join(', ') : value
      const most = key === 'keywords' && isBuiltIn ? 4000 : mostLength
      return isLong ? (
        <TextArea {...props} defaultValue={text} maxLength={most} dir="auto" />
      ) : (
        <TextField {...props} defaultValue={text} maxLength={most} dir="auto" />
      )
    }
  }
}
