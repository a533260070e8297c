import { type ReactNode, useEffect, useRef } from 'react'

/**
 * What became of an act, where the act is not at hand any more: takes focus whenever `of` is another answer, so that the
 * keyboard goes on from here and not from the top of the page.
 */
export function Result({ of, children }: { of: unknown; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer that says the same is an answer again
  useEffect(() => box.current?.focus(), [of])
  return (
    <div ref={box} tabIndex={-1} className="result">
      {children}
    </div>
  )
}
