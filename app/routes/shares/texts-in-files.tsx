import { useTranslation } from 'react-i18next'
import { EMBEDS, type Embeds } from '~/platform/embedding/text-rule'
import { AUTONYMS, LOCALES } from '~/platform/language'
import type { FieldMeta } from '~/ui/field'
import { RadioCards } from '~/ui/radio-cards'
import { Select } from '~/ui/select'

interface TextsInFilesProps {
  fields: Record<'embeds' | 'embedLanguage', FieldMeta>
  choices?: readonly ('inherit' | Embeds)[]
}

/** Which texts files carry that leave through a portal or share, or that a preset makes, and in which language. */
export function TextsInFiles({ fields, choices = EMBEDS }: TextsInFilesProps) {
  const { t } = useTranslation('ui')
  const languages = LOCALES.map((value) => ({ value, label: AUTONYMS[value] ?? value }))
  return (
    <>
      <RadioCards
        field={fields.embeds}
        legend={t('texts_in_files.legend')}
        cards={choices.map((value) => ({
          value,
          title: t(`texts_in_files.${value}`),
          help: t(`texts_in_files.${value}_help`),
        }))}
      />
      <Select
        field={fields.embedLanguage}
        label={t('texts_in_files.language')}
        help={t('texts_in_files.language_help')}
        options={[{ value: '', label: t('texts_in_files.recipient') }, ...languages]}
      />
    </>
  )
}
