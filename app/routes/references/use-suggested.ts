import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'

/** Delay after typing before suggestions are asked for. */
const PAUSE_MS = 120
/** A name of one letter would be anybody's. */
const FEWEST_LETTERS = 2

/** Returns what an address answers for a text, once it is typed; undefined before. The address gives `q` back. */
export function useSuggested<Answer extends { q: string }>(
  typed: string,
  urlOf: (q: string) => string,
): Answer | undefined {
  const q = typed.trim().slice(0, 200)
  const { load, data, state } = useFetcher<Answer>()
  const answer: Answer | undefined = data as Answer | undefined
  const isMissing = q.length >= FEWEST_LETTERS && answer?.q !== q && state === 'idle'
  const url = urlOf(q)
  useEffect(() => {
    if (!isMissing) return
    const timer = setTimeout(() => load(url), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [isMissing, url, load])
  return q.length >= FEWEST_LETTERS && answer?.q === q ? answer : undefined
}
