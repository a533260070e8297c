import { useTranslation } from 'react-i18next'
import type { Pin } from '~/domain/assets/pin'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { PinText } from '~/routes/pins/pin-text'
import { ButtonLink } from '~/ui/button'
import { urls } from '~/urls'

/** Which files of a share are pinned to a version, and where that is chosen: in the collection that it delivers, or here. */
export function SharedVersions({
  share,
  assets,
  pins,
  locale,
}: {
  share: { id: string; collectionId: string | null }
  assets: StaffAsset[]
  pins: Record<string, Pin>
  locale: string
}) {
  const { t } = useTranslation('pins')
  const pinned = assets.filter(({ id }) => pins[id])
  return (
    <section className="stack" aria-label={t('link')}>
      {pinned.length === 0 && <p className="muted">{t('all_follow')}</p>}
      {pinned.length > 0 && (
        <ul className="relation-members">
          {pinned.map(({ id, title }) => (
            <li key={id} className="relation-name">
              <bdi>{title}</bdi>
              <PinText pin={pins[id]} locale={locale} />
            </li>
          ))}
        </ul>
      )}
      <p>
        <ButtonLink
          to={share.collectionId ? urls.collections.versions(share.collectionId) : urls.shares.versions(share.id)}
          size="s"
          icon="versions"
        >
          {t(share.collectionId ? 'link_collection' : 'link')}
        </ButtonLink>
      </p>
    </section>
  )
}
