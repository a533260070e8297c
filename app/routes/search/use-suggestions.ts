import { useEffect, useRef, useState } from 'react'
import { type Suggestion, suggestedFor } from './suggestion'

/** Delay after typing before suggestions are asked for. */
const PAUSE_MS = 120
/** As short as the server suggests nothing for. */
const FEWEST_LETTERS = 2

interface Answer {
  q: string
  suggestions: Suggestion[]
}

/** Returns what is offered for a text as it is typed; that of the text before until it is there. Each text is asked for once. */
export function useSuggestions(typed: string, urlOf: (q: string) => string): Answer {
  const [answer, setAnswer] = useState<Answer>({ q: '', suggestions: [] })
  const known = useRef(new Map<string, Suggestion[]>())
  const address = useRef(urlOf)
  address.current = urlOf
  useEffect(() => {
    const q = suggestedFor(typed)
    const suggestions = q.trim().length < FEWEST_LETTERS ? [] : known.current.get(q)
    if (suggestions) {
      setAnswer({ q, suggestions })
      return
    }
    const abort = new AbortController()
    const timer = setTimeout(() => {
      ask(address.current(q), abort.signal).then(
        (found) => {
          known.current.set(q, found)
          setAnswer({ q, suggestions: found })
        },
        // Typed on, or no answer: the search itself works without.
        () => undefined,
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [typed])
  return answer
}

async function ask(url: string, signal: AbortSignal): Promise<Suggestion[]> {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(String(response.status))
  const { suggestions } = (await response.json()) as Answer
  return suggestions
}
