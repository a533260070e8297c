import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'

/** Returns a function that remembers that assets are not the same, and offers to take it back while the message is shown. */
export function useTellApart(): (assetIds: readonly string[]) => void {
  const { t } = useTranslation('relations')
  const { data, state, submit } = useFetcher<{ done?: string }>()
  const toast = useToast()
  const told = useRef<readonly string[]>()
  const post = (ids: readonly string[], more: Record<string, string> = {}) =>
    submit({ assets: ids.join(), ...more }, { method: 'post', action: urls.library.tellApart() })
  const postNow = useRef(post)
  postNow.current = post
  useEffect(() => {
    const ids = told.current
    if (state !== 'idle' || data?.done !== 'apart' || !ids) return
    told.current = undefined
    toast({
      text: t('dup.apart_done'),
      action: { label: t('dup.undo'), onAction: () => postNow.current(ids, { undo: 'on' }) },
    })
  }, [data, state, toast, t])
  return (ids) => {
    told.current = ids
    post(ids)
  }
}
