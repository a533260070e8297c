import { useNavigate } from '@remix-run/react'
import { type RefObject, useEffect, useRef } from 'react'
import { useShortcut } from '~/ui/shortcuts'

/**
 * Keys of the queue: n and p go from row to row, a approves the row that has the focus, c opens it to ask for changes.
 * When a row leaves after its outcome is decided, the focus goes to the one that takes its place.
 */
export function useQueueKeys(items: readonly { key: string; to: string }[]): RefObject<HTMLUListElement> {
  const list = useRef<HTMLUListElement>(null)
  const navigate = useNavigate()
  const last = useRef(-1)
  const rows = () => [...(list.current?.children ?? [])] as HTMLElement[]
  const current = () => rows().findIndex((row) => row.contains(document.activeElement))
  const focus = (index: number) => rows()[index]?.querySelector<HTMLElement>('a')?.focus()

  useShortcut('n', () => focus(Math.min(current() + 1, items.length - 1)))
  useShortcut('p', () => focus(Math.max(current() - 1, 0)))
  useShortcut('a', () => rows()[current()]?.querySelector<HTMLElement>('[data-approve]')?.click())
  useShortcut('c', () => {
    const item = items[current()]
    if (item) navigate(item.to)
  })

  useEffect(() => {
    const remember = () => {
      const at = current()
      if (at >= 0) last.current = at
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  })
  const all = items.map(({ key }) => key).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the items change because a row disappeared
  useEffect(() => {
    if (document.activeElement === document.body && last.current >= 0) focus(Math.min(last.current, items.length - 1))
  }, [all])
  return list
}
