// Ours: range-parser reads one header, and what `Range` means depends on `If-Range` and strong tags as well.
import type { ByteRange } from '~/platform/storage'

export type RangeAnswer = { kind: 'whole' } | { kind: 'part'; range: ByteRange } | { kind: 'unsatisfiable' }

/**
 * Returns which part of a body of `size` bytes a request wants (RFC 9110, section 14.2). One range is honoured; several or
 * a malformed one mean the whole. `If-Range` must match the strong `etag` exactly (section 13.1.5), else the whole.
 */
export function wantedRange(headers: Headers, size: number, etag: string): RangeAnswer {
  const text = headers.get('range')
  const ifRange = headers.get('if-range')
  if (!text || (ifRange !== null && ifRange.trim() !== etag)) return { kind: 'whole' }
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(text)
  if (!match || (!match[1] && !match[2])) return { kind: 'whole' }
  if (!match[1]) {
    const suffix = Number(match[2])
    if (suffix === 0 || size === 0) return { kind: 'unsatisfiable' }
    return { kind: 'part', range: { start: Math.max(0, size - suffix), end: size - 1 } }
  }
  const start = Number(match[1])
  const end = match[2] ? Math.min(Number(match[2]), size - 1) : size - 1
  if (match[2] && Number(match[2]) < start) return { kind: 'whole' }
  if (start >= size) return { kind: 'unsatisfiable' }
  return { kind: 'part', range: { start, end } }
}

/**
 * Whether `If-Match` names another body than this one (RFC 9110, section 13.1.1: strong comparison, so that a weak tag
 * matches nothing). Evaluated before `If-None-Match` and `Range` (section 13.2.2).
 */
export function wantsAnother(headers: Headers, etag: string): boolean {
  const text = headers.get('if-match')
  if (text === null || text.trim() === '*') return false
  return ![...text.matchAll(/(?:W\/)?"[^"]*"/g)].some(([tag]) => tag === etag)
}

/** Whether `If-None-Match` says that the client has this body (RFC 9110, section 13.1.2: weak comparison). */
export function clientHolds(headers: Headers, etag: string): boolean {
  const text = headers.get('if-none-match')
  if (!text) return false
  return text.trim() === '*' || text.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
