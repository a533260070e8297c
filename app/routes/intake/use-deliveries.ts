import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FileProblem } from '~/domain/intake/submission-file'
import type { PickedFile } from '~/routes/uploads/dropped-files'
import { type BrowserUpload, SendQueue } from '~/routes/uploads/sending'
import { guestUrls } from '~/urls/guests'
import type { GuestPage } from './guest-page.server'
import { Preflight } from './preflight/preflight'

/** What a file is sent as, besides a file of the brief. */
export interface SentAs {
  slotId?: string
  replacesId?: string
  isRelease?: boolean
}

/** A file that was chosen on this page. */
export interface LocalFile extends SentAs {
  key: string
  name: string
  bytes: number
  relativePath?: string
  /** `held` breaks a rule and is not sent. */
  phase: 'checking' | 'held' | 'sent'
  problems: FileProblem[]
  sha256?: string
  /** Address of its thumbnail. */
  thumb?: string
  sending?: BrowserUpload
}

const POLL_MS = 1500
const TELL_MS = 200
let count = 0

/** Checks chosen files, sends those that break no rule, and keeps the page's data current while the server looks into them. */
export function useDeliveries({ token, guest, brief, slots, files }: GuestPage) {
  const [locals, setLocals] = useState<LocalFile[]>([])
  const [sendings, setSendings] = useState<ReadonlyMap<string, BrowserUpload>>(new Map())
  const revalidate = useSoon(useRevalidator().revalidate)
  const known = useRef({ files, locals })
  known.current = { files, locals }
  const preflight = useOnce(() => new Preflight())
  const queue = useOnce(() => {
    const tell = throttled((all: BrowserUpload[]) => setSendings(new Map(all.map((each) => [each.key, each]))))
    return new SendQueue(tell, {
      endpoint: guestUrls.bytes(),
      headers: { authorization: `Bearer ${token}` },
      fingerprint: ({ name, size, lastModified, webkitRelativePath }) =>
        ['guest', guest.id, webkitRelativePath || name, size, lastModified].join('-'),
      takeBack: (upload) => void upload.abort(true).catch(() => {}),
    })
  })
  useEffect(() => () => preflight.close(), [preflight])

  const change = useCallback(
    (key: string, by: Partial<LocalFile>) =>
      setLocals((all) => all.map((each) => (each.key === key ? { ...each, ...by } : each))),
    [],
  )

  const add = useCallback(
    (picked: readonly PickedFile[], as: SentAs = {}) => {
      const fresh = picked.map((each) => ({ ...each, key: `f${++count}` }))
      setLocals((all) => [
        ...all,
        ...fresh.map(({ key, file, relativePath }) => ({
          ...{ key, name: file.name, bytes: file.size, relativePath, phase: 'checking' as const, problems: [] },
          ...as,
        })),
      ])
      for (const { key, file, relativePath } of fresh) void take({ key, file, relativePath })

      async function take(each: PickedFile & { key: string }): Promise<void> {
        const slot = slots.find(({ id }) => id === as.slotId)
        const rules = { rules: brief.rules, leastSide: slot?.leastSide ?? null }
        const { problems, sha256 } = as.isRelease
          ? await preflight.check(each.file, { rules: NO_RULES, leastSide: null })
          : await preflight.check(each.file, rules)
        const twin = sha256 && twinOf(known.current, each.key, sha256)
        const found: FileProblem[] = twin ? [...problems, { rule: 'twice', fileName: twin }] : problems
        change(each.key, { problems: found, sha256, phase: found.length > 0 ? 'held' : 'sent' })
        known.current.locals = known.current.locals.map((one) => (one.key === each.key ? { ...one, sha256 } : one))
        if (found.length === 0)
          queue.add([each], {
            facts: {
              ...(as.slotId && { slotId: as.slotId }),
              ...(as.replacesId && { replacesId: as.replacesId }),
              ...(as.isRelease && { isRelease: '1' }),
            },
          })
        const thumb = await preflight.thumb(each.file)
        if (thumb) change(each.key, { thumb: URL.createObjectURL(thumb) })
      }
    },
    [brief.rules, slots, preflight, queue, change],
  )

  const begun = [...sendings.values()].filter(({ id }) => id).length
  const ended = [...sendings.values()].filter(({ state }) => state === 'sent').length
  useEffect(() => {
    if (begun + ended > 0) revalidate()
  }, [begun, ended, revalidate])

  const isChecked = files.some(({ progress: { at } }) => at === 'checking' || at === 'received')
  useEffect(() => {
    if (!isChecked) return
    const timer = setInterval(revalidate, POLL_MS)
    return () => clearInterval(timer)
  }, [isChecked, revalidate])

  const all = useMemo(
    () =>
      locals
        .map((each) => ({ ...each, sending: sendings.get(each.key) }))
        .filter(({ sending }) => sending?.state !== 'cancelled'),
    [locals, sendings],
  )
  const isBusy = all.some(({ phase, sending }) => phase === 'checking' || isMoving(sending))
  useEffect(() => {
    if (!isBusy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isBusy])

  return {
    locals: all,
    isBusy,
    speed: queue.speed(),
    add,
    pause: (key: string) => queue.pause(key),
    resume: (key: string) => queue.resume(key),
    /** Takes a file away that the server does not have, or not whole. */
    drop: (key: string) => {
      if (sendings.has(key)) queue.cancel(key)
      setLocals((each) => each.filter((one) => one.key !== key))
      revalidate()
    },
    revalidate,
  }
}

export type Deliveries = ReturnType<typeof useDeliveries>

const NO_RULES = { kinds: [], extensions: [], leastSide: null, profile: null, namePattern: null }

export const isMoving = (sending: BrowserUpload | undefined): boolean =>
  sending?.state === 'waiting' || sending?.state === 'sending'

/** Returns the name of another file with the same bytes: one that was sent before, or is among those that were chosen. */
function twinOf(
  { files, locals }: { files: GuestPage['files']; locals: readonly LocalFile[] },
  key: string,
  sha256: string,
): string | undefined {
  // What this file itself has become, when it was begun before and is chosen again, is no other file.
  const sent = files.find((each) => each.sha256 === sha256 && each.progress.at !== 'refused')
  if (sent) return sent.fileName
  return locals.find((each) => each.key !== key && each.sha256 === sha256 && each.phase === 'sent')?.name
}

function useOnce<T>(make: () => T): T {
  const kept = useRef<T>()
  kept.current ??= make()
  return kept.current
}

/** Returns a function that calls `work` soon, once for all calls until then. */
function useSoon(work: () => void): () => void {
  const latest = useRef(work)
  latest.current = work
  const timer = useRef<ReturnType<typeof setTimeout>>()
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      latest.current()
    }, 400)
  }, [])
}

/** Returns a function that passes on the latest value, a few times a second: a page of hundreds of files is drawn no oftener. */
function throttled<T>(listener: (value: T) => void): (value: T) => void {
  let latest: { value: T } | undefined
  return (value) => {
    if (!latest)
      setTimeout(() => {
        const last = latest
        latest = undefined
        if (last) listener(last.value)
      }, TELL_MS)
    latest = { value }
  }
}
