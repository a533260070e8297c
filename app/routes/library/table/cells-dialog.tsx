import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { Button } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { Dialog } from '~/ui/dialog'
import { fieldName } from '../../metadata/field-name'
import type { TableField } from './columns'
import type { Proposal } from './use-cell-edits'

interface CellsDialogProps {
  proposal: Proposal
  fields: readonly TableField[]
  onConfirm: () => void
  onCancel: () => void
}

const MOST_TOLD = 50

/** What a change of many cells would do, with examples, and which cells it would leave and why. */
export function CellsDialog({ proposal, fields, onConfirm, onCancel }: CellsDialogProps) {
  const { act, changed, replaced, assets, refused, problems, outside, examples } = proposal
  const { t, i18n } = useTranslation(['table', 'spreadsheets', 'library', 'metadata'])
  const nameOf = (key: string, locale: string) => {
    const name = fieldName(t as never, fields.find((field) => field.key === key) ?? { key })
    return locale ? t('in_language', { field: name, language: t(`library:language.${locale}`) }) : name
  }
  const headerName = (header: string) => {
    const [, key = header, locale = ''] = /^([a-z0-9_]+)(?: \[([a-z]+)\])?$/.exec(header) ?? []
    return nameOf(key, locale)
  }
  const value = (text: string, locale: string) =>
    text ? <bdi lang={locale || undefined}>{text}</bdi> : <span className="muted">{t('conflict.empty')}</span>
  const number = (count: number) => formatNumber(count, i18n.language)
  return (
    <Dialog
      open
      onClose={onCancel}
      size="wide"
      title={t(`many.title.${act}`)}
      actions={
        <>
          <Button onClick={onCancel}>{t('many.cancel')}</Button>
          <Button variant="primary" onClick={onConfirm} disabled={changed === 0}>
            {t('many.confirm', { count: changed })}
          </Button>
        </>
      }
    >
      <div className="stack cells-preview">
        <p>{t('many.what', { count: changed, assets: number(assets), replaced: number(replaced) })}</p>
        {outside > 0 && <p>{t('many.outside', { count: outside })}</p>}
        {refused > 0 && (
          <section className="stack-s" aria-labelledby="cell-problems">
            <h3 id="cell-problems">{t('many.problems', { count: refused })}</h3>
            <p className="muted">{t('many.problems_help')}</p>
            <DataTable
              caption={t('many.problems', { count: refused })}
              rows={problems.slice(0, MOST_TOLD)}
              rowKey={({ row, column, code }) => `${row} ${column} ${code}`}
              stacks
              columns={[
                {
                  key: 'row',
                  header: t('spreadsheets:column.row'),
                  numeric: true,
                  names: true,
                  cell: ({ row }) => number(row),
                },
                { key: 'column', header: t('spreadsheets:column.column'), cell: ({ column }) => headerName(column) },
                {
                  key: 'text',
                  header: t('spreadsheets:column.cell'),
                  quiet: true,
                  cell: ({ text }) => value(text, ''),
                },
                {
                  ...{ key: 'why', header: t('spreadsheets:column.why') },
                  cell: ({ code }) =>
                    t(`spreadsheets:problem.${code}`, { defaultValue: t('spreadsheets:problem.not_a_value') }),
                },
              ]}
            />
          </section>
        )}
        {examples.length > 0 && (
          <DataTable
            caption={t('many.examples')}
            rows={examples}
            rowKey={({ assetId, field, locale }) => `${assetId} ${field} ${locale}`}
            stacks
            columns={[
              { key: 'asset', header: t('name'), names: true, cell: ({ title }) => <bdi>{title}</bdi> },
              {
                key: 'field',
                header: t('many.field'),
                quiet: true,
                cell: ({ field, locale }) => nameOf(field, locale),
              },
              {
                key: 'before',
                header: t('many.before'),
                cell: ({ before, locale }) => value(before, locale),
              },
              { key: 'after', header: t('many.after'), cell: ({ after, locale }) => value(after, locale) },
            ]}
          />
        )}
      </div>
    </Dialog>
  )
}
