import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { Button } from '~/ui/button'
import { useBin } from '../bin/use-bin'
import type { AssetPageData } from '../library/asset'
import { useDefaultTimeZone } from '../library/default-time-zone'

type Merged = AssetPageData['related']['merged'][number]

/** What was merged into an asset, with its review, and its restoration for as long as it is in the bin. */
export function MergedHere({ page }: { page: AssetPageData }) {
  const { related, locale } = page
  const { t } = useTranslation(['relations', 'library'])
  const zone = useDefaultTimeZone()
  if (related.merged.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="merged-heading">
      <h2 id="merged-heading">{t('merged.heading')}</h2>
      <ul className="plain-list">
        {related.merged.map((merged) => (
          <li key={merged.mergedId} className="merged-row">
            <bdi>{merged.name}</bdi>
            <span className="muted">
              {t('merged.by', {
                date: formatDateTime(merged.mergedAt, zone, locale),
                name: merged.mergedByName ?? t('library:history.somebody'),
              })}
            </span>
            <MergedReview merged={merged} locale={locale} />
            {merged.mayRestore && <RestoreMerged merged={merged} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function MergedReview({ merged, locale }: { merged: Merged; locale: string }) {
  const { t } = useTranslation(['library', 'relations'])
  const zone = useDefaultTimeZone()
  if (merged.history.length === 0) return null
  return (
    <details>
      <summary>{t('relations:merged.review')}</summary>
      <ol className="plain-list">
        {merged.history.map((step) => (
          <li key={step.at + step.toState}>
            <span>{t(`state.${step.toState}`)}</span>
            {step.note && <q dir="auto">{step.note}</q>}
            <span className="muted">
              {[formatDateTime(step.at, zone, locale), step.byName].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

function RestoreMerged({ merged }: { merged: Merged }) {
  const { t } = useTranslation('relations')
  const { restore, revalidate, reasonOf, toast } = useBin()
  const run = () =>
    restore({ kind: 'asset', ids: [merged.mergedId] }).then(
      () => {
        toast({ text: t('merged.restored', { name: merged.name }) })
        revalidate()
      },
      (error: unknown) => toast({ text: reasonOf(error) }),
    )
  return (
    <Button size="s" aria-label={t('merged.restore', { name: merged.name })} onClick={() => void run()}>
      {t('merged.restore_short')}
    </Button>
  )
}
