import { useTranslation } from 'react-i18next'
import type { ShownField, ShownValue } from '~/domain/metadata/shown-fields'
import { formatDate, formatNumber } from '~/i18n/format'
import { RichText } from '~/ui/rich-text'

/** Fields with their values, as rows of a list of facts. */
export function FieldRows({ fields, locale }: { fields: readonly ShownField[]; locale: string }) {
  return fields.map(({ key, label, values }) => (
    <div key={key}>
      <dt>{label}</dt>
      <dd>
        <FieldValues values={values} locale={locale} />
      </dd>
    </div>
  ))
}

/** The values of a field: one as it is, several as a list. The texts of `common` must be loaded. */
function FieldValues({ values, locale }: { values: readonly ShownValue[]; locale: string }) {
  const [first, ...others] = values
  if (!first) return null
  if (others.length === 0) return <FieldValue value={first} locale={locale} />
  return (
    <ul className="plain-list">
      {values.map((value) => (
        <li key={JSON.stringify(value)}>
          <FieldValue value={value} locale={locale} />
        </li>
      ))}
    </ul>
  )
}

function FieldValue({ value, locale }: { value: ShownValue; locale: string }) {
  const { t } = useTranslation('common')
  if ('blocks' in value) return <RichText blocks={value.blocks} lang={value.locale} />
  if ('number' in value) return <bdi>{formatNumber(value.number, locale)}</bdi>
  if ('day' in value) return <time dateTime={value.day}>{formatDate(`${value.day}T00:00:00Z`, locale)}</time>
  if ('linked' in value)
    return (
      <a className="link" href={value.linked.href} lang={value.linked.locale} dir="auto">
        {value.linked.title}
      </a>
    )
  if ('flag' in value) return <>{t(value.flag ? 'flag.yes' : 'flag.no')}</>
  return (
    <span lang={value.locale} dir="auto">
      {value.text}
    </span>
  )
}
