import { useTranslation } from 'react-i18next'
import { fallbackChain, type Localized } from '~/platform/language'
import { FieldRows } from '../metadata/field-values'
import type { ReviewItem } from './item'

/** The texts and credit that will be public after approval: in the source language, otherwise the best available. */
export function ItemTexts({ item }: { item: ReviewItem }) {
  const { texts, rights, version, sourceLocale, locale } = item
  const { t } = useTranslation('library')
  const pick = (texts: Localized) => {
    const tag = [sourceLocale, ...fallbackChain(locale, sourceLocale)].find((each) => texts[each])
    return tag ? { lang: tag, text: texts[tag] } : undefined
  }
  const facts: { name: string; text?: string | null; lang?: string }[] = [
    { name: t('texts.altText'), ...pick(texts.altText) },
    { name: t('texts.description'), ...pick(texts.description) },
    { name: t('rights.creator'), text: rights?.creator },
    { name: t('rights.credit_line'), text: rights?.creditLine },
    { name: t('rights.copyright'), text: rights?.copyrightNotice },
    { name: t('rights.licence'), text: rights?.licenceName ?? rights?.licenceUrl },
    { name: t('file.name'), text: version.fileName },
  ]
  return (
    <section className="panel stack" aria-labelledby="texts-heading">
      <h2 id="texts-heading">{t('texts.heading')}</h2>
      <dl className="facts">
        {facts.map(({ name, text, lang }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd lang={lang} dir="auto">
              {text || <span className="muted">—</span>}
            </dd>
          </div>
        ))}
        <FieldRows fields={item.fields} locale={locale} />
      </dl>
    </section>
  )
}
