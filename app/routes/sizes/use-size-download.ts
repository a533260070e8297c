import { useEffect, useRef, useState } from 'react'

/** How far a download is whose file may have to be made first. */
export type SizeDownload =
  | { state: 'idle' }
  | { state: 'making' }
  | { state: 'started' }
  | { state: 'failed'; message: string | undefined }

/** The server waits for two seconds by itself; a film takes as long as itself. */
const [ASK_AGAIN_MS, GROWTH, LONGEST_MS] = [300, 1.5, 5000]

interface SizeDownloading {
  download: SizeDownload
  /** Has a size made, waits for it and then starts its download. */
  start: (href: string) => void
  /** Tries again what was started last. */
  again: () => void
}

/**
 * Returns how far a download is, and what starts it. Whoever leaves the page waits no longer; what is being made is made all the
 * same.
 */
export function useSizeDownload(): SizeDownloading {
  const [download, setDownload] = useState<SizeDownload>({ state: 'idle' })
  const running = useRef<AbortController>()
  const asked = useRef('')
  useEffect(() => () => running.current?.abort(), [])
  const begin = (href: string, again: boolean) => {
    asked.current = href
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setDownload({ state: 'making' })
    untilMade(href, again, controller.signal).then(
      () => {
        setDownload({ state: 'started' })
        // The answer is an attachment, which leaves the page as it is.
        window.location.assign(href)
      },
      (error: unknown) => {
        if (controller.signal.aborted) return
        setDownload({ state: 'failed', message: error instanceof Refused ? error.message : undefined })
      },
    )
  }
  return { download, start: (href) => begin(href, false), again: () => begin(asked.current, true) }
}

/** The server says why there is no file, in the language of the page. */
class Refused extends Error {}

async function untilMade(href: string, again: boolean, signal: AbortSignal): Promise<void> {
  const first = new URL(href, window.location.href)
  if (again) first.searchParams.set('again', '1')
  let url = first.href
  for (let ms = ASK_AGAIN_MS; ; ms = Math.min(LONGEST_MS, ms * GROWTH)) {
    const answer = await fetch(url, { headers: { accept: 'application/json' }, signal })
    if (answer.status === 200) return
    const { message } = (await answer.json().catch(() => ({}))) as { message?: unknown }
    if (answer.status !== 202) throw new Refused(typeof message === 'string' ? message : '')
    url = href
    await new Promise((resolve) => setTimeout(resolve, ms))
    signal.throwIfAborted()
  }
}
