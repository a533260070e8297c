import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { Notice } from '~/ui/notice'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { RowPicture } from '../library/row-picture'
import { StateBadge } from '../library/state-badge'
import { placeText } from '../relations/place-text'
import type { MergePageData } from './merge'

type Plan = MergePageData['plans'][number]

/** What happens to one file that is merged: what moves, what stays, and which rights become stricter. */
export function MergeConsequences({ plan, locale }: { plan: Plan; locale: string }) {
  const { t } = useTranslation('relations')
  const zone = useDefaultTimeZone()
  const { asset, moves, stays, rights } = plan
  const heading = `merged-${plan.mergedId}`
  return (
    <section className="panel stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('merge.into_bin', { name: asset.title })}</h2>
      <p className="relation-row">
        <RowPicture asset={asset} />
        <span className="relation-name">
          <span>{t('merge.address')}</span>
          <StateBadge asset={asset} />
        </span>
      </p>
      {!plan.mayMerge && <Notice tone="warn">{t('merge.may_not')}</Notice>}
      {plan.narrows && moves.some((place) => place.isOutward) && <Notice tone="warn">{t('merge.narrows')}</Notice>}
      {rights.embargoUntil && (
        <Notice tone="warn">
          {t('merge.embargo', { date: formatDateTime(rights.embargoUntil, rights.embargoZone ?? zone, locale) })}
        </Notice>
      )}
      {rights.expiresAt && (
        <Notice tone="warn">
          {t('merge.expiry', { date: formatDateTime(rights.expiresAt, rights.expiresZone ?? zone, locale) })}
        </Notice>
      )}
      <Places places={moves} title={moves.length > 0 ? t('merge.moves') : t('merge.no_moves')} />
      {moves.some(({ pin }) => pin) && <Notice>{t('place.pins_move')}</Notice>}
      <Places
        places={stays.filter((place) => place.mayChange && place.pin?.isWithdrawn)}
        title={t('merge.stays_pin')}
        isHidden
      />
      <Places
        places={stays.filter((place) => place.mayChange && !place.pin?.isWithdrawn)}
        title={t('merge.stays_widens')}
        isHidden
      />
      <Places places={stays.filter((place) => !place.mayChange)} title={t('merge.stays_rights')} isHidden />
      <p>{plan.widens ? t('merge.gains_less') : t('merge.gains')}</p>
    </section>
  )
}

/** A list of places under what is said of them; with `isHidden` nothing where there are none. */
function Places({ places, title, isHidden }: { places: Plan['moves']; title: string; isHidden?: boolean }) {
  const { t } = useTranslation('relations')
  if (isHidden && places.length === 0) return null
  return (
    <div>
      <p>{title}</p>
      <ul className="bullet-list">
        {places.map((place) => (
          <li key={place.key}>{placeText(place, t)}</li>
        ))}
      </ul>
    </div>
  )
}
