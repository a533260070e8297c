import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PLAIN_FIELDS, TEXT_FIELDS } from '~/domain/imports/import-fields'
import { AUTONYMS, LOCALES } from '~/platform/language'
import { Button } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { Select } from '~/ui/select'

export interface MappedColumn {
  column: string
  sample: string
  field: string
}

/** Says which field each column of the manifest fills, and starts the dry run. */
export function ColumnMap({ columns, label }: { columns: MappedColumn[]; label: string }) {
  const { t } = useTranslation('imports')
  const busy = useNavigation().formData?.get('intent') === 'plan'
  const options = [
    { value: '', label: t('field.none') },
    ...PLAIN_FIELDS.map((field) => ({ value: field, label: t(`field.${field}`) })),
    ...TEXT_FIELDS.flatMap((field) =>
      LOCALES.map((locale) => ({ value: `${field}:${locale}`, label: `${t(`field.${field}`)} · ${AUTONYMS[locale]}` })),
    ),
  ]
  const rows = columns.map((each, index) => ({ ...each, index }))
  return (
    <Form method="post" className="panel stack">
      <input type="hidden" name="intent" value="plan" />
      {columns.length > 0 && (
        <>
          <h2>{t('map.title')}</h2>
          <p className="muted">{t('map.intro')}</p>
          <DataTable<(typeof rows)[number]>
            caption={t('map.title')}
            rows={rows}
            rowKey={({ column }) => column}
            stacks
            columns={[
              { key: 'column', header: t('map.column'), names: true, cell: ({ column }) => <bdi>{column}</bdi> },
              { key: 'sample', header: t('map.sample'), quiet: true, cell: ({ sample }) => <bdi>{sample}</bdi> },
              {
                key: 'field',
                header: t('map.field'),
                cell: ({ column, field, index }) => (
                  <Select
                    name={`fields[${index}]`}
                    label={t('map.field_of', { column })}
                    labelHidden
                    defaultValue={field}
                    options={options}
                  />
                ),
              },
            ]}
          />
        </>
      )}
      {columns.length === 0 && <p>{t('map.no_manifest')}</p>}
      <p className="button-row">
        <Button type="submit" variant="primary" busy={busy}>
          {label}
        </Button>
      </p>
    </Form>
  )
}
