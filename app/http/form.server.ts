// Ours is the bound alone, by what the schema of a form accepts; the parser behind it is that of Node, which has none.
import { DomainError } from '~/platform/errors'
import { type FormLimits, requireKnownNames } from './form-limits'

/** UTF-8 takes at most four bytes per character, and a URL-encoded form three for each of them (`%F0`). */
const BYTES_PER_CHARACTER = 12
/** Boundary, `Content-Disposition` and line ends of one part of a multipart form. */
const BYTES_PER_PART = 256
/** Extra fields to accept, so that a list slightly too long gets an error beside its field. */
const ROOM_FIELDS = 16
/** A file up to twice as long as allowed gets its error beside its field, too. */
const ROOM_FILES = 2

const refused = () => new DomainError('form.unrecognized_keys')

/**
 * Returns the form of a request after checking it against its action's limits: first the length and the number of fields,
 * counted in the bytes, then the names. A parser builds whatever the names describe (5,999 nested ones block it for a
 * second, `a[4294967294]` makes a list of that length), so no other form reaches it, and no text with a NUL, which
 * PostgreSQL cannot store. Files are accepted only where the schema has one. Throws `form.too_long`, `form.too_big_array` with the field, or `form.unrecognized_keys`.
 */
export async function readForm(request: Request, limits: FormLimits): Promise<FormData> {
  const type = request.headers.get('content-type') ?? ''
  const boundary = /^multipart\/form-data\s*;.*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type)
  const separator = boundary ? `--${boundary[1] ?? boundary[2]}` : '&'
  if (!boundary && !/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw refused()
  const fields = limits.fields * 2 + ROOM_FIELDS
  const maxCharacters = limits.characters + limits.nameCharacters
  const most = maxCharacters * BYTES_PER_CHARACTER + limits.bytes * ROOM_FILES + fields * BYTES_PER_PART
  const bytes = await readAtMost(request, most)
  if (count(bytes, separator) > fields + 1) throw refused()
  // A body that cannot be parsed, whatever its type says, is the client's fault and not an internal failure.
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw refused()
  })
  const sent = [...form].map(([name, value]): [string, 'text' | 'file'] => {
    if (typeof value !== 'string') return [name, 'file']
    if (value.includes('\0')) throw refused()
    return [name, 'text']
  })
  requireKnownNames(sent, limits)
  return form
}

async function readAtMost(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw new DomainError('form.too_long')
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (;;) {
    // A body that is cut off is not a form either.
    const { done, value } = (await reader?.read().catch(() => Promise.reject(refused()))) ?? { done: true }
    if (done || !value) return Buffer.concat(chunks)
    size += value.length
    if (size > most) {
      await reader?.cancel()
      throw new DomainError('form.too_long')
    }
    chunks.push(value)
  }
}

/** Returns how often `text` occurs. */
function count(bytes: Uint8Array, text: string): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let found = 0
  for (let at = buffer.indexOf(text); at !== -1; at = buffer.indexOf(text, at + text.length)) found++
  return found
}
