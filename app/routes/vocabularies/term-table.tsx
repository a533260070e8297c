import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { DataTable } from '~/ui/data-table'
import { urls } from '~/urls'
import type { ListedTerm } from './load-level.server'

/** Non-breaking, for the levels of a tree in one column. */
export const INDENT = '\u00a0\u00a0\u00a0'

/** The terms of a vocabulary, or of one level of it, with how often each is used. */
export function TermTable({
  vocabulary,
  caption,
  terms,
}: {
  vocabulary: string
  caption: string
  terms: ListedTerm[]
}) {
  const { t, i18n } = useTranslation(['metadata', 'vocabularies'])
  return (
    <DataTable<ListedTerm>
      caption={caption}
      rows={terms}
      rowKey={({ id }) => String(id)}
      stacks
      columns={[
        {
          key: 'name',
          header: t('form.name'),
          names: true,
          cell: ({ id, name, depth, isDeprecated, below }) => (
            <>
              {INDENT.repeat(depth)}
              <Link className="link" to={urls.admin.term(vocabulary, id)} dir="auto">
                {name}
              </Link>{' '}
              {isDeprecated && <Badge tone="warn">{t('terms.deprecated')}</Badge>}
              {below > 0 && (
                <Link className="link muted" to={urls.vocabularies.vocabulary(vocabulary, { below: id })}>
                  {t('vocabularies:below', { count: below, shown: formatNumber(below, i18n.language) })}
                </Link>
              )}
            </>
          ),
        },
        { key: 'synonyms', header: t('terms.synonyms'), quiet: true, cell: ({ synonyms }) => <bdi>{synonyms}</bdi> },
        { key: 'used', header: t('terms.used'), numeric: true, cell: ({ used }) => formatNumber(used, i18n.language) },
      ]}
    />
  )
}
