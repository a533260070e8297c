import { useTranslation } from 'react-i18next'
import { directionOf, fallbackChain, LOCALES, type Localized } from '~/platform/language'
import { TextArea, TextField } from '~/ui/text-field'

/**
 * One text in every language: the source language is open, the others are collapsed. Each empty one tells which
 * language is shown instead.
 */
export function LocalizedField({
  label,
  name,
  formId,
  values,
  source,
  errors,
  multiline,
  maxLength,
  help,
  stale = [],
}: {
  label: string
  name: string
  /** Id of the form, needed to link errors from its summary to this field. */
  formId?: string
  values: Localized
  source: string
  errors: Record<string, string[]>
  multiline?: boolean
  maxLength?: number
  help?: string
  /** Languages whose text was made of a former one in the source language. */
  stale?: readonly string[]
}) {
  const { t } = useTranslation('library')
  const others = LOCALES.filter((locale) => locale !== source)
  const filled = others.filter((locale) => values[locale]).length
  const wrong = others.some((locale) => errors[`${name}.${locale}`])
  const control = (locale: string) => {
    const seen = fallbackChain(locale, source).find((tag) => tag !== locale && values[tag])
    const props = {
      id: formId && `${formId}-${name}.${locale}`,
      name: `${name}.${locale}`,
      label: `${label} · ${t(`language.${locale}`)}`,
      errors: errors[`${name}.${locale}`],
      defaultValue: values[locale],
      lang: locale,
      dir: directionOf(locale),
      maxLength,
      help:
        locale === source
          ? help
          : stale.includes(locale)
            ? t('language.stale', { language: t(`language.${source}`) })
            : !values[locale] && seen
              ? t('language.shows', { language: t(`language.${seen}`) })
              : undefined,
    }
    return multiline ? <TextArea key={locale} {...props} /> : <TextField key={locale} {...props} />
  }
  return (
    <div className="localized">
      {control(source)}
      <details className="disclosure" open={wrong}>
        <summary>{t('language.others', { filled, total: others.length })}</summary>
        <div className="stack">{others.map(control)}</div>
      </details>
    </div>
  )
}
