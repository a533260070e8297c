import { useEffect, useState } from 'react'
import type { LibraryLook } from '~/domain/identity/library-look'
import { urls } from '~/urls'

/** Returns how the library is looked at, and changes it: at once on this page, and for the next ones with the account. */
export function useLook(stored: LibraryLook): { look: LibraryLook; change: (part: Partial<LibraryLook>) => void } {
  const [look, setLook] = useState(stored)
  useEffect(() => setLook(stored), [stored])
  const change = (part: Partial<LibraryLook>) => {
    setLook((before) => ({ ...before, ...part }))
    // What cannot be stored counts for this page alone.
    fetch(urls.library.look(), { method: 'POST', body: new URLSearchParams(part), keepalive: true }).catch(() => {})
  }
  return { look, change }
}
