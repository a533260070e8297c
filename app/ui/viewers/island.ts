import { type ComponentType, type RefObject, useEffect, useState } from 'react'

export interface Island<Props> {
  /** The loaded component; undefined until then, so that what the server rendered stays. */
  Component: ComponentType<Props> | undefined
  failed: boolean
}

/**
 * Loads a component with its library and style sheet once `wanted` is true. Never on the server, and never before
 * hydration: the scripts of a first visit stay as small as without it.
 */
export function useIsland<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  wanted: boolean,
): Island<Props> {
  const [island, setIsland] = useState<Island<Props>>({ Component: undefined, failed: false })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` is written in place and always loads the same
  useEffect(() => {
    if (!wanted) return
    let isCurrent = true
    load().then(
      (module) => isCurrent && setIsland({ Component: module.default, failed: false }),
      () => isCurrent && setIsland({ Component: undefined, failed: true }),
    )
    return () => {
      isCurrent = false
    }
  }, [wanted])
  return island
}

/** Returns whether an element has come near the visible part of the page; stays true once it has. */
export function useSeen(element: RefObject<Element>): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const target = element.current
    if (!target || seen) return
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
      { rootMargin: '200px' },
    )
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, seen])
  return seen
}
