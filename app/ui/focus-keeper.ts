import { useFetchers, useLocation, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/**
 * Keeps the focus of the keyboard where the reader is: on the heading after a move to another page, and on the result
 * after an act whose button has gone. Without it the focus falls to the body and reading begins anew at the top.
 */
export function useFocusKeeper(): void {
  const { pathname } = useLocation()
  const page = useRef(pathname)
  const navigation = useNavigation()
  const fetchers = useFetchers()
  const busy = navigation.state !== 'idle' || fetchers.length > 0
  useEffect(() => {
    if (busy) return
    const moved = page.current !== pathname
    page.current = pathname
    if (moved || isLost()) focusOn(moved ? undefined : document.querySelector('#content [data-result]'))
  }, [busy, pathname])
}

/** Whether nothing has the focus, or something that is not on the page any more. */
const isLost = (): boolean => {
  const at = document.activeElement
  return (!at || at === document.body) && wasFocused
}

let wasFocused = false
if (typeof document !== 'undefined')
  document.addEventListener('focusin', () => {
    wasFocused = true
  })

function focusOn(result: Element | null | undefined): void {
  const target = result ?? document.querySelector('#content h1')
  if (!(target instanceof HTMLElement)) return
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1
  target.focus({ preventScroll: !result })
}
