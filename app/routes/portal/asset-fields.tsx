import { useTranslation } from 'react-i18next'
import type { ShownField } from '~/domain/metadata/shown-fields'
import { FieldRows } from '../metadata/field-values'

/** What the brand says of an asset in fields of its own. */
export function AssetFields({ fields, locale }: { fields: ShownField[]; locale: string }) {
  const { t } = useTranslation('portal')
  if (fields.length === 0) return null
  return (
    <section aria-labelledby="fields">
      <h2 id="fields">{t('fields.title')}</h2>
      <dl className="asset-rights">
        <FieldRows fields={fields} locale={locale} />
      </dl>
    </section>
  )
}
