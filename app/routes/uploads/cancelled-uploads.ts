import type { Upload } from 'tus-js-client'
import type { ReceivedUpload } from '~/domain/assets/upload'
import { urls } from '~/urls'

const STORED = 'vitrine-cancelled-uploads'
/** Limit of stored cancellations, more than anyone makes before the server has received the first. */
const MOST = 100

/** Returns the server's id of an upload; undefined until the server has created it. */
export const idOf = (upload: Upload): string | undefined => upload.url?.split('/').at(-1)

/**
 * Cancels an upload, which its page identifies by `key`: first in this browser's storage, then on the server. A
 * creation request under way is not aborted, since the server would keep that upload; call again once its URL is known.
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

/** Returns whether this browser cancelled an upload that the server still expects. */
export function wasCancelled({ id, state, facts }: ReceivedUpload): boolean {
  if (state !== 'receiving') return false
  const names = remembered()
  return names.includes(id) || (!!facts.key && names.includes(facts.key))
}

/** Deletes an upload and its bytes on the server; the request outlives the page (Fetch, `keepalive`). Never throws. */
export async function forgetOnServer(id: string): Promise<void> {
  const headers = { 'tus-resumable': '1.0.0' }
  await fetch(urls.api.upload(id), { method: 'DELETE', keepalive: true, headers }).catch(() => {
    // Offline: the request is repeated when the server's list is next loaded.
  })
}

/** Stored before the server is asked: the page may be left before the response, and must not offer the upload again. */
function remember(...names: (string | undefined)[]): void {
  const known = [...remembered(), ...names.filter((name) => name !== undefined)]
  try {
    localStorage.setItem(STORED, JSON.stringify(known.slice(-MOST)))
  } catch {
    // Without storage, the server is asked all the same.
  }
}

function remembered(): string[] {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '[]') as string[]
  } catch {
    return []
  }
}
