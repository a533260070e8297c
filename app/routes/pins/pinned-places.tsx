import { useTranslation } from 'react-i18next'
import type { PinnedPlace } from '~/domain/assets/pins.queries.server'
import { urls } from '~/urls'

/** Where a version is pinned, each with the way to change it; nothing when it is pinned nowhere. */
export function PinnedPlaces({
  places,
  assetId,
  isWithdrawn,
}: {
  places: PinnedPlace[] | undefined
  assetId: string
  /** Whether the version is not approved any more. */
  isWithdrawn: boolean
}) {
  const { t } = useTranslation('pins')
  if (!places?.length) return null
  return (
    <div className="muted">
      <p>{t(isWithdrawn ? 'places.withdrawn' : 'places.label')}</p>
      <ul className="bullet-list">
        {places.map(({ kind, id, name }) => (
          <li key={id}>
            {name === null ? (
              t('places.share_other')
            ) : (
              <a
                className="link"
                href={(kind === 'collection' ? urls.collections : urls.shares).versions(id, { asset: assetId })}
              >
                {t(`places.${kind}`, { name })}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
