import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import type { AssetPageData } from './asset'
import { useDefaultTimeZone } from './default-time-zone'

/** The review so far: who changed the state of which version, when, and with what comment. */
export function AssetHistory({ page }: { page: AssetPageData }) {
  const { steps, versions, locale } = page
  const { t } = useTranslation('library')
  const zone = useDefaultTimeZone()
  if (steps.length === 0) return null
  const number = new Map(versions.map((version) => [version.id, version.number]))
  return (
    <section className="panel stack" aria-labelledby="history-heading">
      <h2 id="history-heading">{t('history.heading')}</h2>
      <ol className="plain-list">
        {steps.map((step) => (
          <li key={step.id}>
            <span>
              {t(`history.${step.toState}`, {
                name: step.byName ?? t('history.somebody'),
                number: number.get(step.versionId),
              })}
            </span>
            {step.note && <q dir="auto">{step.note}</q>}
            <span className="muted">{formatDateTime(step.at, zone, locale)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
