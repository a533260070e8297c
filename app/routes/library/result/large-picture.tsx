import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { formatNumber } from '~/i18n/format'
import { Button, ButtonLink } from '~/ui/button'
import { classes } from '~/ui/classes'
import { Dialog } from '~/ui/dialog'
import { frameOf } from '~/ui/frame'
import { Icon } from '~/ui/icon'
import { IconButton } from '~/ui/icon-button'
import { kindIcon } from '~/ui/kind-icon'
import { urls } from '~/urls'
import { StateBadge } from '../state-badge'
import { positionAfter } from './list-keys'
import type { ResultList } from './result-list'

/** The picture of one asset of a result, large, with the ways to those beside it; their pictures are loaded meanwhile. */
export function LargePicture({
  list,
  index,
  onMove,
  onClose,
}: {
  list: ResultList
  index: number
  onMove: (index: number) => void
  onClose: () => void
}) {
  const { t, i18n } = useTranslation('result')
  const { pages, count, chosen, onChoose, addressOf } = list
  const asset = pages.at(index)
  const step = (to: number) => (to >= 0 && to < count ? () => onMove(to) : undefined)
  const [previous, next] = [step(index - 1), step(index + 1)]
  const choose = () => asset && onChoose?.(asset.id, !chosen.has(asset.id), false)
  useKeys({ index, count, onMove, onClose, choose })
  useEffect(() => {
    for (const beside of [pages.at(index + 1), pages.at(index - 1)])
      if (beside?.hasThumb) new Image().src = large(beside)
    pages.want(index - 1, index + 1)
  }, [pages, index])
  const number = (value: number) => formatNumber(value, i18n.language)
  return (
    <Dialog
      open
      onClose={onClose}
      size="picture"
      title={<bdi>{asset?.title ?? t('large.loading')}</bdi>}
      actions={
        <>
          <span className="large-facts">
            {asset && <StateBadge asset={asset} />}
            <span className="muted numbers">{t('large.place', { at: number(index + 1), total: number(count) })}</span>
          </span>
          <IconButton icon="chevron-start" label={t('large.previous')} disabled={!previous} onClick={previous} />
          <IconButton icon="chevron-end" label={t('large.next')} disabled={!next} onClick={next} />
          {onChoose && asset && (
            <Button
              icon={chosen.has(asset.id) ? 'check' : undefined}
              aria-pressed={chosen.has(asset.id)}
              onClick={choose}
            >
              {t('large.choose')}
            </Button>
          )}
          {asset && (
            <ButtonLink to={addressOf(asset.id)} variant="primary">
              {t('large.open')}
            </ButtonLink>
          )}
        </>
      }
    >
      <Picture asset={asset} />
    </Dialog>
  )
}

const large = (asset: StaffAsset): string => urls.library.media(asset.versionId, 'preview')

function Picture({ asset }: { asset: StaffAsset | undefined }) {
  const frame = asset && frameOf(asset)
  return (
    <div
      className={classes(
        'large-picture',
        `backdrop-${frame?.backdrop ?? 'quiet'}`,
        frame?.fit === 'inset' && 'large-inset',
      )}
    >
      {asset?.hasThumb ? (
        <img key={asset.id} src={large(asset)} alt={asset.title} />
      ) : (
        asset && <Icon name={kindIcon(asset.kind)} />
      )}
    </div>
  )
}

interface Keys {
  index: number
  count: number
  onMove: (index: number) => void
  onClose: () => void
  choose: () => void
}

/** Arrows, j and k show the asset beside, Space closes, x selects. */
function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const { index, count, onMove, onClose, choose } = latest.current
      const isMirrored = document.documentElement.dir === 'rtl'
      const onControl = event.target instanceof Element && event.target.closest('button, a')
      if (event.key === ' ' && (onControl || event.repeat)) return
      const to = positionAfter(event.key, { at: index, count, columns: 2, page: 0, isMirrored })
      if (event.key === ' ') onClose()
      else if (event.key.toLowerCase() === 'x') choose()
      else if (to !== undefined && Math.abs(to - index) === 1) onMove(to)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
