import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { urls } from '~/urls'
import type { ComboOption } from '../references/combo'
import type { loader } from './mentionable'

/** Delay after typing before suggestions are asked for. */
const PAUSE_MS = 120

/** Returns who may be meant by what is typed after an `@`; nobody while nothing is asked. */
export function useMentions(typed: string | undefined): ComboOption[] {
  const { load, data, state } = useFetcher<typeof loader>()
  const isMissing = typed !== undefined && data?.q !== typed && state === 'idle'
  useEffect(() => {
    if (!isMissing || typed === undefined) return
    const timer = setTimeout(() => load(urls.library.mentionable(typed)), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [isMissing, typed, load])
  if (typed === undefined || data?.q !== typed) return []
  return data.persons.map(({ id, name, written }) => ({
    ...{ value: id, label: written },
    detail: written === name ? undefined : name,
  }))
}
