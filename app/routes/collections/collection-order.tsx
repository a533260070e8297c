import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { GridList, useDragAndDrop } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { MOST_AT_ONCE } from '~/domain/assets/asset-ids'
import type { Pin } from '~/domain/assets/pin'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { useSelection } from '~/routes/library/selection'
import { useToast } from '~/ui/toast'
import { CollectionRow } from './collection-row'
import { CollectionSelection } from './collection-selection'
import { MoveDialog } from './move-dialog'

/** A position after all that people placed. */
const LAST_PLACE = 1_000_000

export interface CollectionOrderProps {
  assets: StaffAsset[]
  coverId: string | null
  /** Position of the first of `assets` in the collection, from 1. */
  from: number
  total: number
  /** The pins of the collection, by the id of the asset. */
  pins: Record<string, Pin>
  /** Those of a smart collection that people placed, before all that its search found; undefined for other collections. */
  placed?: string[]
  locale: string
}

/**
 * Orders a collection: by dragging with pointer or keyboard (Enter on the grip), step by step with the arrow buttons,
 * or to a position by number, on other pages too. Each move is saved at once and separately, so that colleagues'
 * concurrent moves are kept; a refused move restores the old order.
 */
export function CollectionOrderList({ assets, coverId, from, total, pins, placed, locale }: CollectionOrderProps) {
  const { t } = useTranslation(['collections', 'smart'])
  const fetcher = useFetcher<{ done?: string; count?: number; result?: unknown }>()
  const [order, setOrder] = useState(assets)
  useEffect(() => setOrder(assets), [assets])
  useEffect(() => {
    if (fetcher.state === 'idle' && fetcher.data?.result) setOrder(assets)
  }, [fetcher.state, fetcher.data, assets])
  const selection = useSelection()
  const [moving, setMoving] = useState<string[]>()
  const removeWithUndo = useRemoval(fetcher, pins, placed)

  const send = (ids: string[], target: Record<string, string | number>) => {
    const text = Object.fromEntries(Object.entries(target).map(([name, value]) => [name, String(value)]))
    fetcher.submit({ intent: 'move', assets: ids.join(','), ...text }, { method: 'post' })
  }
  const place = (keys: Set<unknown>, target: string, where: 'before' | 'after') => {
    const moved = order.filter((asset) => keys.has(asset.id))
    const rest = order.filter((asset) => !keys.has(asset.id))
    const at = rest.findIndex((asset) => asset.id === target) + (where === 'after' ? 1 : 0)
    setOrder([...rest.slice(0, at), ...moved, ...rest.slice(at)])
    send(
      moved.map((asset) => asset.id),
      { [where]: target },
    )
  }
  const keepFocus = useStepFocus(order)
  const step = (index: number, by: -1 | 1) => {
    const next = [...order]
    const [moved] = next.splice(index, 1)
    if (!moved) return
    next.splice(index + by, 0, moved)
    keepFocus(moved.id, by)
    if (next[index + by] === moved) setOrder(next)
    send([moved.id], { position: from + index + by })
  }
  const remove = (ids: string[], position: number) => {
    setOrder(order.filter((asset) => !ids.includes(asset.id)))
    removeWithUndo(ids, position)
  }
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      if (target.dropPosition !== 'on') place(new Set(keys), String(target.key), target.dropPosition)
    },
  })
  return (
    <>
      <p className="muted order-help">{t(placed ? 'smart:order.help' : 'order.help')}</p>
      <GridList
        aria-label={t('order.label')}
        items={order}
        selectionMode="multiple"
        selectedKeys={order.map((asset) => asset.id).filter((id) => selection.ids.has(id))}
        onSelectionChange={(keys) => {
          const here = order.map((asset) => asset.id)
          const on = keys === 'all' ? here : here.filter((id) => keys.has(id))
          selection.set([...[...selection.ids].filter((id) => !here.includes(id)), ...on])
        }}
        keyboardNavigationBehavior="tab"
        dragAndDropHooks={dragAndDropHooks}
        dependencies={[order, selection.ids, from, total, coverId, pins, placed]}
        className="order-list"
      >
        {(asset) => {
          const index = order.indexOf(asset)
          return (
            <CollectionRow
              asset={asset}
              place={from + index}
              total={total}
              isCover={asset.id === coverId}
              pin={pins[asset.id]}
              locale={locale}
              chosen={selection.ids.has(asset.id)}
              onChoose={(on) => (on ? selection.add([asset.id]) : selection.remove([asset.id]))}
              onStep={(by) => step(index, by)}
              onMove={() => setMoving([asset.id])}
              onRemove={() => remove([asset.id], from + index)}
              smart={
                placed && {
                  isPlaced: placed.includes(asset.id),
                  onPlace: () => send([asset.id], { position: LAST_PLACE }),
                  onLeave: () => fetcher.submit({ intent: 'to_search', assets: asset.id }, { method: 'post' }),
                }
              }
            />
          )
        }}
      </GridList>
      <CollectionSelection
        selection={selection}
        shown={order.map((asset) => asset.id)}
        busy={fetcher.state !== 'idle'}
        onMove={() => setMoving([...selection.ids].slice(0, MOST_AT_ONCE))}
        onRemove={() => {
          const first = order.findIndex((asset) => selection.ids.has(asset.id))
          remove([...selection.ids].slice(0, MOST_AT_ONCE), from + Math.max(0, first))
        }}
      />
      {moving && (
        <MoveDialog
          count={moving.length}
          total={total}
          onClose={() => setMoving(undefined)}
          onMove={(position) => {
            send(moving, { position })
            setMoving(undefined)
          }}
        />
      )}
      <p className="sr-only" role="status">
        {fetcher.state === 'idle' && fetcher.data?.done === 'move' ? t('order.saved') : ''}
      </p>
    </>
  )
}

/** Restores focus to the button that moved a row, since a row can lose focus when it moves. */
function useStepFocus(order: StaffAsset[]): (id: string, by: -1 | 1) => void {
  const stepped = useRef<{ id: string; by: -1 | 1 }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order is what moves the rows
  useEffect(() => {
    if (!stepped.current) return
    const { id, by } = stepped.current
    stepped.current = undefined
    const row = document.querySelector(`[data-key="${CSS.escape(id)}"]`)
    const buttons = [...(row?.querySelectorAll<HTMLButtonElement>('[data-step]:enabled') ?? [])]
    const same = buttons.find((button) => button.dataset.step === String(by))
    ;(same ?? buttons[0])?.focus()
  }, [order])
  return (id, by) => {
    stepped.current = { id, by }
  }
}

type OrderFetcher = ReturnType<typeof useFetcher<{ done?: string; count?: number; result?: unknown }>>

/**
 * Returns a function that removes assets from the collection, shows how many were removed, and offers to restore them
 * for ten seconds.
 */
function useRemoval(
  fetcher: OrderFetcher,
  pins: Record<string, Pin>,
  placed: string[] | undefined,
): (ids: string[], position: number) => void {
  const { t } = useTranslation(['collections', 'smart'])
  const toast = useToast()
  const removal = useRef<{ ids: string[]; position: number; pins: string[]; isFound: boolean }>()
  useEffect(() => {
    const gone = removal.current
    if (fetcher.state !== 'idle' || fetcher.data?.done !== 'remove' || !gone) return
    removal.current = undefined
    const undo = (ids: string[]) => fetcher.submit({ intent: 'to_search', assets: ids.join(',') }, { method: 'post' })
    const onAction = () => {
      if (gone.isFound) return undo(gone.ids)
      fetcher.submit(
        {
          ...{ intent: 'put_back', assets: gone.ids.join(','), position: String(gone.position) },
          ...(gone.pins.length > 0 && { pins: gone.pins.join(',') }),
        },
        { method: 'post' },
      )
    }
    toast({
      text: t(placed ? 'smart:order.left_out' : 'edit.removed', { count: fetcher.data.count ?? 0 }),
      action: { label: t('edit.undo'), onAction },
    })
  })
  return (ids, position) => {
    const pinned = ids.flatMap((id) => (pins[id] ? [`${id}:${pins[id].versionId}`] : []))
    // What the search found comes back by the search; what people placed, to its place.
    const isFound = placed !== undefined && !ids.some((id) => placed.includes(id))
    removal.current = { ids, position, pins: pinned, isFound }
    fetcher.submit({ intent: 'remove', assets: ids.join(',') }, { method: 'post' })
  }
}
