import { useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { urls } from '~/urls'
import { listenToInbox } from './inbox-signal'

/** Returns how much of the inbox is open: what the page was loaded with, and what came since. */
export function useOpenCount(loaded: number): number {
  const [open, setOpen] = useState(loaded)
  useEffect(() => setOpen(loaded), [loaded])
  useEffect(
    () =>
      listenToInbox(() => {
        fetch(urls.inbox.count(), { headers: { accept: 'application/json' } })
          .then((answer) => (answer.ok ? answer.json() : undefined))
          .then((data?: { open?: number }) => typeof data?.open === 'number' && setOpen(data.open))
          .catch(() => {})
      }),
    [],
  )
  return open
}

/** Loads the page's data again when something of the inbox changed. */
export function useInboxChanges(): void {
  const { revalidate } = useRevalidator()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new function each time, which does the same
  useEffect(() => listenToInbox(() => revalidate()), [])
}
