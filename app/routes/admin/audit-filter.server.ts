import type { z } from 'zod'
import { AuditFilter } from '~/domain/audit/audit'
import { DomainError } from '~/platform/errors'

/** Returns the filter in a URL's query, ignoring empty fields. Throws DomainError `form.invalid`. */
export function auditFilterOf(url: URL): z.output<typeof AuditFilter> {
  const given = Object.fromEntries([...url.searchParams].filter(([, value]) => value.trim() !== ''))
  const parsed = AuditFilter.safeParse(given)
  if (!parsed.success) throw new DomainError('form.invalid')
  return parsed.data
}
