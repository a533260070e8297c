import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { ButtonLink } from '~/ui/button'
import { urls } from '~/urls'
import type { AssetPageData } from './asset'
import { useDefaultTimeZone } from './default-time-zone'

/** The review so far: who changed the state of which version, when, and with what comment. */
export function AssetHistory({ page }: { page: AssetPageData }) {
  const { steps, versions, locale } = page
  const { t } = useTranslation('library')
  const zone = useDefaultTimeZone()
  const found = new Map(versions.map((version) => [version.id, version]))
  return (
    <section className="panel stack" aria-labelledby="history-heading">
      <h2 id="history-heading">{t('history.heading')}</h2>
      <ol className="plain-list">
        {steps.map((step) => (
          <li key={step.id}>
            <span>
              {t(`history.${step.toState}`, {
                name: step.byName ?? t('history.somebody'),
                number: found.get(step.versionId)?.number,
              })}
            </span>
            {step.toState === 'in_review' && <Note text={found.get(step.versionId)?.note} />}
            <Note text={step.note} />
            <span className="muted">{formatDateTime(step.at, zone, locale)}</span>
          </li>
        ))}
      </ol>
      <p>
        <ButtonLink to={urls.library.valueHistory(page.asset.id)} size="s">
          {t('history.values')}
        </ButtonLink>
      </p>
    </section>
  )
}

const Note = ({ text }: { text: string | null | undefined }) => (text ? <q dir="auto">{text}</q> : null)
