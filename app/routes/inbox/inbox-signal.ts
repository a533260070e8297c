const POLL_MS = 60_000

/** Calls `changed` when something of the inbox may have changed: every minute while the page is in sight. Returns what ends it. */
export function listenToInbox(changed: () => void): () => void {
  const poll = setInterval(() => document.visibilityState === 'visible' && changed(), POLL_MS)
  return () => clearInterval(poll)
}
