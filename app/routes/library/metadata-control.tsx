import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { keywordLine } from '~/domain/metadata/built-in'
import { formatList } from '~/i18n/format'
import { Select } from '~/ui/select'
import { TextArea, TextField } from '~/ui/text-field'
import { fieldName } from '../metadata/field-name'
import { AssetControl } from '../references/asset-control'
import { PersonControl } from '../references/person-control'
import { PlaceControl } from '../references/place-control'
import type { FormField, FormKeywords } from './load-metadata.server'
import { LocalizedField } from './localized-field'
import { TermControl } from './term-control'
import { useAbilities } from './use-abilities'

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

/** Returns the name of a built-in field in the form of an asset; undefined for others. */
export const builtInName = (key: string): string | undefined => BUILT_IN_NAMES[key]

/** Texts of more characters get a box of several lines. */
const ONE_LINE = 300

interface MetadataControlProps {
  formId: string
  /** Its name in the form, where that is not the one of the form of an asset. */
  name?: string
  field: FormField
  /** The language that the asset is described in. */
  source: string
  errors: Record<string, string[]>
}

/** The control of a field of metadata, by its type; in every language where it is translated. */
export function MetadataControl({ formId, name: given, field, source, errors }: MetadataControlProps) {
  const { t, i18n } = useTranslation(['metadata', 'common'])
  const { manageNamedPersons: mayAdd } = useAbilities()
  const { key, type, isBuiltIn, mostLength, texts } = field
  const name = given ?? ((isBuiltIn && BUILT_IN_NAMES[key]) || `fields.${key}`)
  const own = field.help ?? (isBuiltIn ? t(`built_in_help.${key}`, { defaultValue: '' }) : '')
  const notes = keywordNotes(t, i18n.language, field.keywords)
  const help = [own, type === 'rich_text' && t('rich_help'), field.isRequiredForApproval && t('needed'), ...notes]
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
  if (field.place) return <PlaceControl {...props} place={field.place} allErrors={errors} maxLength={mostLength} />
  const value = texts[''] ?? ''
  const held = field.references ?? []
  switch (type) {
    case 'person':
    case 'persons':
      return <PersonControl {...props} {...{ held, mayAdd, isMany: type === 'persons', maxLength: mostLength }} />
    case 'asset':
      return <AssetControl {...props} held={held} maxLength={mostLength} />
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
      const text = field.keywords ? keywordLine(field.many) : value
      const most = field.keywords ? 4000 : mostLength
      return isLong ? (
        <TextArea {...props} defaultValue={text} maxLength={most} dir="auto" />
      ) : (
        <TextField {...props} defaultValue={text} maxLength={most} dir="auto" />
      )
    }
  }
}

/** What a closed vocabulary means for what is typed, and which words of the file it holds out. */
function keywordNotes(
  t: TFunction<['metadata', 'common']>,
  locale: string,
  keywords: FormKeywords | undefined,
): string[] {
  if (!keywords || keywords.isOpen) return []
  const { heldOut } = keywords
  const names = formatList(heldOut, locale)
  return [t('keywords_closed'), ...(heldOut.length > 0 ? [t('keywords_held_out', { names })] : [])]
}
