import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReceivedUpload } from '~/domain/assets/upload'
import { urls } from '~/urls'
import { forgetOnServer, wasCancelled } from './cancelled-uploads'
import type { PickedFile } from './dropped-files'
import { type BrowserUpload, SendQueue, type UploadTarget } from './sending'

const POLL_MS = 1000

/**
 * Returns the uploads of this page: files being sent, their processing on the server, and the speed. With `only`, just
 * those that this page has sent.
 */
export function useUploads({ only }: { only?: string } = {}) {
  const [sending, setSending] = useState<BrowserUpload[]>([])
  const [received, setReceived] = useState<ReceivedUpload[]>([])
  const revalidator = useRevalidator()
  const kept = useRef<SendQueue>()
  kept.current ??= new SendQueue(setSending)
  const queue = kept.current

  const look = useCallback(async () => {
    const response = await fetch(urls.library.uploads(), { headers: { accept: 'application/json' } })
    if (!response.ok) return
    const { uploads } = (await response.json()) as { uploads: ReceivedUpload[] }
    setReceived(uploads.filter((upload) => !wasCancelled(upload)))
    // Uploads that were cancelled when the page was left, or offline, so that the server did not receive the request.
    for (const { id } of uploads.filter(wasCancelled)) void forgetOnServer(id)
  }, [])
  useEffect(() => {
    void look()
  }, [look])

  const known = new Map(received.map((upload) => [upload.id, upload]))
  const unsettled = sending.some((item) => item.state === 'sent' && isOpen(item.id ? known.get(item.id) : undefined))
  const waiting = unsettled || received.some((upload) => upload.state === 'inspecting')
  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(() => void look().catch(() => {}), POLL_MS)
    return () => clearInterval(timer)
  }, [waiting, look])

  const done = received.filter((upload) => upload.state === 'done').length
  const counted = useRef(done)
  useEffect(() => {
    if (done !== counted.current) revalidator.revalidate()
    counted.current = done
  }, [done, revalidator])

  useEffect(() => {
    const busy = sending.some((item) => item.state === 'sending' || item.state === 'waiting')
    if (!busy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [sending])

  return useMemo(
    () => ({
      sending,
      received: only ? received.filter((upload) => sending.some((item) => item.id === upload.id)) : received,
      speed: queue.speed(),
      add: (files: PickedFile[], target?: UploadTarget) => queue.add(files, target),
      pause: (key: string) => queue.pause(key),
      resume: (key: string) => queue.resume(key),
      cancel: (key: string) => {
        queue.cancel(key)
        void look().catch(() => {})
      },
      forget: (key: string) => queue.forget(key),
      look,
    }),
    [queue, sending, received, look, only],
  )
}

export type Uploads = ReturnType<typeof useUploads>

const isOpen = (upload: ReceivedUpload | undefined) =>
  !upload || upload.state === 'receiving' || upload.state === 'inspecting'
