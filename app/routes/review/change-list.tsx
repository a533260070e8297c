import { useTranslation } from 'react-i18next'
import { fieldName } from '../metadata/field-name'
import type { ShownChange } from './load-changes.server'

/** Changed texts, each with what it was: struck through for the eye, and said before it for others. */
export function ChangeList({ changes }: { changes: readonly ShownChange[] }) {
  const { t } = useTranslation(['quality', 'metadata', 'library'])
  return (
    <dl className="text-changes">
      {changes.map(({ locale, before, after, ...field }) => (
        <div key={`${field.key} ${locale}`} className="text-change">
          <dt>
            {fieldName(t as never, field)}
            {locale && <span className="muted"> · {t(`library:language.${locale}`)}</span>}
          </dt>
          <Text is="text-was" label={t('texts.was')} text={before} lang={locale} />
          <Text is="text-is" label={t('texts.is')} text={after} lang={locale} />
        </div>
      ))}
    </dl>
  )
}

function Text({ is, label, text, lang }: { is: string; label: string; text: string; lang: string }) {
  const { t } = useTranslation('quality')
  return (
    <dd className={is}>
      <span className="sr-only">{label} </span>
      {text ? (
        <span lang={lang || undefined} dir="auto">
          {text}
        </span>
      ) : (
        <span className="muted">{t('texts.nothing')}</span>
      )}
    </dd>
  )
}
