import { Link, useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { IconButton } from '~/ui/icon-button'
import { urls } from '~/urls'
import { fieldName } from './field-name'
import type { ListedField } from './fields'

interface FieldOrderProps {
  /** What the list is called: the name of the group. */
  name: string
  fields: ListedField[]
  locale: string
}

/**
 * The fields of a group in their order: by dragging with pointer or keyboard (Enter on the grip) or with the arrow buttons, which
 * work without scripts too. Each move is saved at once.
 */
export function FieldOrder({ name, fields, locale }: FieldOrderProps) {
  const { t } = useTranslation('metadata')
  const fetcher = useFetcher<{ done?: string; result?: unknown }>()
  const [order, setOrder] = useState(fields)
  useEffect(() => setOrder(fields), [fields])
  useEffect(() => {
    if (fetcher.state === 'idle' && fetcher.data?.result) setOrder(fields)
  }, [fetcher.state, fetcher.data, fields])
  const keepFocus = useStepFocus(order)
  const place = (key: string, target: string, where: 'before' | 'after') => {
    const moved = order.find((field) => field.key === key)
    const rest = order.filter((field) => field.key !== key)
    const at = rest.findIndex((field) => field.key === target) + (where === 'after' ? 1 : 0)
    if (!moved) return
    setOrder([...rest.slice(0, at), moved, ...rest.slice(at)])
    fetcher.submit({ intent: 'move', key, [where]: target }, { method: 'post' })
  }
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const [key] = keys
      if (key !== undefined && target.dropPosition !== 'on') place(String(key), String(target.key), target.dropPosition)
    },
  })
  return (
    <>
      <GridList
        aria-label={name}
        items={order}
        keyboardNavigationBehavior="tab"
        dragAndDropHooks={dragAndDropHooks}
        dependencies={[order]}
        className="order-list"
      >
        {(field) => (
          <Row
            {...{ field, locale }}
            isFirst={order[0] === field}
            isLast={order.at(-1) === field}
            onStep={(by) => keepFocus(field.key, by)}
          />
        )}
      </GridList>
      <p className="sr-only" role="status">
        {fetcher.state === 'idle' && fetcher.data?.done === 'move' ? t('order_saved') : ''}
      </p>
    </>
  )
}

interface RowProps {
  field: ListedField
  isFirst: boolean
  isLast: boolean
  onStep: (by: -1 | 1) => void
  locale: string
}

function Row({ field, isFirst, isLast, onStep, locale }: RowProps) {
  const { t } = useTranslation('metadata')
  const fetcher = useFetcher()
  const name = fieldName(t, field)
  const step = (by: -1 | 1) => ({
    ...({ type: 'submit', name: 'steps', value: String(by), size: 's', 'data-step': by } as const),
    onClick: () => onStep(by),
  })
  return (
    <GridListItem id={field.key} textValue={name} className="order-item">
      <IconButton icon="grip" label={t('drag', { name })} slot="drag" />
      <span className="order-title">
        <Link className="link" to={urls.admin.field(field.key)} dir="auto">
          {name}
        </Link>
        <code dir="ltr">{field.key}</code>
        <Badge>{t(`type.${field.type}`)}</Badge>
        {field.isRequiredForApproval && <Badge tone="info">{t('badge.needed')}</Badge>}
        {!field.isPublic && <Badge>{t('badge.internal')}</Badge>}
        <span className="muted numbers">
          {t('values', { count: field.used, shown: formatNumber(field.used, locale) })}
        </span>
      </span>
      <fetcher.Form method="post" className="button-row">
        <input type="hidden" name="intent" value="move" />
        <input type="hidden" name="key" value={field.key} />
        <IconButton icon="arrow-up" label={t('move_up', { name })} disabled={isFirst} {...step(-1)} />
        <IconButton icon="arrow-down" label={t('move_down', { name })} disabled={isLast} {...step(1)} />
      </fetcher.Form>
    </GridListItem>
  )
}

/** Restores focus to the button that moved a row, since a row can lose focus when it moves. */
function useStepFocus(order: readonly ListedField[]): (key: string, by: -1 | 1) => void {
  const stepped = useRef<{ key: string; by: -1 | 1 }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order is what moves the rows
  useEffect(() => {
    if (!stepped.current) return
    const { key, by } = stepped.current
    stepped.current = undefined
    const row = document.querySelector(`[data-key="${CSS.escape(key)}"]`)
    const buttons = [...(row?.querySelectorAll<HTMLButtonElement>('[data-step]:enabled') ?? [])]
    const same = buttons.find((button) => button.dataset.step === String(by))
    ;(same ?? buttons[0])?.focus()
  }, [order])
  return (key, by) => {
    stepped.current = { key, by }
  }
}
