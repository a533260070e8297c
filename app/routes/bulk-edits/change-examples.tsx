import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { PreviewedChange } from '~/domain/bulk/preview-bulk-edit.queries.server'
import { DataTable } from '~/ui/data-table'
import { urls } from '~/urls'
import { fieldName } from '../metadata/field-name'

/** Changes as they would be made: what a field has and what it gets. */
export function ChangeExamples({
  examples,
}: {
  examples: (Omit<PreviewedChange, 'before' | 'after' | 'fieldId'> & {
    key: string
    label?: string
    before: string
    after: string
  })[]
}) {
  const { t } = useTranslation(['bulk-edits', 'metadata', 'library'])
  if (examples.length === 0) return null
  return (
    <DataTable
      caption={t('examples')}
      rows={examples}
      rowKey={({ assetId, key, locale }) => `${assetId} ${key} ${locale}`}
      stacks
      columns={[
        {
          ...{ key: 'asset', header: t('column.asset'), names: true },
          cell: ({ assetId, title }) => (
            <Link to={urls.library.asset(assetId)}>
              <bdi>{title}</bdi>
            </Link>
          ),
        },
        {
          ...{ key: 'field', header: t('field'), quiet: true },
          cell: ({ locale, ...field }) => {
            const name = fieldName(t, field)
            return locale ? t('in_language', { field: name, language: t(`library:language.${locale}`) }) : name
          },
        },
        {
          ...{ key: 'before', header: t('column.before') },
          cell: ({ before, locale }) => <Value text={before} lang={locale} />,
        },
        {
          ...{ key: 'after', header: t('column.after') },
          cell: ({ after, locale }) => <Value text={after} lang={locale} />,
        },
      ]}
    />
  )
}

function Value({ text, lang }: { text: string; lang: string }) {
  const { t } = useTranslation('bulk-edits')
  if (!text) return <span className="muted">{t('empty')}</span>
  return <bdi lang={lang || undefined}>{text}</bdi>
}
