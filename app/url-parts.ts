/** Encodes one part of a path. */
export const part = encodeURIComponent

/** Returns the query of a URL, with its question mark; what has no value is left out. */
export const query = (values: Record<string, string | number | undefined | null>): string => {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return pairs.length ? `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}` : ''
}

/** Filters of the audit log. */
export interface AuditQuery {
  type?: string
  actor?: string
  subject?: string
  from?: string
  to?: string
  before?: number
}
