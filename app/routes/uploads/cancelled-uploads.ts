import type { Upload } from 'tus-js-client'
import type { ReceivedUpload } from '~/domain/assets/upload'
import { urls } from '~/urls'

const STORED = 'vitrine-cancelled-uploads'
/** More than anybody cancels before the server has heard of the first. */
const MOST = 100

/** The server's name for an upload; undefined until it has answered. */
export const idOf = (upload: Upload): string | undefined => upload.url?.split('/').at(-1)

/**
 * Takes back a cancelled upload, which its page calls `key`: first in what this browser remembers, then on the server. One
 * whose address is on its way is not cut off, since the server would keep what it has begun: call again when it comes.
 */
export function takeBack(upload: Upload, key: string): void {
  const id = idOf(upload)
  remember(key, id)
  if (!id) return
  void upload.abort()
  void upload.findPreviousUploads().then((previous) => {
    for (const { uploadUrl, urlStorageKey } of previous)
      if (uploadUrl === upload.url) void upload.options.urlStorage?.removeUpload(urlStorageKey)
  })
  void forgetOnServer(id)
}

/** Whether this browser cancelled an upload that the server still waits for. */
export function wasCancelled({ id, state, facts }: ReceivedUpload): boolean {
  if (state !== 'receiving') return false
  const names = remembered()
  return names.includes(id) || (!!facts.key && names.includes(facts.key))
}

/** Asks the server to forget an upload and its bytes; the request outlives the page (Fetch, `keepalive`). */
export async function forgetOnServer(id: string): Promise<void> {
  const headers = { 'tus-resumable': '1.0.0' }
  await fetch(urls.api.upload(id), { method: 'DELETE', keepalive: true, headers }).catch(() => {
    // Without a connection nothing is lost: the next look at the server's list asks again.
  })
}

/** Kept before the server is asked: the page may be left before the answer, and must not offer the upload again. */
function remember(...names: (string | undefined)[]): void {
  const known = [...remembered(), ...names.filter((name) => name !== undefined)]
  try {
    localStorage.setItem(STORED, JSON.stringify(known.slice(-MOST)))
  } catch {
    // A browser that keeps nothing for us: the server is asked all the same.
  }
}

function remembered(): string[] {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '[]') as string[]
  } catch {
    return []
  }
}
