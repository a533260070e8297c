import { useFetcher } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { HouseAsset } from '~/domain/access/house-assets.server'
import { Badge } from '~/ui/badge'
import { Icon } from '~/ui/icon'
import { IconButton } from '~/ui/icon-button'
import { urls } from '~/urls'
import { kindIcon } from './kind-icon'
import { StateBadge } from './state-badge'

/**
 * The order of a collection: drag with a pointer or the keyboard (Enter on the grip), or step by step with the arrow
 * buttons. Each change is saved at once; a refused one puts the old order back.
 */
export function CollectionOrderList({ assets, coverId }: { assets: HouseAsset[]; coverId: string | null }) {
  const { t } = useTranslation('collections')
  const fetcher = useFetcher<{ done?: string; result?: unknown }>()
  const [order, setOrder] = useState(assets)
  useEffect(() => setOrder(assets), [assets])

  const save = (next: HouseAsset[]) => {
    setOrder(next)
    const form = new FormData()
    form.set('intent', 'order')
    next.forEach((asset, index) => {
      form.set(`order[${index}]`, asset.id)
    })
    fetcher.submit(form, { method: 'post' })
  }
  const place = (keys: Set<unknown>, target: string, where: 'before' | 'after') => {
    const moved = order.filter((asset) => keys.has(asset.id))
    const rest = order.filter((asset) => !keys.has(asset.id))
    const at = rest.findIndex((asset) => asset.id === target) + (where === 'after' ? 1 : 0)
    save([...rest.slice(0, at), ...moved, ...rest.slice(at)])
  }
  const step = (index: number, by: -1 | 1) => {
    const next = [...order]
    const [moved] = next.splice(index, 1)
    next.splice(index + by, 0, moved!)
    save(next)
  }
  const remove = (id: string) => {
    fetcher.submit({ intent: 'remove', 'assets[0]': id }, { method: 'post' })
    setOrder(order.filter((asset) => asset.id !== id))
  }
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      if (target.dropPosition !== 'on') place(new Set(keys), String(target.key), target.dropPosition)
    },
  })
  return (
    <>
      <p className="muted">{t('order.help')}</p>
      <GridList
        aria-label={t('order.label')}
        items={order}
        selectionMode="multiple"
        keyboardNavigationBehavior="tab"
        dragAndDropHooks={dragAndDropHooks}
        className="order-list"
      >
        {(asset) => {
          const index = order.indexOf(asset)
          return (
            <GridListItem id={asset.id} textValue={asset.title} className="order-item">
              <IconButton icon="grip" label={t('order.drag', { title: asset.title })} slot="drag" />
              <span className="numbers muted">{index + 1}</span>
              <span className={asset.onDark ? 'order-picture ground-dark' : 'order-picture ground-quiet'}>
                {asset.hasThumb ? (
                  <img src={urls.library.media(asset.versionId, 'thumb')} alt="" loading="lazy" />
                ) : (
                  <Icon name={kindIcon(asset.kind)} />
                )}
              </span>
              <span className="order-title">
                <a className="link" href={urls.library.asset(asset.id)}>
                  {asset.title}
                </a>
                <StateBadge asset={asset} />
                {asset.id === coverId && <Badge tone="accent">{t('order.cover')}</Badge>}
              </span>
              <span className="button-row">
                <IconButton
                  icon="arrow-up"
                  size="s"
                  label={t('order.up', { title: asset.title })}
                  disabled={index === 0}
                  onClick={() => step(index, -1)}
                />
                <IconButton
                  icon="arrow-down"
                  size="s"
                  label={t('order.down', { title: asset.title })}
                  disabled={index === order.length - 1}
                  onClick={() => step(index, 1)}
                />
                <IconButton
                  icon="close"
                  size="s"
                  label={t('order.remove', { title: asset.title })}
                  onClick={() => remove(asset.id)}
                />
              </span>
            </GridListItem>
          )
        }}
      </GridList>
      <p className="sr-only" role="status">
        {fetcher.state === 'idle' && fetcher.data?.done ? t('order.saved') : ''}
      </p>
    </>
  )
}
