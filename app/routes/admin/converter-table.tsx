import { useTranslation } from 'react-i18next'
import type { ConverterState } from '~/domain/renditions/conversions.queries.server'
import { formatDateTime } from '~/i18n/format'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { Badge } from '~/ui/badge'
import { type Column, DataTable } from '~/ui/data-table'

interface ConverterTableProps {
  converters: ConverterState[]
  seenAt: Date
  locale: string
}

/** Every converter: what it is for, whether it is installed, and how many files wait for it. */
export function ConverterTable({ converters, seenAt, locale }: ConverterTableProps) {
  const { t } = useTranslation('conversions')
  const zone = useDefaultTimeZone()
  // What needs attention comes first.
  const rows = [...converters].sort((one, other) => Number(one.isPresent) - Number(other.isPresent))
  const affects = converters.some((converter) => converter.assets > 0)
  const assets: Column<ConverterState> = {
    key: 'assets',
    header: t('converters.assets'),
    quiet: true,
    cell: ({ isPresent, assets }) =>
      assets > 0 ? t(isPresent ? 'converters.making' : 'converters.lacking', { count: assets }) : null,
  }
  return (
    <section className="stack-s" aria-labelledby="converters">
      <h2 id="converters">{t('converters.title')}</h2>
      <DataTable<ConverterState>
        caption={t('converters.title')}
        rows={rows}
        rowKey={({ name }) => name}
        stacks
        columns={[
          { key: 'for', header: t('converters.for'), names: true, cell: ({ name }) => t(`use.${name}`) },
          {
            key: 'program',
            header: t('converters.program'),
            cell: ({ name, version }) => (
              <span className="converter-name">
                <bdi>{name}</bdi> {version && <bdi className="muted numbers">{shortVersion(version)}</bdi>}
              </span>
            ),
          },
          {
            key: 'state',
            header: t('converters.state'),
            cell: ({ isPresent }) =>
              isPresent ? (
                <Badge tone="ok" icon="check">
                  {t('converters.present')}
                </Badge>
              ) : (
                <Badge tone="warn" icon="warning">
                  {t('converters.absent')}
                </Badge>
              ),
          },
          ...(affects ? [assets] : []),
        ]}
      />
      <p className="muted">{t('converters.seen', { time: formatDateTime(seenAt, zone, locale) })}</p>
    </section>
  )
}

/** Returns the version of the program in that of its Debian package: without epoch and revision (Debian Policy, 5.6.12). */
const shortVersion = (version: string): string => version.replace(/^\d+:/, '').replace(/[-+~].*$/, '')
