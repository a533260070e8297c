import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type ConceptOutcome, OUTCOMES } from '~/domain/vocabularies/vocabulary-import'
import type { countConcepts, ListedConcept } from '~/domain/vocabularies/vocabulary-imports.queries.server'
import { formatNumber } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { DataTable } from '~/ui/data-table'

interface OutcomeLinksProps {
  counts: Awaited<ReturnType<typeof countConcepts>>
  /** The one that is shown. */
  outcome: ConceptOutcome | undefined
  to: (outcome: ConceptOutcome) => string
  locale: string
}

/** How many concepts have each outcome, as links to those. */
export function OutcomeLinks({ counts, outcome, to, locale }: OutcomeLinksProps) {
  const { t } = useTranslation('vocabularies')
  return (
    <nav className="button-row" aria-label={t('import.outcomes')}>
      {OUTCOMES.filter((each) => counts[each] > 0).map((each) => (
        <Link
          key={each}
          className="button button-quiet button-s"
          to={to(each)}
          aria-current={each === outcome ? 'true' : undefined}
          preventScrollReset
        >
          {t(`import.outcome.${each}`)} <strong>{formatNumber(counts[each], locale)}</strong>
        </Link>
      ))}
    </nav>
  )
}

const TONES = { add: 'ok', change: undefined, move: undefined } as const

/** Concepts of a file with what becomes of each, by their lines. */
export function ConceptTable({ concepts }: { concepts: ListedConcept[] }) {
  const { t, i18n } = useTranslation('vocabularies')
  return (
    <DataTable<ListedConcept>
      caption={t('import.plan')}
      rows={concepts}
      rowKey={({ position }) => String(position)}
      stacks
      columns={[
        {
          key: 'line',
          header: t('import.line_header'),
          numeric: true,
          cell: ({ line }) => formatNumber(line, i18n.language),
        },
        { key: 'name', header: t('import.name'), names: true, cell: ({ name }) => <bdi>{name}</bdi> },
        {
          key: 'outcome',
          header: t('import.becomes'),
          cell: ({ acts, refused, other, notes }) => (
            <>
              {refused ? (
                <>
                  <Badge tone="bad">{t('import.outcome.refused')}</Badge> {t(`import.refused.${refused}`, { other })}
                </>
              ) : acts.length === 0 ? (
                <Badge>{t('import.outcome.same')}</Badge>
              ) : (
                acts.map((act) => (
                  <Badge key={act} tone={TONES[act as keyof typeof TONES]}>
                    {t(`import.outcome.${act}`)}
                  </Badge>
                ))
              )}
              {notes.map((note) => (
                <p key={note} className="muted">
                  {t(`import.note.${note}`)}
                </p>
              ))}
            </>
          ),
        },
      ]}
    />
  )
}
