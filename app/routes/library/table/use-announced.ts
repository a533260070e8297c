import { useCallback, useState } from 'react'

/** Returns a text for a live region, and what sets it; the same text twice is read twice. */
export function useAnnounced(): { announced: string; announce: (text: string) => void } {
  const [announced, set] = useState('')
  const announce = useCallback((text: string) => set((before) => (before === text ? `${text}\u00a0` : text)), [])
  return { announced, announce }
}
