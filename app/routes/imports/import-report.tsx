import { Link } from '@remix-run/react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type ImportCounts, type ImportItem, type ImportItemState, OUTCOMES } from '~/domain/imports/import'
import { formatNumber } from '~/i18n/format'
import { Badge, type Tone } from '~/ui/badge'
import { ButtonLink } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { LoadMore } from '~/ui/pagination'
import { urls } from '~/urls'

const TONE: Record<ImportItemState, Tone> = {
  ...{ created: 'ok', new_version: 'ok', updated: 'ok', same: 'neutral' },
  ...{ refused: 'bad', skipped: 'warn', waiting: 'info' },
}

interface ReportProps {
  runId: string
  items: ImportItem[]
  counts: ImportCounts
  /** The outcome that is shown alone. */
  of?: ImportItemState
  /** Position of the last item, when there are more. */
  next?: number
  isPlan: boolean
  locale: string
}

/** What became of every file and row, or what the dry run expects. */
export function ImportReport({ runId, items, counts, of, next, isPlan, locale }: ReportProps) {
  const { t } = useTranslation(['imports', 'library'])
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const filters = [undefined, ...OUTCOMES.filter((outcome) => counts[outcome] > 0)]
  return (
    <section className="stack-s" aria-labelledby="report">
      <h2 id="report">{t(isPlan ? 'report.plan' : 'report.title')}</h2>
      <nav className="button-row" aria-label={t('report.filter')}>
        {filters.map((outcome) => (
          <ButtonLink
            key={outcome ?? 'all'}
            size="s"
            to={urls.admin.import(runId, { of: outcome })}
            aria-current={outcome === of ? 'page' : undefined}
            variant={outcome === of ? 'primary' : 'quiet'}
          >
            {t(outcome ? `outcome.${outcome}` : 'report.all')} {formatNumber(outcome ? counts[outcome] : total, locale)}
          </ButtonLink>
        ))}
        <ButtonLink size="s" icon="download" href={urls.admin.importReport(runId)}>
          {t('report.csv')}
        </ButtonLink>
      </nav>
      <DataTable<ImportItem>
        caption={t('report.title')}
        rows={items}
        rowKey={(item) => String(item.id)}
        stacks
        columns={[
          {
            key: 'file',
            header: t('report.file'),
            names: true,
            cell: (item) => <ItemName item={item} />,
          },
          { key: 'id', header: t('field.external_id'), quiet: true, cell: (item) => <bdi>{item.externalId}</bdi> },
          { key: 'row', header: t('report.row'), numeric: true, cell: (item) => item.rowNumber ?? '' },
          {
            key: 'outcome',
            header: t('report.outcome'),
            cell: (item) => <Badge tone={TONE[item.outcome]}>{t(`outcome.${item.outcome}`)}</Badge>,
          },
          { key: 'why', header: t('report.why'), cell: (item) => importReason(item, t) },
        ]}
      />
      {next !== undefined && <LoadMore to={urls.admin.import(runId, { of, after: next })} shown={items.length} />}
    </section>
  )
}

function ItemName({ item: { assetId, path, externalId } }: { item: ImportItem }) {
  const name = <bdi>{path ?? externalId}</bdi>
  return assetId ? (
    <Link className="link" to={urls.library.asset(assetId)}>
      {name}
    </Link>
  ) : (
    name
  )
}

/** Returns why an item was refused or left out, in words: by an import, or by the checks that every upload passes. */
export function importReason({ reason, facts }: Pick<ImportItem, 'reason' | 'facts'>, t: TFunction): string {
  if (!reason) return ''
  const keys = [`imports:reason.${reason}`, `library:problem.${reason}`, 'library:problem.unknown']
  return String(t(keys, { ...facts }))
}
