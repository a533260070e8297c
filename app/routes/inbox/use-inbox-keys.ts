import { type RefObject, useEffect, useRef } from 'react'
import { useShortcut } from '~/ui/shortcuts'

/**
 * Keys of the inbox: j and k go from row to row, e marks one as done, m takes it, x selects it. When a row is gone, the focus goes
 * to the one that takes its place.
 */
export function useInboxKeys(ids: readonly string[]): RefObject<HTMLUListElement> {
  const list = useRef<HTMLUListElement>(null)
  const last = useRef(-1)
  const rows = () => [...(list.current?.children ?? [])] as HTMLElement[]
  const current = () => rows().findIndex((row) => row.contains(document.activeElement))
  const focus = (index: number) => rows()[index]?.querySelector<HTMLElement>('[data-row]')?.focus()
  const click = (selector: string) => rows()[current()]?.querySelector<HTMLElement>(selector)?.click()

  useShortcut('j', () => focus(Math.min(current() + 1, ids.length - 1)))
  useShortcut('k', () => focus(Math.max(current() - 1, 0)))
  useShortcut('e', () => click('[data-done-button]'))
  useShortcut('m', () => click('[data-take]'))
  useShortcut('x', () => click('[name="ids"]'))

  useEffect(() => {
    const remember = () => {
      const at = current()
      if (at >= 0) last.current = at
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  })
  const all = ids.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the rows change because one is gone
  useEffect(() => {
    if (document.activeElement === document.body && last.current >= 0) focus(Math.min(last.current, ids.length - 1))
  }, [all])
  return list
}
