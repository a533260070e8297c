import { useTranslation } from 'react-i18next'
import { formatBytes, formatNumber } from '~/i18n/format'
import { DataTable } from '~/ui/data-table'
import type { StoragePageData } from './storage'

type Amount = StoragePageData['use']['originals'][number]

/** What is stored: originals by kind, what is made of them, what duplicates save, and the growth by month. */
export function StorageUseTables({ page: { use, locale } }: { page: StoragePageData }) {
  const { t } = useTranslation('storage')
  const library = useTranslation('library').t
  const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  const total = [...use.originals, ...use.made].reduce((sum, { bytes }) => sum + bytes, 0)
  return (
    <>
      <section className="stack-s" aria-labelledby="use">
        <h2 id="use">
          {t('use.title')} <span className="muted numbers">· {formatBytes(total, locale)}</span>
        </h2>
        <Amounts
          title={t('use.originals')}
          rows={use.originals}
          locale={locale}
          nameOf={(name) => library(`kind.${name}`)}
        />
        <Amounts title={t('use.made')} rows={use.made} locale={locale} nameOf={(name) => t(`made.${name}`)} />
        {use.saved.objects > 0 && (
          <p>
            <strong>{t('use.saved')}:</strong> {t('use.savedText', { size: formatBytes(use.saved.bytes, locale) })}
          </p>
        )}
      </section>
      {use.growth.length > 0 && (
        <section className="stack-s" aria-labelledby="growth">
          <h2 id="growth">{t('growth.title')}</h2>
          <Amounts
            title={t('growth.month')}
            rows={use.growth}
            locale={locale}
            nameOf={(name) => month.format(new Date(`${name}-01T00:00:00Z`))}
          />
        </section>
      )}
    </>
  )
}

interface AmountsProps {
  title: string
  rows: Amount[]
  locale: string
  nameOf: (name: string) => string
}

function Amounts({ title, rows, locale, nameOf }: AmountsProps) {
  const { t } = useTranslation('storage')
  const most = Math.max(1, ...rows.map(({ bytes }) => bytes))
  if (rows.length === 0) return null
  return (
    <DataTable<Amount>
      caption={title}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', header: title, names: true, cell: ({ name }) => nameOf(name) },
        {
          key: 'share',
          header: t('use.size'),
          headerHidden: true,
          cell: ({ bytes }) => (
            <svg className="storage-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(bytes / most) * 100} height="6" rx="1" />
            </svg>
          ),
        },
        {
          key: 'count',
          header: t('use.count'),
          numeric: true,
          quiet: true,
          cell: ({ objects }) => formatNumber(objects, locale),
        },
        { key: 'size', header: t('use.size'), numeric: true, cell: ({ bytes }) => formatBytes(bytes, locale) },
      ]}
    />
  )
}
