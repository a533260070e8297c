import { useSubmit } from '@remix-run/react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_AT_ONCE } from '~/domain/assets/asset-ids'
import { formatNumber } from '~/i18n/format'
import { Button, type ButtonLook } from '~/ui/button'
import type { IconName } from '~/ui/icon-names'
import { Menu } from '~/ui/menu'
import { isForPage } from '~/ui/shortcuts'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'
import { post } from './post'
import type { Selection } from './selection'

/** An action for a selection. */
export interface SelectionAct {
  id: string
  label: string
  icon: IconName
  variant?: ButtonLook['variant']
  onAction: () => void
}

/** The size of the selection and its actions; on a phone all but the first are in a menu. */
export function SelectionBar({
  selection,
  shown,
  acts,
  more,
  end,
  busy,
  progress,
}: {
  selection: Selection
  /** The ids on this page, if all are known: the bar states how many of the selected assets are on other pages. */
  shown: readonly string[] | undefined
  acts: SelectionAct[]
  more?: ReactNode
  /** Controls with their own confirmation, after the actions. */
  end?: ReactNode
  busy?: boolean
  /** How far an action on a large selection is. */
  progress?: { done: number; total: number }
}) {
  const { t, i18n } = useTranslation('selection')
  const count = selection.ids.size
  const elsewhere = shown ? count - shown.filter((id) => selection.ids.has(id)).length : 0
  const clear = useClear(selection)
  const carry = useCarrySelection()
  const [main, ...others] = acts
  return (
    <>
      <p className="sr-only" role="status">
        {count > 0 && t('count', { count })}
      </p>
      <section className="selection-bar" aria-label={t('bar')} hidden={count === 0}>
        <div className="selection-what">
          <p>
            {t('count', { count })}
            {elsewhere > 0 && <span className="muted"> · {t('elsewhere', { count: elsewhere })}</span>}
          </p>
          {progress && (
            <p className="muted numbers" role="status">
              {t('progress', {
                done: formatNumber(progress.done, i18n.language),
                total: formatNumber(progress.total, i18n.language),
              })}
            </p>
          )}
          <div className="button-row">
            <Button size="s" onClick={() => void carry('show', selection.ids)}>
              {t('show')}
            </Button>
            {more}
            <Button size="s" variant="plain" onClick={clear}>
              {t('clear')}
            </Button>
          </div>
        </div>
        <div className="button-row selection-acts">
          {end}
          <span className="selection-others">
            {others.map(({ id, label, icon, variant, onAction }) => (
              <Button key={id} icon={icon} variant={variant} busy={busy} onClick={onAction}>
                {label}
              </Button>
            ))}
          </span>
          <span className="selection-menu">{others.length > 0 && <Menu label={t('acts')} actions={others} />}</span>
          {main && (
            <Button variant="primary" icon={main.icon} busy={busy} onClick={main.onAction}>
              {main.label}
            </Button>
          )}
        </div>
      </section>
    </>
  )
}

/** Returns a function that clears the selection, also bound to Escape, and offers to restore it for ten seconds. */
function useClear(selection: Selection): () => void {
  const { t } = useTranslation('selection')
  const toast = useToast()
  const clear = () => {
    const had = [...selection.ids]
    selection.set([])
    const onAction = () => selection.set(had)
    toast({ text: t('cleared', { count: had.length }), action: { label: t('undo'), onAction } })
  }
  const latest = useRef(clear)
  latest.current = clear
  const chosen = selection.ids.size > 0
  useEffect(() => {
    if (!chosen) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && isForPage(event)) latest.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [chosen])
  return clear
}

/** Returns a function that posts a selection to the page that shows, shares, edits or describes it. */
export function useCarrySelection() {
  const submit = useSubmit()
  const { t } = useTranslation(['selection', 'errors'])
  const toast = useToast()
  return async (use: 'show' | 'share' | 'edit' | 'describe', chosen: Iterable<string>) => {
    const ids = [...chosen]
    if (use === 'share' && ids.length > MOST_AT_ONCE) return toast({ text: t('share_most', { count: MOST_AT_ONCE }) })
    let into = ''
    let at = 0
    for (; ids.length - at > MOST_AT_ONCE; at += MOST_AT_ONCE) {
      const part = { use: 'keep', assets: ids.slice(at, at + MOST_AT_ONCE).join(','), ...(into && { into }) }
      const answer = await post<{ selection?: string }>(urls.library.selections(), part).catch(() => undefined)
      if (!answer?.selection) return toast({ text: t('errors:internal') })
      into = answer.selection
    }
    const last = { use, assets: ids.slice(at).join(','), ...(into && { into }) }
    submit(last, { method: 'post', action: urls.library.selections() })
  }
}
