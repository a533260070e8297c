import { useTranslation } from 'react-i18next'
import { DENSITIES, type LibraryLook, VIEWS } from '~/domain/identity/library-look'
import { formatNumber } from '~/i18n/format'
import { Icon } from '~/ui/icon'

const ICONS = { grid: 'library', table: 'list' } as const
const STEPS = { s: 'density-s', m: 'density-m', l: 'density-l' } as const

/** What part of a result is in sight, and how it is looked at; works as a form before scripts run. */
export function ResultBar({
  from,
  to,
  total,
  look,
  onLook,
}: {
  from: number
  to: number
  total: number
  look: LibraryLook
  onLook: (change: Partial<LibraryLook>) => void
}) {
  const { t, i18n } = useTranslation('result')
  const number = (value: number) => formatNumber(value, i18n.language)
  return (
    <div className="result-bar">
      <p className="muted numbers">{t('bar.range', { from: number(from), to: number(to), total: number(total) })}</p>
      <form
        method="post"
        className="button-row"
        onSubmit={(event) => {
          event.preventDefault()
          const { nativeEvent } = event
          if (!('submitter' in nativeEvent) || !(nativeEvent.submitter instanceof HTMLButtonElement)) return
          const { name, value } = nativeEvent.submitter
          onLook({ [name]: value })
        }}
      >
        <fieldset className="segmented">
          <legend className="sr-only">{t('bar.density')}</legend>
          {DENSITIES.map((density) => (
            <button
              key={density}
              type="submit"
              name="density"
              value={density}
              aria-pressed={look.density === density}
              aria-label={t(`density.${density}`)}
              title={t(`density.${density}`)}
            >
              <Icon name={STEPS[density]} />
            </button>
          ))}
        </fieldset>
        <fieldset className="segmented">
          <legend className="sr-only">{t('bar.view')}</legend>
          {VIEWS.map((view) => (
            <button
              key={view}
              type="submit"
              name="view"
              value={view}
              aria-pressed={look.view === view}
              aria-label={t(`view.${view}`)}
              title={t(`view.${view}`)}
            >
              <Icon name={ICONS[view]} />
            </button>
          ))}
        </fieldset>
        <button
          type="submit"
          name="panel"
          value={look.panel === 'open' ? 'closed' : 'open'}
          className="button button-quiet result-panel-switch"
          aria-pressed={look.panel === 'open'}
        >
          <Icon name="panel" />
          {t('bar.panel')}
        </button>
      </form>
    </div>
  )
}
