import { type ReactNode, useEffect, useRef } from 'react'

/**
 * Shows the result of an action whose button is no longer on the page. Takes focus whenever `of` is a new object, so
 * that keyboard users continue here and not at the top of the page.
 */
export function Result({ of, children }: { of: unknown; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new result with the same text must take focus again
  useEffect(() => box.current?.focus(), [of])
  return (
    <div ref={box} tabIndex={-1} className="result">
      {children}
    </div>
  )
}
