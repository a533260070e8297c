import { useTranslation } from 'react-i18next'
import type { WithdrawnPin } from '~/domain/delivery/withdrawn-pins.queries.server'
import { Icon } from '~/ui/icon'

/** Most files that are named; of the others only the number is told. */
const MOST_NAMED = 20

/** Says which files are not there because the version chosen for this place was withdrawn; nothing when there is none. */
export function WithdrawnVersions({ withdrawn }: { withdrawn: WithdrawnPin[] }) {
  const { t } = useTranslation('portal')
  if (withdrawn.length === 0) return null
  const more = withdrawn.length - MOST_NAMED
  return (
    <div className="delivery-omissions">
      <Icon name="info" />
      <ul className="bullet-list">
        {withdrawn.slice(0, MOST_NAMED).map(({ id, title, version }) => (
          <li key={id}>{t('withdrawn.version', { title, version })}</li>
        ))}
        {more > 0 && <li>{t('withdrawn.more', { count: more })}</li>}
      </ul>
    </div>
  )
}
