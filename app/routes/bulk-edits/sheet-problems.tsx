import { useTranslation } from 'react-i18next'
import type { SheetProblem } from '~/domain/bulk/bulk-edit'
import { DataTable } from '~/ui/data-table'

/** Cells of a spreadsheet that change nothing, each with its row and why. */
export function SheetProblems({ problems }: { problems: readonly SheetProblem[] }) {
  const { t } = useTranslation('spreadsheets')
  if (problems.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="problems">
      <h2 id="problems">{t('problems', { count: problems.length })}</h2>
      <p className="muted">{t('problems_help')}</p>
      <DataTable
        caption={t('problems', { count: problems.length })}
        rows={[...problems]}
        rowKey={({ row, column, code }) => `${row} ${column} ${code}`}
        stacks
        columns={[
          { key: 'row', header: t('column.row'), numeric: true, names: true, cell: ({ row }) => row },
          { key: 'column', header: t('column.column'), cell: ({ column }) => <bdi>{column}</bdi> },
          {
            key: 'text',
            header: t('column.cell'),
            quiet: true,
            cell: ({ text }) => <span dir="auto">{text || '—'}</span>,
          },
          {
            key: 'why',
            header: t('column.why'),
            cell: ({ code }) => t(`problem.${code}`, { defaultValue: t('problem.not_a_value') }),
          },
        ]}
      />
    </section>
  )
}
