import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { urls } from '~/urls'
import { useDefaultTimeZone } from '../default-time-zone'
import type { loader } from '../panel'

/** The review of an asset so far, loaded when it is opened. */
export function PanelHistory({ id, locale }: { id: string; locale: string }) {
  const { t } = useTranslation(['result', 'library'])
  const zone = useDefaultTimeZone()
  const { load, data, state } = useFetcher<typeof loader>()
  const steps = data && 'steps' in data ? data.steps : undefined
  return (
    <details
      className="disclosure panel-part"
      onToggle={({ currentTarget }) =>
        currentTarget.open && state === 'idle' && !steps && load(`${urls.library.panel(id)}?part=history`)
      }
    >
      <summary>{t('library:history.heading')}</summary>
      {steps?.length === 0 && <p className="muted">{t('panel.no_history')}</p>}
      <ol className="plain-list">
        {steps?.map((step) => (
          <li key={step.id}>
            <span>
              {t(`library:history.${step.toState}`, {
                name: step.byName ?? t('library:history.somebody'),
                number: step.number,
              })}
            </span>
            {step.note && <q dir="auto">{step.note}</q>}
            <span className="muted">{formatDateTime(step.at, zone, locale)}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
