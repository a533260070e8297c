import { useFetchers, useLocation, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/**
 * Keeps keyboard focus at a useful place: on the heading after navigation, or after Back on what was opened, and on the result after an action whose
 * button was removed. Otherwise the browser moves focus to the body, and screen readers start again at the top.
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
    // After Back, a list gives the focus to the item that had it, once it is drawn.
    if (moved && document.querySelector('#content [data-return-focus]')) return
    if (moved || isLost()) focusOn(moved ? undefined : document.querySelector('#content [data-result]'))
  }, [busy, pathname])
}

/** Returns whether focus was lost: on nothing or the body, although an element had it before. */
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
