import { urls } from '~/urls'

const NAME = 'vitrine-inbox'
/** How often silence is looked at, and after how much of it the inbox is asked for. The server breaks it every 20 seconds. */
const LOOK_MS = 60_000
const SILENCE_MS = 120_000

const listeners = new Set<() => void>()
let disconnect: (() => void) | undefined

/**
 * Calls `changed` when something of the inbox changed. Of all pages of a browser one holds the stream of events and tells the
 * others. Where there is none, the inbox is asked for every minute while the page is in sight. Returns what ends it.
 */
export function listenToInbox(changed: () => void): () => void {
  listeners.add(changed)
  disconnect ??= connect(() => {
    for (const listener of listeners) listener()
  })
  return () => {
    listeners.delete(changed)
    if (listeners.size > 0) return
    disconnect?.()
    disconnect = undefined
  }
}

function connect(changed: () => void): () => void {
  const over = new AbortController()
  const pages = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : undefined
  let heardAt = Number.NEGATIVE_INFINITY
  const hear = (event: string) => {
    heardAt = performance.now()
    if (event === 'changed') changed()
  }
  if (pages) pages.onmessage = ({ data }) => hear(String(data))
  const look = setInterval(() => {
    if (performance.now() - heardAt > SILENCE_MS && document.visibilityState === 'visible') changed()
  }, LOOK_MS)
  const { locks } = navigator
  // A page without locks, such as one that was not loaded by https, asks.
  if (pages && locks)
    locks
      .request(NAME, { signal: over.signal }, () =>
        holdStream(over.signal, (event) => {
          hear(event)
          pages.postMessage(event)
        }),
      )
      .catch(() => {})
  return () => {
    over.abort()
    clearInterval(look)
    pages?.close()
  }
}

/** Holds the stream of events until `signal` aborts; opens it again when the server refused it. */
function holdStream(signal: AbortSignal, hear: (event: string) => void): Promise<void> {
  let source = open()
  const look = setInterval(() => {
    if (source.readyState === EventSource.CLOSED) source = open()
  }, LOOK_MS)
  function open(): EventSource {
    const stream = new EventSource(urls.inbox.events())
    for (const event of ['beat', 'changed']) stream.addEventListener(event, () => hear(event))
    return stream
  }
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      clearInterval(look)
      source.close()
      resolve()
    })
  })
}
