import { useNavigate } from '@remix-run/react'
import { type RefObject, useEffect, useRef } from 'react'
import { useShortcut } from '~/ui/shortcuts'
import { urls } from '~/urls'

/**
 * Keys of the queue: n and p go from row to row, a approves the row that has the focus, c opens it to ask for changes.
 * When a row leaves after its outcome is decided, the focus goes to the one that takes its place.
 */
export function useQueueKeys(ids: string[]): RefObject<HTMLUListElement> {
  const list = useRef<HTMLUListElement>(null)
  const navigate = useNavigate()
  const last = useRef(-1)
  const rows = () => [...(list.current?.children ?? [])] as HTMLElement[]
  const current = () => rows().findIndex((row) => row.contains(document.activeElement))
  const focus = (index: number) => rows()[index]?.querySelector<HTMLElement>('a')?.focus()

  useShortcut('n', () => focus(Math.min(current() + 1, ids.length - 1)))
  useShortcut('p', () => focus(Math.max(current() - 1, 0)))
  useShortcut('a', () => rows()[current()]?.querySelector<HTMLElement>('[data-approve]')?.click())
  useShortcut('c', () => {
    const id = ids[current()]
    if (id) navigate(urls.review.item(id))
  })

  useEffect(() => {
    const remember = () => {
      const at = current()
      if (at >= 0) last.current = at
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  })
  const all = ids.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the ids change because a row disappeared
  useEffect(() => {
    if (document.activeElement === document.body && last.current >= 0) focus(Math.min(last.current, ids.length - 1))
  }, [all])
  return list
}
