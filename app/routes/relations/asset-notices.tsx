import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'
import type { AssetPageData } from '../library/asset'

/** What people should know of an asset before they use it: lapsed parts, what replaces it, and what looks like it. */
export function AssetNotices({ page }: { page: AssetPageData }) {
  const { asset, related, mayEdit } = page
  const { t } = useTranslation('relations')
  const swap = useUndoSwap()
  const replacing = related.relations.filter(({ kind, direction }) => kind === 'replaces' && direction === 'to')
  if (related.lapsed.length + replacing.length + related.swaps.length + related.alike === 0) return null
  return (
    <div className="stack asset-notices">
      {related.lapsed.length > 0 && (
        <Notice tone="warn" title={t('relation.lapsed')}>
          <ul className="plain-list">
            {related.lapsed.map(({ id, reason, title }) => (
              <li key={id}>
                {reason === 'deleted' ? (
                  t(`relation.lapsed_by.${reason}`, { title })
                ) : (
                  <a className="link" href={urls.library.asset(id)}>
                    {t(`relation.lapsed_by.${reason}`, { title })}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {replacing.map(({ other }) => (
        <Notice
          key={other.id}
          tone="warn"
          actions={
            mayEdit && (
              <ButtonLink size="s" to={urls.library.swap(asset.id, other.id)}>
                {t('swap.open')}
              </ButtonLink>
            )
          }
        >
          <a className="link" href={urls.library.asset(other.id)}>
            {t('swap.replaced', { title: other.title })}
          </a>
        </Notice>
      ))}
      {related.swaps.map(({ id, title, places }) => (
        <Notice
          key={id}
          actions={
            <Button size="s" busy={swap.isBusy} onClick={() => swap.undo(id)}>
              {t('swap.undo')}
            </Button>
          }
        >
          {t('swap.made', { title, count: places })}
        </Notice>
      ))}
      {related.alike > 0 && (
        <Notice
          actions={
            <ButtonLink size="s" to={urls.library.duplicates(asset.id)}>
              {t('looks.show')}
            </ButtonLink>
          }
        >
          {t('looks.like', { count: related.alike })}
        </Notice>
      )}
    </div>
  )
}

/** Returns a function that undoes a swap. It outlives the notice, which is gone as soon as the swap is undone. */
function useUndoSwap() {
  const { t } = useTranslation('relations')
  const { data, state, submit } = useFetcher<{ done?: string }>()
  const toast = useToast()
  const told = useRef<unknown>()
  useEffect(() => {
    if (state !== 'idle' || !data?.done || told.current === data) return
    told.current = data
    toast({ text: t('swap.undone') })
  }, [data, state, toast, t])
  const undo = (id: string) => submit({}, { method: 'post', action: urls.library.undoSwap(id) })
  return { undo, isBusy: state !== 'idle' }
}
