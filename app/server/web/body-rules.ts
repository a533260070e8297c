import type { IncomingHttpHeaders } from 'node:http'
import { urls } from '~/urls'

const MIB = 1024 * 1024
/** Deeper values overflow the stack of the stream encoder when a page renders them again (CVE-2026-34077). */
const DEEPEST = 32

export type BodyKind = 'none' | 'json' | 'form' | 'multipart' | 'picture' | 'files' | 'upload' | 'other'

export const LIMITS: Record<BodyKind, number> = {
  none: 0,
  json: MIB,
  form: MIB,
  // Files arrive by tus, so a multipart form contains only text and captions. Those may have 1 MB; what is somewhat longer
  // still reaches its form, which says so beside the field.
  multipart: 2 * MIB,
  // A picture to search by, of at most 12 MB; somewhat longer ones get their answer beside the field.
  picture: 26 * MIB,
  // Files of a guest without scripts stream to a temporary file, each up to the longest upload.
  files: Number.POSITIVE_INFINITY,
  // tus pieces stream to the store and are limited by the upload's declared length.
  upload: Number.POSITIVE_INFINITY,
  other: MIB,
}

/** Returns the kind of a request's body, from its headers (RFC 9112 section 6: no length and no encoding means none). */
export function bodyKind(method: string, headers: IncomingHttpHeaders, path = ''): BodyKind {
  if (method === 'GET' || method === 'HEAD') return 'none'
  const length = headers['content-length']
  if (headers['transfer-encoding'] === undefined && (length === undefined || length === '0')) return 'none'
  const type = (headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase()
  if (type === 'application/json' || type.endsWith('+json')) return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  if (type === 'multipart/form-data') return multipartKind(path)
  if (type === 'application/offset+octet-stream') return 'upload'
  return 'other'
}

/** Guests without scripts send files by a plain form (app/urls/guests.ts). */
const FILES_OF_GUEST = /^\/upload\/[^/]+\/files$/

function multipartKind(path: string): BodyKind {
  if (FILES_OF_GUEST.test(path)) return 'files'
  return path === urls.library.byPicture() ? 'picture' : 'multipart'
}

/** Whether JSON text nests deeper than 32: counted over brackets outside strings, before any parser recurses. */
export function nestsTooDeep(json: string): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < json.length; i++) {
    const char = json[i]
    if (inString) {
      if (char === '\\') i++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') {
      if (++depth > DEEPEST) return true
    } else if (char === '}' || char === ']') depth--
  }
  return false
}
